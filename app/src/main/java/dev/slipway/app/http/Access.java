package dev.slipway.app.http;

/** Who may call a route, and how often. */
public enum Access {
    /** Anybody, without limit: health checks. */
    HEALTH,
    /** Anybody, within the rate limit: the documentation. */
    ANYBODY,
    /** Whoever has an API key, within the rate limit. */
    KEY
}

package dev.slipway.app.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.slipway.app.config.Configuration;
import io.github.bucket4j.Bucket;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket for each pair of API key and address. Callers without a valid key share the bucket of their address,
 * so keys cannot be guessed fast. Replies carry the headers of
 * <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">draft-ietf-httpapi-ratelimit-headers</a>.
 */
final class RateLimit {

    private static final HeaderName RATE_LIMIT = HeaderNames.create("RateLimit");

    /** Bounds the memory under a flood of addresses. A dropped bucket only gives its caller a new burst. */
    private static final int MAX_BUCKETS = 50_000;

    private final int burst;
    private final int perSecond;
    private final Header policy;
    private final Cache<Caller, Bucket> buckets;

    private record Caller(int key, String address) {}

    RateLimit(Configuration.RateLimit settings) {
        burst = settings.burst();
        perSecond = settings.perSecond();
        policy = HeaderValues.createCached(
                "RateLimit-Policy", "\"default\";q=%d;w=%d".formatted(burst, secondsFor(burst)));
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(Duration.ofSeconds(secondsFor(burst) + 1))
                .executor(Runnable::run) // waking another thread costs more than the cleaning
                .build();
    }

    /**
     * Takes one token.
     *
     * @throws Problem 429 when there is none
     */
    void take(int key, String address, ServerResponseHeaders headers) {
        var probe = buckets.get(new Caller(key, address), _ -> bucket()).tryConsumeAndReturnRemaining(1);
        var remaining = probe.getRemainingTokens();
        headers.set(policy);
        headers.set(RATE_LIMIT, "\"default\";r=" + remaining + ";t=" + secondsFor(burst - remaining));
        if (!probe.isConsumed()) {
            var wait = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw new Problem(
                    Status.TOO_MANY_REQUESTS_429,
                    "at most %d requests a second, after a burst of %d".formatted(perSecond, burst),
                    HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(wait)));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    private long secondsFor(long tokens) {
        return Math.ceilDiv(tokens, perSecond);
    }
}

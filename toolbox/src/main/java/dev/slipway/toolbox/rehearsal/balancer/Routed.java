package dev.slipway.toolbox.rehearsal.balancer;

import org.eclipse.jetty.server.Request;

/** The listener and the target of a forwarded request. */
record Routed(Listener listener, Target target) {

    private static final String ATTRIBUTE = Routed.class.getName();

    void mark(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Routed of(Request request) {
        return (Routed) request.getAttribute(ATTRIBUTE);
    }
}

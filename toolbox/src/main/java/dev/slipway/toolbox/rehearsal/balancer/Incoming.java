package dev.slipway.toolbox.rehearsal.balancer;

import java.util.List;
import java.util.Map;

/**
 * What a listener rule looks at in a request.
 *
 * @param protocol {@code http} or {@code https}
 * @param host the host asked for, without a port
 * @param port the port that the client connected to
 * @param path as it came, neither decoded nor normalized: a balancer compares it so
 * @param query as it came, without the question mark; empty where there is none
 * @param source the client's address
 * @param headers by name in lower case
 */
public record Incoming(
        String protocol,
        String method,
        String host,
        int port,
        String path,
        String query,
        String source,
        Map<String, List<String>> headers) {}

package dev.slipway.toolbox.rehearsal.balancer;

import java.util.List;
import java.util.Map;

/**
 * The parts of a request that listener rules match.
 *
 * @param protocol {@code http} or {@code https}
 * @param host the requested host, without a port
 * @param port the port that the client connected to
 * @param path the path as it was sent, neither decoded nor normalized, as a load balancer matches it
 * @param query the query as it was sent, without the question mark; empty if there is none
 * @param source the client's address
 * @param headers the headers, by lower-case name
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

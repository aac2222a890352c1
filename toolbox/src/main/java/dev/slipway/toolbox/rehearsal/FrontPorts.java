package dev.slipway.toolbox.rehearsal;

import dev.slipway.toolbox.rehearsal.balancer.Listener;
import dev.slipway.toolbox.rehearsal.tasks.Ports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Maps the load balancer's ports to local ports. */
final class FrontPorts {

    private static final int HTTPS = 8443;
    private static final int HTTP = 8080;
    private static final int MOST_TRIES = 100;

    private FrontPorts() {}

    /**
     * Local ports by the plan's ports.
     *
     * @throws CannotRehearse if a requested port is taken
     */
    static Map<Integer, Integer> choose(List<Listener> listeners, RehearsalOptions options) {
        var chosen = new LinkedHashMap<Integer, Integer>();
        var asked = new HashMap<>(Map.of(true, options.httpsPort(), false, options.httpPort()));
        for (var listener : listeners) {
            // Only the first listener of a kind gets the requested port.
            var port = Optional.ofNullable(asked.remove(listener.https())).orElseGet(OptionalInt::empty);
            chosen.put(
                    listener.port(),
                    port.isPresent()
                            ? requireFree(port.getAsInt(), listener.https() ? "--port" : "--http-port", chosen)
                            : from(listener.https() ? HTTPS : HTTP, chosen));
        }
        return chosen;
    }

    private static int requireFree(int port, String option, Map<Integer, Integer> chosen) {
        if (chosen.containsValue(port) || !Ports.isFree(port)) {
            throw new CannotRehearse("Port %d is in use: choose another with %s, or omit it to use the next free port."
                    .formatted(port, option));
        }
        return port;
    }

    private static int from(int start, Map<Integer, Integer> chosen) {
        return IntStream.range(start, start + MOST_TRIES)
                .filter(port -> !chosen.containsValue(port) && Ports.isFree(port))
                .findFirst()
                .orElseThrow(() -> new CannotRehearse("No port from %d to %d is free: choose one with --port."
                        .formatted(start, start + MOST_TRIES - 1)));
    }
}

package dev.slipway.settings.rules;

import dev.slipway.settings.NetworkSettings;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.stack.Problem;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ports to the internet exist, and there is a route for them. */
final class EgressPorts {

    private static final int LAST_PORT = 65_535;

    private EgressPorts() {}

    static Stream<Problem> problems(NetworkSettings network) {
        var ports = network.egressPorts();
        if (!ports.isEmpty() && network.egress() == Egress.ENDPOINTS) {
            return Stream.of(new Problem(
                    "network.egressPorts",
                    ports.toString(),
                    "has no effect with network.egress endpoints, which has no route to the internet",
                    "delete it, or set network.egress to nat"));
        }
        return IntStream.range(0, ports.size())
                .filter(i -> ports.get(i) < 1 || ports.get(i) > LAST_PORT)
                .mapToObj(i -> new Problem(
                        "network.egressPorts[" + i + "]",
                        "" + ports.get(i),
                        "is not a TCP port",
                        "write 1 to " + LAST_PORT));
    }
}

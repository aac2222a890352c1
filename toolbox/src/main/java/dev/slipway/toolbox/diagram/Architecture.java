package dev.slipway.toolbox.diagram;

import dev.slipway.plan.Plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stack's architecture: the tiers that traffic passes, and the resources that tasks use. {@link Mermaid} and {@link Svg}
 * draw it.
 *
 * @param name the environment's name
 * @param region the AWS region; empty if the plan does not name it
 * @param global what is in no region
 * @param regional what is in the region and outside the network
 * @param vpc empty for a stack without a network, such as a foundation
 */
public record Architecture(
        String name, String region, List<Box> global, List<Box> regional, Optional<Vpc> vpc, List<Arrow> arrows) {

    /** The architecture that a plan describes. */
    public static Architecture of(Plan plan) {
        return new Survey(plan).architecture();
    }

    /** All boxes. */
    Stream<Box> boxes() {
        return Stream.of(
                        global.stream(),
                        regional.stream(),
                        vpc.stream()
                                .flatMap(network -> network.tiers().stream())
                                .flatMap(tier -> tier.boxes().stream()))
                .flatMap(Function.identity());
    }

    /** The connections that security groups and routes allow, by the names of their ends. */
    public List<Connection> connections() {
        Map<String, String> names = boxes().collect(Collectors.toMap(Box::id, Box::name, (first, _) -> first));
        return arrows.stream()
                .filter(arrow -> arrow.kind() == Arrow.Kind.ALLOWED)
                .map(arrow -> new Connection(
                        names.getOrDefault(arrow.from(), arrow.from()),
                        names.getOrDefault(arrow.to(), arrow.to()),
                        arrow.label()))
                .toList();
    }

    /**
     * An allowed connection.
     *
     * @param ports such as {@code 443, 80}; empty for a route
     */
    public record Connection(String from, String to, String ports) {

        String words() {
            return from + " to " + to + (ports.isEmpty() ? "" : " on " + ports);
        }
    }
}

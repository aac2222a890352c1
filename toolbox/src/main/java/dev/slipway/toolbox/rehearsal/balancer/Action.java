package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** What a listener does with a request. */
public sealed interface Action {

    /** To one of these target groups, by weight. */
    record Forward(List<Weighted> groups) implements Action {

        /** A target group's ARN and its share. */
        public record Weighted(String targetGroup, int weight) {}

        /** The group for the n-th request. */
        String group(long n) {
            var total = groups.stream().mapToInt(Weighted::weight).sum();
            var left = total == 0 ? 0 : Math.floorMod(n, total);
            for (var group : groups) {
                left -= group.weight();
                if (left < 0) {
                    return group.targetGroup();
                }
            }
            return groups.getFirst().targetGroup();
        }
    }

    /** Elsewhere; {@code #{host}} and the like in the parts stand for what the request had. */
    record Redirect(int status, String protocol, String host, String port, String path, String query)
            implements Action {

        /**
         * The {@code Location} of the answer, always with its port.
         *
         * @param local the port of this machine at which a port of the plan is rehearsed
         */
        String location(Incoming request, IntUnaryOperator local) {
            var toPort = port.equals("#{port}") ? request.port() : local.applyAsInt(Integer.parseInt(port));
            var query = fill(this.query, request);
            return fill(protocol, request).toLowerCase(Locale.ROOT)
                    + "://"
                    + fill(host, request)
                    + ":"
                    + toPort
                    + fill(path, request)
                    + (query.isEmpty() ? "" : "?" + query);
        }

        private static String fill(String template, Incoming request) {
            return template.replace("#{protocol}", request.protocol())
                    .replace("#{host}", request.host())
                    .replace("#{path}", request.path().replaceFirst("^/", ""))
                    .replace("#{query}", request.query());
        }
    }

    /** An answer of the balancer's own. */
    record FixedResponse(int status, String contentType, String body) implements Action {}

    /**
     * Reads the action that decides: what signs users in first ({@code authenticate-oidc}) is passed over.
     *
     * @param at the path of a list of actions in a listener or listener rule
     */
    static Action of(PlannedResource resource, String at) {
        return Planned.each(resource, at)
                .sorted(Comparator.comparingLong(action -> Planned.number(resource, action + ".order", 0)))
                .flatMap(action -> deciding(resource, action).stream())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "'%s' has no action that answers or forwards at '%s'".formatted(resource.name(), at)));
    }

    private static Optional<Action> deciding(PlannedResource resource, String at) {
        return switch (resource.text(at + ".type")) {
            case "forward" -> Optional.of(forward(resource, at));
            case "redirect" -> Optional.of(redirect(resource, at + ".redirect"));
            case "fixed-response" ->
                Optional.of(new FixedResponse(
                        Math.toIntExact(Planned.number(resource, at + ".fixedResponse.statusCode", 200)),
                        resource.text(at + ".fixedResponse.contentType"),
                        Planned.text(resource, at + ".fixedResponse.messageBody")
                                .orElse("")));
            default -> Optional.empty();
        };
    }

    private static Forward forward(PlannedResource resource, String at) {
        if (resource.has(at + ".targetGroupArn")) {
            return new Forward(List.of(new Forward.Weighted(resource.text(at + ".targetGroupArn"), 1)));
        }
        return new Forward(Planned.each(resource, at + ".forward.targetGroups")
                .map(group -> new Forward.Weighted(
                        resource.text(group + ".arn"), Math.toIntExact(Planned.number(resource, group + ".weight", 1))))
                .toList());
    }

    private static Redirect redirect(PlannedResource resource, String at) {
        return new Redirect(
                resource.text(at + ".statusCode").equals("HTTP_301") ? 301 : 302,
                Planned.text(resource, at + ".protocol").orElse("#{protocol}"),
                Planned.text(resource, at + ".host").orElse("#{host}"),
                Planned.text(resource, at + ".port").orElse("#{port}"),
                Planned.text(resource, at + ".path").orElse("/#{path}"),
                Planned.text(resource, at + ".query").orElse("#{query}"));
    }
}

package dev.slipway.toolbox.rehearsal.balancer;

import dev.slipway.plan.PlannedResource;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The action of a listener for a request. */
public sealed interface Action {

    /** Forwards to one of these target groups, by weight. */
    record Forward(List<Weighted> groups) implements Action {

        /** A target group's ARN and its weight. */
        public record Weighted(String targetGroup, int weight) {}

        /** The target group for the n-th request. */
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

    /** Redirects; placeholders such as {@code #{host}} are replaced by the request's values. */
    record Redirect(int status, String protocol, String host, String port, String path, String query)
            implements Action {

        /**
         * The {@code Location} header of the response, always with a port.
         *
         * @param local maps a port of the plan to a local port
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

    /** A fixed response of the load balancer. */
    record FixedResponse(int status, String contentType, String body) implements Action {}

    /**
     * Reads the final action; actions that sign users in first ({@code authenticate-oidc}) are skipped.
     *
     * @param at the path of a list of actions in a listener or listener rule
     */
    static Action of(PlannedResource resource, String at) {
        return Planned.each(resource, at)
                .sorted(Comparator.comparingLong(action -> Planned.number(resource, action + ".order", 0)))
                .flatMap(action -> finalAction(resource, action).stream())
                .findFirst()
                .orElseThrow(() ->
                        new NoSuchElementException("'%s' has no forward, redirect or fixed-response action at '%s'"
                                .formatted(resource.name(), at)));
    }

    private static Optional<Action> finalAction(PlannedResource resource, String at) {
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

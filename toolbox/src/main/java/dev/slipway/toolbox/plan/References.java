package dev.slipway.toolbox.plan;

import dev.slipway.plan.Plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Translates AWS's identifiers of resources into their names in the program. */
final class References {

    /** An ARN, or an id that AWS generates; a name that the program sets is not a reference. */
    private static final Pattern MADE = Pattern.compile("arn:.*|[a-z]+-[0-9a-f]{8,17}");

    private final Map<String, String> names = new HashMap<>();

    References(Plan plan) {
        var prefix = plan.environment() + "-";
        for (var resource : plan.resources()) {
            var name =
                    resource.name().startsWith(prefix) ? resource.name().substring(prefix.length()) : resource.name();
            for (var property : List.of("arn", "id")) {
                if (resource.state().get(property) instanceof String made
                        && MADE.matcher(made).matches()) {
                    names.putIfAbsent(made, name);
                }
            }
        }
    }

    /** The resource's name, or the unchanged text. */
    String name(String text) {
        return names.getOrDefault(text, text);
    }
}

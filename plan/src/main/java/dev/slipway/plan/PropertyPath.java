package dev.slipway.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path into a resource's properties, in Pulumi's syntax: {@code a.b[0].c}, {@code tags["a.b"]}.
 *
 * @see <a href="https://www.pulumi.com/docs/concepts/miscellaneous/property-paths/">property paths</a>
 */
final class PropertyPath {

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d+)\\]|\\[\"([^\"]*)\"\\]");

    private PropertyPath() {}

    /**
     * The value at a path, with all secrets unwrapped; empty if there is no value.
     *
     * @throws IllegalArgumentException if the path is invalid
     */
    static Optional<Object> find(Object from, String path) {
        var value = Secret.unwrap(from);
        var steps = STEP.matcher(path);
        var end = 0;
        while (steps.find() && steps.start() == end) {
            end = steps.end();
            value = Secret.unwrap(
                    steps.group(2) != null
                            ? element(value, Integer.parseInt(steps.group(2)))
                            : property(value, steps.group(1) != null ? steps.group(1) : steps.group(3)));
        }
        if (end != path.length() || path.isEmpty()) {
            throw new IllegalArgumentException("'" + path + "' is not a property path such as a.b[0].c");
        }
        return Optional.ofNullable(value);
    }

    private static Object property(Object value, String key) {
        return value instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private static Object element(Object value, int index) {
        return value instanceof List<?> list && index < list.size() ? list.get(index) : null;
    }
}

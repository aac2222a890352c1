package dev.slipway.toolbox.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Two stacks side by side.
 *
 * @param here the name of the report's stack
 * @param there the name of the other
 */
public record Comparison(String here, String there, List<Difference> settings, List<Difference> resources) {

    /**
     * A difference.
     *
     * @param name of a setting or a resource
     * @param kind of a resource; empty for a setting
     * @param here the value in the report's stack; null if it has none
     * @param there the value in the other; null if it has none
     */
    public record Difference(String name, String kind, String here, String there) {}

    static Comparison of(Side here, Side there) {
        return new Comparison(here.name(), there.name(), settings(here, there), resources(here, there));
    }

    private static List<Difference> settings(Side here, Side there) {
        var ours = here.settingsByPath();
        var theirs = there.settingsByPath();
        return all(ours, theirs)
                .filter(path -> !Objects.equals(ours.get(path), theirs.get(path)))
                .map(path -> new Difference(path, "", ours.get(path), theirs.get(path)))
                .toList();
    }

    private static List<Difference> resources(Side here, Side there) {
        var ours = here.resources();
        var theirs = there.resources();
        return all(ours, theirs)
                .map(resource -> {
                    var our = ours.get(resource);
                    var their = theirs.get(resource);
                    return new Difference(
                            our == null ? their.name() : our.name(),
                            resource.kind(),
                            our == null ? null : our.text(),
                            their == null ? null : their.text());
                })
                .filter(difference -> !Objects.equals(difference.here(), difference.there()))
                .toList();
    }

    private static <K> Stream<K> all(Map<K, ?> here, Map<K, ?> there) {
        return Stream.concat(here.keySet().stream(), there.keySet().stream()).distinct();
    }
}

package dev.slipway.toolbox.report;

import dev.slipway.plan.Plan;
import dev.slipway.settings.reading.SettingValue;
import dev.slipway.toolbox.plan.ResourceNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stack of a report: its plan and the values of its settings. */
public record Side(Plan plan, List<SettingValue> settings) {

    String name() {
        return plan.stack();
    }

    Map<String, String> settingsByPath() {
        var values = new LinkedHashMap<String, String>();
        settings.forEach(setting -> values.put(setting.path(), setting.value()));
        return values;
    }

    /** What is shown of each resource, by what it has in common with the same resource of another stack. */
    Map<Resource, Shown> resources() {
        var shown = new LinkedHashMap<Resource, Shown>();
        ResourceNode.of(plan).stream()
                .flatMap(Side::all)
                .filter(node -> !node.component())
                .forEach(node -> shown.put(
                        new Resource(node.kind(), common(node.fullName())),
                        new Shown(plan.shortName(node.fullName()), text(node))));
        return shown;
    }

    private String text(ResourceNode node) {
        return Stream.concat(Stream.of(node.summary()), node.marks().stream())
                .filter(text -> !text.isEmpty())
                .map(this::common)
                .collect(Collectors.joining(" · "));
    }

    /** A text without what differs in all stacks: their names, and ids that are invented from them. */
    private String common(String text) {
        return text.replace(plan.environment(), "…")
                .replaceAll("(^|/)\\Q" + name() + "\\E(?=/|$)", "$1…")
                .replaceAll("(…[-a-z0-9]*)-[0-9a-f]{7}(?![-a-z0-9])", "$1")
                .replaceAll("_[0-9a-f]{32}", "_…");
    }

    private static Stream<ResourceNode> all(ResourceNode node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(Side::all));
    }

    /** What the same resource has in common in all stacks. */
    record Resource(String kind, String name) {}

    /** What is shown of a resource. */
    record Shown(String name, String text) {}
}

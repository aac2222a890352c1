package dev.slipway.toolbox.plan;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan as text: components and resources with summaries of their settings, outputs, and counts by kind. */
public final class PlanTree {

    private final Plan plan;
    private final boolean all;
    private final Style style;
    private final ResourceSummary summaries;
    private final Map<String, List<PlannedResource>> children = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    /**
     * @param all whether resources that only connect two others get their own lines
     */
    public PlanTree(Plan plan, boolean all, Style style) {
        this.plan = plan;
        this.all = all;
        this.style = style;
        for (var resource : plan.resources()) {
            children.computeIfAbsent(resource.parent().orElse(""), _ -> new ArrayList<>())
                    .add(resource);
        }
        this.summaries = new ResourceSummary(new References(plan)::name);
    }

    /** The whole text, ending with a line break. */
    public String text() {
        var components = plan.resources().stream()
                .filter(resource -> resource.kind() == Kind.COMPONENT)
                .count();
        line("%s of %s: %s in %s"
                .formatted(
                        style.strong(plan.stack()),
                        plan.project(),
                        count(plan.resources().size() - components, "resource"),
                        count(components, "component")));
        line("");
        below("", "", "");
        outputs();
        kinds();
        return text.toString();
    }

    private void below(String urn, String above, String indent) {
        var shown = children.getOrDefault(urn, List.of()).stream()
                .filter(resource -> all || !folded(resource))
                .toList();
        var links = children.getOrDefault(urn, List.of()).stream()
                .filter(resource -> !all && folded(resource))
                .collect(Collectors.groupingBy(PlanTree::kind, TreeMap::new, Collectors.counting()));
        for (var i = 0; i < shown.size(); i++) {
            var resource = shown.get(i);
            var last = i == shown.size() - 1 && links.isEmpty();
            line(indent + style.faint(last ? "└─ " : "├─ ") + resource(resource, above));
            below(resource.urn(), resource.name(), indent + style.faint(last ? "   " : "│  "));
        }
        if (!links.isEmpty()) {
            line(indent
                    + style.faint("└─ and "
                            + links.entrySet().stream()
                                    .map(link -> link.getKey() + (link.getValue() > 1 ? " ×" + link.getValue() : ""))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private boolean folded(PlannedResource resource) {
        return ResourceSummary.links(resource) && !children.containsKey(resource.urn());
    }

    /** A name without its component's name, with which each child's name begins. */
    private static String shortName(PlannedResource resource, String above) {
        return resource.name().startsWith(above + "-")
                ? resource.name().substring(above.length() + 1)
                : resource.name();
    }

    private String resource(PlannedResource resource, String above) {
        var name = shortName(resource, above);
        if (resource.kind() == Kind.COMPONENT) {
            return style.component(name) + " " + style.faint(kind(resource));
        }
        var summary = summaries.of(resource);
        return name + " " + style.faint(kind(resource)) + (summary.isEmpty() ? "" : "  " + summary) + marks(resource);
    }

    private String marks(PlannedResource resource) {
        var marks = new ArrayList<String>();
        if (resource.kind() == Kind.READ) {
            marks.add("looked up");
        }
        if (resource.options().protect()) {
            marks.add("protected");
        }
        if (resource.options().retainOnDelete()) {
            marks.add("kept on destroy");
        }
        return marks.isEmpty() ? "" : "  " + style.mark("[" + String.join(", ", marks) + "]");
    }

    private void outputs() {
        if (plan.outputs().isEmpty()) {
            return;
        }
        line("");
        line(style.strong("Outputs") + style.faint("  (addresses and ids are invented until AWS assigns them)"));
        var width =
                plan.outputs().keySet().stream().mapToInt(String::length).max().orElse(0);
        plan.outputs()
                .forEach((name, value) -> line("  " + name + " ".repeat(width - name.length() + 2)
                        + (value instanceof Secret ? style.mark(Secret.MASK) : value)));
    }

    private void kinds() {
        var counts = plan.resources().stream()
                .filter(resource -> resource.kind() != Kind.COMPONENT)
                .collect(Collectors.groupingBy(PlanTree::kind, Collectors.counting()));
        line("");
        line(style.strong("By kind"));
        var entries = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> "%3d %s".formatted(entry.getValue(), entry.getKey()))
                .toList();
        var width = entries.stream().mapToInt(String::length).max().orElse(0) + 2;
        var rows = (entries.size() + 2) / 3;
        for (var row = 0; row < rows; row++) {
            var cells = new StringBuilder();
            for (var i = row; i < entries.size(); i += rows) {
                cells.append(entries.get(i))
                        .append(" ".repeat(width - entries.get(i).length()));
            }
            line(cells.toString().stripTrailing());
        }
    }

    /** {@code ec2 Subnet} for {@code aws:ec2/subnet:Subnet}. */
    private static String kind(PlannedResource resource) {
        var type = resource.type();
        var last = type.substring(type.lastIndexOf(':') + 1);
        if (type.startsWith("aws:")) {
            return type.substring(4, type.indexOf('/')) + " " + last;
        }
        return type.startsWith("pulumi:providers:") ? "provider " + last : last;
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}

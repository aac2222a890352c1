package dev.slipway.toolbox.plan;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Secret;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan as text: components and resources with summaries of their settings, outputs, and counts by kind. */
public final class PlanTree {

    private final Plan plan;
    private final boolean all;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param all whether resources that only connect two others get their own lines
     */
    public PlanTree(Plan plan, boolean all, Style style) {
        this.plan = plan;
        this.all = all;
        this.style = style;
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
        lines(ResourceNode.of(plan), "");
        outputs();
        kinds();
        return text.toString();
    }

    private void lines(List<ResourceNode> nodes, String indent) {
        var shown = nodes.stream().filter(node -> all || !node.minor()).toList();
        var links = nodes.stream()
                .filter(node -> !all && node.minor())
                .collect(Collectors.groupingBy(ResourceNode::kind, TreeMap::new, Collectors.counting()));
        for (var i = 0; i < shown.size(); i++) {
            var last = i == shown.size() - 1 && links.isEmpty();
            line(indent + style.faint(last ? "└─ " : "├─ ") + resource(shown.get(i)));
            lines(shown.get(i).children(), indent + style.faint(last ? "   " : "│  "));
        }
        if (!links.isEmpty()) {
            line(indent
                    + style.faint("└─ and "
                            + links.entrySet().stream()
                                    .map(link -> link.getKey() + (link.getValue() > 1 ? " ×" + link.getValue() : ""))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private String resource(ResourceNode node) {
        if (node.component()) {
            return style.component(node.name()) + " " + style.faint(node.kind());
        }
        return node.name() + " " + style.faint(node.kind())
                + (node.summary().isEmpty() ? "" : "  " + node.summary())
                + (node.marks().isEmpty() ? "" : "  " + style.mark("[" + String.join(", ", node.marks()) + "]"));
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
                .collect(Collectors.groupingBy(ResourceNode::kind, Collectors.counting()));
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

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}

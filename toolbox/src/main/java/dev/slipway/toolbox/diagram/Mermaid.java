package dev.slipway.toolbox.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An architecture as a Mermaid flowchart. Arrows with port numbers are the plan's security group rules. */
public final class Mermaid {

    private Mermaid() {}

    /** The text of the chart, ending with a line break. */
    public static String of(Architecture architecture) {
        var lines = new ArrayList<String>();
        lines.add("flowchart LR");
        architecture.global().forEach(box -> lines.add("  " + box(box)));
        architecture.regional().forEach(box -> lines.add("  " + box(box)));
        architecture.vpc().ifPresent(vpc -> {
            lines.add("  subgraph vpc [\"%s\"]".formatted(vpc.title()));
            for (var tier : vpc.tiers()) {
                lines.add("    subgraph %s [\"%s%s\"]".formatted(tier.name(), tier.title(), zones(tier.subnets())));
                tier.boxes().forEach(box -> lines.add("      " + box(box)));
                lines.add("    end");
            }
            lines.add("  end");
        });
        architecture.arrows().forEach(arrow -> lines.add("  " + arrow(arrow)));
        return String.join("\n", lines) + "\n";
    }

    private static String zones(List<Tier.Subnet> subnets) {
        return subnets.isEmpty()
                ? ""
                : " · " + subnets.stream().map(Tier.Subnet::zone).collect(Collectors.joining(", "));
    }

    private static String box(Box box) {
        var lines = new ArrayList<>(box.lines());
        if (box.strong()) {
            lines.set(0, "<b>" + box.name() + "</b>");
        }
        var text = String.join("<br/>", lines).replace("\"", "#quot;");
        var outline = switch (box.shape()) {
            case PLAIN -> "[\"%s\"]";
            case ROUND -> "([%s])";
            case STORE -> "[(\"%s\")]";
            case QUEUE -> "[[\"%s\"]]";
        };
        return box.id() + outline.formatted(text);
    }

    private static String arrow(Arrow arrow) {
        var line = switch (arrow.kind()) {
            case ALLOWED -> " -->";
            case USES -> " -.->";
            case PART -> " ---";
        };
        return arrow.from() + line + (arrow.label().isEmpty() ? "" : "|" + arrow.label() + "|") + " " + arrow.to();
    }
}

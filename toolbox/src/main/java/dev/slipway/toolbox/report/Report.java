package dev.slipway.toolbox.report;

import dev.slipway.settings.reading.SettingValue;
import dev.slipway.toolbox.diagram.Architecture;
import dev.slipway.toolbox.diagram.Svg;
import dev.slipway.toolbox.plan.ResourceNode;

import java.util.Comparator;
import java.util.List;

/**
 * What a report shows of a stack; {@link ReportPage} is its page. A section without content is left out.
 *
 * @param picture the architecture, as SVG
 * @param comparison null without another stack
 */
public record Report(
        String project,
        String stack,
        String region,
        String picture,
        List<Architecture.Connection> connections,
        List<ResourceNode> tree,
        List<CostBar> costs,
        List<GuardrailRow> guardrails,
        List<SettingValue> settings,
        Comparison comparison) {

    /** The report of a stack. */
    public static Report of(Side side) {
        var architecture = Architecture.of(side.plan());
        return new Report(
                side.plan().project(),
                side.name(),
                architecture.region(),
                Svg.of(architecture),
                architecture.connections(),
                ResourceNode.of(side.plan()),
                List.of(),
                List.of(),
                side.settings(),
                null);
    }

    /** A copy that shows what the stack costs, the most expensive parts first. */
    public Report withCosts(List<CostBar> bars) {
        var sorted = bars.stream()
                .sorted(Comparator.comparing(CostBar::monthly).reversed())
                .toList();
        return new Report(project, stack, region, picture, connections, tree, sorted, guardrails, settings, comparison);
    }

    /** A copy that shows the guardrails, those that need attention first. */
    public Report withGuardrails(List<GuardrailRow> rows) {
        var sorted = rows.stream()
                .sorted(Comparator.comparing(GuardrailRow::verdict))
                .toList();
        return new Report(project, stack, region, picture, connections, tree, costs, sorted, settings, comparison);
    }

    /** A copy that shows the differences between two stacks, the first of which is the report's. */
    public Report comparing(Side here, Side there) {
        return new Report(
                project,
                stack,
                region,
                picture,
                connections,
                tree,
                costs,
                guardrails,
                settings,
                Comparison.of(here, there));
    }
}

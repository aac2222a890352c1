package dev.slipway.toolbox.report;

import dev.slipway.settings.reading.SettingValue;
import dev.slipway.toolbox.plan.ResourceNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report as one HTML page that needs no other file and no network. */
public final class ReportPage {

    private ReportPage() {}

    /** The page; equal reports have equal pages. */
    public static String of(Report report) {
        return Template.filled("page.html", values(report));
    }

    private static Map<String, Object> values(Report report) {
        var values = new HashMap<String, Object>();
        values.put("report", report);
        values.put(
                "count", report.tree().stream().mapToLong(ResourceNode::count).sum());
        values.put("bars", bars(report.costs()));
        values.put("total", dollars(sum(report.costs())));
        values.put("verdicts", verdicts(report.guardrails()));
        values.put("attention", guardrails(report, false));
        values.put("kept", guardrails(report, true));
        values.put("own", settings(report, true));
        values.put("defaults", settings(report, false));
        return values;
    }

    /**
     * A bar of the page.
     *
     * @param share its length in percent of the longest
     */
    public record Bar(String label, String monthly, String share) {}

    private static List<Bar> bars(List<CostBar> costs) {
        var most =
                costs.stream().map(CostBar::monthly).max(BigDecimal::compareTo).orElse(BigDecimal.ONE);
        return costs.stream()
                .map(cost -> new Bar(
                        cost.label(),
                        dollars(cost.monthly()),
                        most.signum() == 0
                                ? "0"
                                : cost.monthly()
                                        .multiply(BigDecimal.valueOf(100))
                                        .divide(most, 1, RoundingMode.HALF_UP)
                                        .toPlainString()))
                .toList();
    }

    private static BigDecimal sum(List<CostBar> costs) {
        return costs.stream().map(CostBar::monthly).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String dollars(BigDecimal amount) {
        return String.format(Locale.ROOT, "$%,.2f", amount);
    }

    private static List<GuardrailRow> guardrails(Report report, boolean kept) {
        return report.guardrails().stream()
                .filter(row -> (row.verdict() == GuardrailRow.Verdict.KEPT) == kept)
                .toList();
    }

    /** How many guardrails have each verdict: {@code 1 violated, 30 kept}. */
    private static String verdicts(List<GuardrailRow> guardrails) {
        return guardrails.stream()
                .collect(Collectors.groupingBy(GuardrailRow::verdict, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(verdict ->
                        verdict.getValue() + " " + verdict.getKey().word().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static List<SettingValue> settings(Report report, boolean fromFile) {
        return report.settings().stream()
                .filter(setting -> setting.fromFile() == fromFile)
                .toList();
    }
}

package dev.slipway.observe;

import dev.slipway.settings.ObservabilitySettings;

import java.math.BigDecimal;
import java.util.List;

/**
 * An objective for the requests of the load balancer. Its error budget is the percentage of them that may be bad. The
 * expressions are CloudWatch's metric math.
 *
 * @param name also the section of docs/runbook.md about it
 * @param budget a percentage, more than 0
 * @param samples the metrics of the expressions
 * @param bad the number of bad requests, as an expression
 * @param total the number of all requests, as an expression
 */
record Objective(String name, BigDecimal budget, List<Sample> samples, String bad, String total) {

    private static final BigDecimal PERCENT = new BigDecimal("0.01");

    /** Below this number of bad requests, a window does not count: one error of a quiet night would notify. */
    private static final int FEWEST = 10;

    /**
     * A metric under the name that expressions use.
     *
     * @param statistic a CloudWatch statistic
     */
    record Sample(String id, Series series, String statistic) {}

    /** The objectives of an environment. */
    static List<Objective> of(ObservabilitySettings settings) {
        // A request that reaches no task is no RequestCount ("CloudWatch metrics for your Application Load Balancer").
        var availability = new Objective(
                "availability",
                BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(settings.availability())),
                List.of(
                        new Sample("requests", Series.REQUESTS, "Sum"),
                        new Sample("failed", Series.SERVICE_ERRORS, "Sum"),
                        new Sample("refused", Series.BALANCER_ERRORS, "Sum")),
                "(FILL(failed, 0) + FILL(refused, 0))",
                "(FILL(requests, 0) + FILL(refused, 0))");
        // TC(1:) counts the values above 1 ("CloudWatch statistics definitions").
        var seconds = BigDecimal.valueOf(settings.p99Milliseconds(), 3).stripTrailingZeros();
        var latency = new Objective(
                "slow-requests",
                BigDecimal.ONE,
                List.of(
                        new Sample("answered", Series.RESPONSE_TIME, "SampleCount"),
                        new Sample("slow", Series.RESPONSE_TIME, "TC(%s:)".formatted(seconds.toPlainString()))),
                "FILL(slow, 0)",
                "answered");
        return List.of(availability, latency);
    }

    /** The percentage of bad requests in a period. */
    String share() {
        return "100 * %s / %s".formatted(bad, total);
    }

    /** The percentage of bad requests in a period that has enough of them. */
    String burning() {
        return "IF(%s < %d, 0, %s)".formatted(bad, FEWEST, share());
    }

    /** The percentage of the budget that is left, over all periods of a graph. */
    String left() {
        return "100 - 100 * RUNNING_SUM(%s) / (%s * SUM(%s))"
                .formatted(bad, budget.multiply(PERCENT).stripTrailingZeros().toPlainString(), total);
    }
}

package dev.slipway;

import dev.slipway.cost.Estimate;
import dev.slipway.cost.Prices;
import dev.slipway.cost.Usage;
import dev.slipway.plan.Plan;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.stack.Problem;

import java.math.BigDecimal;
import java.util.Optional;

/** What a stack costs: the resources of its plan, with the usage of its settings. */
public final class EstateCost {

    /** A foundation has no settings for this: 10 GB of images, and a million DNS queries that are not for load balancers. */
    private static final Usage FOUNDATION = Usage.of(0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 1);

    private EstateCost() {}

    /** The estimate of a stack's average month. */
    public static Estimate of(Plan plan, Settings settings) {
        return of(plan, settings, 1);
    }

    /** The same with so many times the traffic. */
    public static Estimate of(Plan plan, Settings settings, int factor) {
        return Estimate.of(plan, usage(settings).times(factor), Prices.known());
    }

    /** The problem of a stack whose estimate is above its {@code cost.budget}. */
    public static Optional<Problem> problem(Plan plan, Settings settings) {
        return budget(settings)
                .flatMap(budget -> of(plan, settings)
                        .over(BigDecimal.valueOf(budget))
                        .map(excess -> new Problem(
                                "cost.budget",
                                String.valueOf(budget),
                                "is exceeded: %s costs %s".formatted(excess.resource(), excess.value()),
                                excess.fix())));
    }

    /** The budget of a stack's month in dollars, if it has one. */
    public static Optional<Integer> budget(Settings settings) {
        return settings instanceof EnvironmentSettings environment
                ? environment.cost().budget()
                : Optional.empty();
    }

    /** How much a stack is used in a month. */
    static Usage usage(Settings settings) {
        return switch (settings) {
            case FoundationSettings _ -> FOUNDATION;
            case EnvironmentSettings environment -> {
                var usage = environment.cost().usage();
                var isAurora = environment.database().isAurora();
                yield Usage.of(
                        usage.requests(),
                        usage.dataOut(),
                        usage.egress(),
                        usage.logs(),
                        usage.metrics(),
                        usage.lcu(),
                        usage.objects(),
                        usage.files(),
                        0,
                        usage.backups(),
                        usage.samples(),
                        isAurora ? usage.auroraCapacity() : 0,
                        isAurora ? usage.auroraStorage() : 0,
                        isAurora ? usage.auroraRequests() : 0,
                        usage.jobHours(),
                        0);
            }
        };
    }
}

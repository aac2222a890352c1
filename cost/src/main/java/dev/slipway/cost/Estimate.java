package dev.slipway.cost;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the resources of a plan cost in a month, in US dollars without tax.
 *
 * @param environment {@code <project>-<stack>}
 * @param region the region of the plan's provider
 * @param lines what is paid, the largest amount first
 * @param free the types of the plan's resources that cost nothing, always or at this usage, in alphabetical order
 * @param unknown the types that neither have a price nor are known to be free, in alphabetical order
 */
public record Estimate(
        String environment,
        String region,
        Month month,
        Usage usage,
        List<Line> lines,
        List<String> free,
        List<String> unknown) {

    private static final int NAMED = 3;
    private static final BigDecimal STEP = BigDecimal.TEN;

    private static final Set<String> PRICED =
            Pricer.ALL.stream().flatMap(pricer -> pricer.types().stream()).collect(Collectors.toSet());

    /** The estimate of an average month. */
    public static Estimate of(Plan plan, Usage usage, Prices prices) {
        return of(plan, usage, prices, Month.AVERAGE);
    }

    /** The estimate of a month of this length. */
    public static Estimate of(Plan plan, Usage usage, Prices prices, Month month) {
        var region = region(plan);
        var bill = new Bill(plan, usage, prices, region, month);
        Pricer.ALL.forEach(pricer -> pricer.price(bill));
        return new Estimate(
                plan.environment(),
                region,
                month,
                usage,
                bill.lines().stream()
                        .sorted(Comparator.comparing(Line::monthly).reversed())
                        .toList(),
                types(plan, type -> isKnown(type) && !bill.paid().contains(type)),
                types(plan, type -> !isKnown(type)));
    }

    /** The sum of all lines. */
    public BigDecimal monthly() {
        return lines.stream().map(Line::monthly).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** One day's part of the sum. */
    public BigDecimal daily() {
        return month.daily(monthly());
    }

    /** One hour's part of the sum. */
    public BigDecimal hourly() {
        return month.hourly(monthly());
    }

    /** The lines whose price is not known; the sum does not have them. */
    public List<Line> unpriced() {
        return lines.stream().filter(line -> line.price().isEmpty()).toList();
    }

    /** Whether a line has the price of another region. */
    public boolean isBorrowed(Line line) {
        return line.price().filter(price -> price.isBorrowed(region)).isPresent();
    }

    /** The excess if the month costs more than a budget in dollars. */
    public Optional<Excess> over(BigDecimal budget) {
        if (monthly().compareTo(budget) <= 0) {
            return Optional.empty();
        }
        var enough = monthly().divideToIntegralValue(STEP).add(BigDecimal.ONE).multiply(STEP);
        return Optional.of(new Excess(
                environment,
                "%s a month, and the budget is %s".formatted(Dollars.text(monthly()), Dollars.text(budget)),
                "raise the budget to %s, or reduce the largest amounts: %s"
                        .formatted(
                                Dollars.exact(enough),
                                lines.stream()
                                        .limit(NAMED)
                                        .map(line -> "%s of %s (%s)"
                                                .formatted(line.what(), line.component(), Dollars.text(line.monthly())))
                                        .collect(Collectors.joining(", ")))));
    }

    private static boolean isKnown(String type) {
        return Free.TYPES.contains(type) || PRICED.contains(type);
    }

    private static List<String> types(Plan plan, Predicate<String> listed) {
        return plan.resources().stream()
                .filter(resource -> resource.kind() == Kind.CUSTOM)
                .map(PlannedResource::type)
                .filter(type -> type.startsWith("aws:"))
                .filter(listed)
                .distinct()
                .sorted()
                .toList();
    }

    private static String region(Plan plan) {
        return plan.all("pulumi:providers:aws")
                .filter(provider -> provider.has("region"))
                .map(provider -> provider.text("region"))
                .findFirst()
                .orElse(Prices.SUBSTITUTE);
    }
}

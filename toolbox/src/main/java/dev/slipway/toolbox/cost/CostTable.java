package dev.slipway.toolbox.cost;

import dev.slipway.cost.Dollars;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.cost.Price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An estimate as text: its lines, then what is free, what has no price, and what it assumes. */
public final class CostTable {

    private static final int HOUR_DECIMALS = 4;
    private static final int DECIMALS = 2;
    private static final String MARK = " *";

    private final Estimate estimate;
    private final Optional<Integer> budget;

    /**
     * @param budget the budget of a month in dollars
     */
    public CostTable(Estimate estimate, Optional<Integer> budget) {
        this.estimate = estimate;
        this.budget = budget;
    }

    /** The whole text, ending with a line break. */
    public String text() {
        return head() + "\n" + lines() + "\n" + notes();
    }

    private String head() {
        return "%s in %s costs about %s a month, which is %s a day.%n"
                .formatted(
                        estimate.environment(),
                        estimate.region(),
                        Dollars.text(estimate.monthly()),
                        Dollars.text(estimate.daily()));
    }

    private String lines() {
        var columns = new Columns(3);
        columns.add(List.of("", "", "amount", "price  ", "hour", "day", "month"));
        estimate.lines().stream()
                .filter(line -> line.price().isPresent())
                .forEach(line -> columns.add(List.of(
                        line.component(),
                        line.what(),
                        amount(line),
                        line.price().map(CostTable::price).orElse("") + (estimate.isBorrowed(line) ? MARK : "  "),
                        Dollars.text(estimate.month().hourly(line.monthly()), HOUR_DECIMALS),
                        Dollars.text(estimate.month().daily(line.monthly()), DECIMALS),
                        Dollars.text(line.monthly(), DECIMALS))));
        columns.add(List.of(
                "total",
                "",
                "",
                "",
                Dollars.text(estimate.hourly(), HOUR_DECIMALS),
                Dollars.text(estimate.daily(), DECIMALS),
                Dollars.text(estimate.monthly(), DECIMALS)));
        return columns.text();
    }

    private static String amount(Line line) {
        return line.detail().isEmpty() ? rounded(line.quantity()) : line.detail();
    }

    private static String rounded(BigDecimal number) {
        return Dollars.exact(number.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    private static String price(Price price) {
        return "$%s / %s".formatted(Dollars.exact(price.dollars()), price.unit());
    }

    private String notes() {
        var notes = new StringBuilder(Notes.of(List.of(estimate)));
        notes.append(
                "Free: %d kinds of resource, of %s%n".formatted(estimate.free().size(), services(estimate.free())));
        notes.append("Usage of a month (cost.usage): %s%n".formatted(usage()));
        budget.ifPresent(limit -> notes.append(estimate.over(BigDecimal.valueOf(limit))
                .map(excess -> "Over the budget: %s. To fix it, %s.%n".formatted(excess.value(), excess.fix()))
                .orElse("The budget of %s a month is kept.%n".formatted(Dollars.text(BigDecimal.valueOf(limit))))));
        notes.append(
                "%sNot in it: data between zones, support, taxes, and allowances of the account.%n".formatted(read()));
        return notes.toString();
    }

    /** The services of types: {@code ec2, iam}. */
    private static String services(List<String> types) {
        return types.stream()
                .map(type -> type.substring(type.indexOf(':') + 1, type.indexOf('/')))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String usage() {
        return UsageList.of(estimate.usage()).entrySet().stream()
                .filter(entry -> entry.getValue().signum() != 0)
                .map(entry -> entry.getKey() + " " + Dollars.exact(entry.getValue()) + UsageList.unit(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String read() {
        var days = estimate.lines().stream()
                .flatMap(line -> line.price().stream())
                .map(price -> price.source().read())
                .sorted(Comparator.naturalOrder())
                .toList();
        return days.isEmpty()
                ? ""
                : "The prices were read from %s to %s; --json shows the page of each. "
                        .formatted(days.getFirst(), days.getLast());
    }
}

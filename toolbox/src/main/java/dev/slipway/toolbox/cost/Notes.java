package dev.slipway.toolbox.cost;

import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.cost.Price;
import dev.slipway.cost.Prices;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader has to know about the prices of estimates, as lines of text. */
final class Notes {

    private Notes() {}

    static String of(Collection<Estimate> estimates) {
        var notes = new StringBuilder();
        var region = estimates.iterator().next().region();
        var borrowed = distinct(estimates.stream()
                .flatMap(estimate ->
                        estimate.lines().stream().filter(estimate::isBorrowed).map(Line::item))
                .toList());
        var own = estimates.stream()
                .flatMap(estimate -> estimate.lines().stream())
                .flatMap(line -> line.price().stream())
                .map(Price::region)
                .anyMatch(region::equals);
        if (!borrowed.isEmpty()) {
            notes.append(
                    own
                            ? "* Price of %s, because prices.txt has none of %s: %s%n"
                                    .formatted(Prices.SUBSTITUTE, region, borrowed)
                            : "* prices.txt has no prices of %s: these are those of %s.%n"
                                    .formatted(region, Prices.SUBSTITUTE));
        }
        var unpriced = distinct(estimates.stream()
                .flatMap(estimate -> estimate.unpriced().stream())
                .map(line -> "%s of %s (%s)".formatted(line.what(), line.component(), line.item()))
                .toList());
        if (!unpriced.isEmpty()) {
            notes.append("No price, and not in the sum: %s%n".formatted(unpriced));
        }
        var unknown = distinct(estimates.stream()
                .flatMap(estimate -> estimate.unknown().stream())
                .toList());
        if (!unknown.isEmpty()) {
            notes.append("Not estimated: %s%n".formatted(unknown));
        }
        return notes.toString();
    }

    private static String distinct(List<String> texts) {
        return texts.stream().distinct().collect(Collectors.joining(", "));
    }
}

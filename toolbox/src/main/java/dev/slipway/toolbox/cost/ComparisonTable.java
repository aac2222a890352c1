package dev.slipway.toolbox.cost;

import dev.slipway.cost.Comparison;
import dev.slipway.cost.Dollars;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Estimates side by side as text: what differs, what is the same, and the sums of a month. */
public final class ComparisonTable {

    private static final int DECIMALS = 2;

    private ComparisonTable() {}

    /** The table and the notes on its prices, ending with a line break. */
    public static String of(Comparison comparison) {
        var columns = new Columns(1);
        var heads = comparison.estimates().sequencedKeySet().stream();
        columns.add(Stream.concat(Stream.of("$ a month"), heads).toList());
        comparison.rows().forEach(row -> columns.add(cells(row.what(), row.monthly())));
        columns.add(cells(
                "the same in all",
                comparison.estimates().values().stream()
                        .map(_ -> comparison.same())
                        .toList()));
        columns.add(cells("total", comparison.total().monthly()));
        var notes = Notes.of(comparison.estimates().values());
        return columns.text() + (notes.isEmpty() ? "" : "\n" + notes);
    }

    private static List<String> cells(String what, List<BigDecimal> amounts) {
        return Stream.concat(Stream.of(what), amounts.stream().map(amount -> Dollars.text(amount, DECIMALS)))
                .toList();
    }
}

package dev.slipway.cost;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Estimates side by side.
 *
 * @param estimates the estimates, by the heads of their columns
 */
public record Comparison(SequencedMap<String, Estimate> estimates) {

    /**
     * The amounts of one line in all estimates.
     *
     * @param what the line's component and what it counts
     * @param monthly dollars a month, in the order of the columns; zero where the line is not there
     */
    public record Row(String what, List<BigDecimal> monthly) {

        /** How much more the last column costs than the first. */
        public BigDecimal growth() {
            return monthly.getLast().subtract(monthly.getFirst());
        }

        boolean differs() {
            return monthly.stream().anyMatch(amount -> amount.compareTo(monthly.getFirst()) != 0);
        }
    }

    /** The lines that are not the same in all estimates, the largest amount first. */
    public List<Row> rows() {
        return all().filter(Row::differs)
                .sorted(Comparator.comparing(
                                (Row row) -> row.monthly().stream().reduce(BigDecimal.ZERO, BigDecimal::max))
                        .reversed())
                .toList();
    }

    /** The sum of the lines that are the same in all estimates. */
    public BigDecimal same() {
        return all().filter(row -> !row.differs())
                .map(row -> row.monthly().getFirst())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sums. */
    public Row total() {
        return new Row(
                "total", estimates.values().stream().map(Estimate::monthly).toList());
    }

    /** The line that grows the most from the first to the last column; empty if none grows. */
    public Optional<Row> steepest() {
        return rows().stream().filter(row -> row.growth().signum() > 0).max(Comparator.comparing(Row::growth));
    }

    private Stream<Row> all() {
        var amounts = estimates.values().stream().map(Comparison::amounts).toList();
        return amounts.stream()
                .flatMap(column -> column.keySet().stream())
                .distinct()
                .map(what -> new Row(
                        what,
                        amounts.stream()
                                .map(column -> column.getOrDefault(what, BigDecimal.ZERO))
                                .toList()));
    }

    private static Map<String, BigDecimal> amounts(Estimate estimate) {
        return estimate.lines().stream()
                .collect(Collectors.toMap(
                        line -> line.component() + ": " + line.what(),
                        Line::monthly,
                        BigDecimal::add,
                        LinkedHashMap::new));
    }
}

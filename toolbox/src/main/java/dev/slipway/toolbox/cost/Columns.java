package dev.slipway.toolbox.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of text with aligned columns, whose first ones are to the left and whose others are to the right. */
final class Columns {

    private static final String GAP = "  ";

    private final int left;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param left the number of columns to the left
     */
    Columns(int left) {
        this.left = left;
    }

    /** Adds a row; all rows have the same number of cells. */
    void add(List<String> cells) {
        rows.add(cells);
    }

    /** The whole text, each line indented and ending with a line break. */
    String text() {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> GAP
                        + IntStream.range(0, widths.length)
                                .mapToObj(column -> padded(row.get(column), widths[column], column < left))
                                .collect(Collectors.joining(GAP))
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String padded(String cell, int width, boolean left) {
        var padding = " ".repeat(width - cell.length());
        return left ? cell + padding : padding + cell;
    }
}

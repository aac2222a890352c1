package dev.slipway.settings.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats problems for a terminal of 100 columns: paths in the left column, problems and fixes in the right one. */
final class ProblemList {

    private static final int COLUMNS = 100;
    private static final int WIDEST_PATH = 30;

    /** A word, or a command in backticks, which must stay on one line to be copied. */
    private static final Pattern PIECE = Pattern.compile("`[^`]*`\\S*|\\S+");

    private ProblemList() {}

    static String text(String file, List<Problem> problems) {
        var column = problems.stream()
                .mapToInt(problem -> problem.path().length())
                .filter(length -> length <= WIDEST_PATH)
                .max()
                .orElse(WIDEST_PATH);
        return problems.stream()
                .map(problem -> entry(problem, column + 4))
                .collect(Collectors.joining(
                        "\n",
                        file + ": " + problems.size() + (problems.size() == 1 ? " problem\n" : " problems\n"),
                        ""));
    }

    private static String entry(Problem problem, int margin) {
        var said = problem.value().isEmpty() ? problem.what() : problem.value() + " " + problem.what();
        var fix = wrapped(problem.fix(), "-> ", COLUMNS - margin);
        var fixMargin = fix.stream().anyMatch(line -> line.length() > COLUMNS - margin) ? 4 : margin;
        var head = "  " + problem.path();
        var lead = head.length() + 2 > margin
                ? head + "\n" + " ".repeat(margin)
                : head + " ".repeat(margin - head.length());
        return lead
                + String.join("\n" + " ".repeat(margin), wrapped(said, "", COLUMNS - margin))
                + "\n" + " ".repeat(fixMargin)
                + String.join("\n" + " ".repeat(fixMargin), fix);
    }

    /** Wraps text to lines of at most the given width; a longer piece gets its own line. */
    private static List<String> wrapped(String text, String mark, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(mark);
        for (var piece : PIECE.matcher(text).results().map(MatchResult::group).toList()) {
            if (line.length() > mark.length() && line.length() + 1 + piece.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(line.length() > mark.length() ? " " : "").append(piece);
        }
        lines.add(line.toString());
        return lines;
    }
}

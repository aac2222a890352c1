package dev.slipway.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Problems as people read them: paths in one column, what is wrong and the mend beside it, in 100 columns. */
final class ProblemList {

    private static final int COLUMNS = 100;
    private static final int WIDEST_PATH = 32;

    /** A word, or a command in backticks, which must stay in one piece to be copied. */
    private static final Pattern PIECE = Pattern.compile("`[^`]*`\\S*|\\S+");

    private ProblemList() {}

    static String text(String file, List<Problem> problems) {
        var width = problems.stream()
                .mapToInt(problem -> problem.path().length())
                .filter(length -> length <= WIDEST_PATH)
                .max()
                .orElse(WIDEST_PATH);
        return problems.stream()
                .map(problem -> entry(problem, width))
                .collect(Collectors.joining(
                        "\n", file + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + "\n", ""));
    }

    private static String entry(Problem problem, int width) {
        var lines = new ArrayList<String>();
        var said = problem.value().isEmpty() ? problem.what() : problem.value() + ": " + problem.what();
        lines.addAll(wrapped(said, COLUMNS - width - 4));
        lines.addAll(wrapped("-> " + problem.mend(), COLUMNS - width - 4));
        var margin = "\n" + " ".repeat(width + 4);
        var fits = problem.path().length() <= width;
        return "  " + (fits ? pad(problem.path(), width + 2) : problem.path() + margin) + String.join(margin, lines);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var piece : PIECE.matcher(text).results().map(match -> match.group()).toList()) {
            if (!line.isEmpty() && line.length() + 1 + piece.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(text.startsWith("-> ") ? "   " : "");
                line.append(piece);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(piece);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}

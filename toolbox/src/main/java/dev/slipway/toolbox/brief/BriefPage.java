package dev.slipway.toolbox.brief;

import dev.slipway.cost.Dollars;
import dev.slipway.toolbox.report.Template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A brief as one HTML page that needs no other file and no network. */
public final class BriefPage {

    private BriefPage() {}

    /**
     * The page; equal briefs have equal pages.
     *
     * @param picture the architecture after the update, as SVG
     */
    public static String of(Brief brief, String picture) {
        var values = new HashMap<String, Object>();
        values.put("brief", brief);
        values.put("picture", picture);
        values.put(
                "before",
                brief.cost().before() == null ? "" : Dollars.text(brief.cost().before()));
        values.put("after", Dollars.text(brief.cost().after()));
        values.put("difference", difference(brief));
        values.put(
                "lines",
                brief.cost().lines().stream()
                        .map(line -> Map.of(
                                "what", line.what(),
                                "before", Dollars.text(line.before()),
                                "after", Dollars.text(line.after())))
                        .toList());
        values.put("interruption", BriefMarkdown.interruption(brief));
        values.put("back", brief.back().stream().map(Step::of).toList());
        values.put("risky", risky(brief.migrations()));
        return Template.filled("brief.html", values);
    }

    /** A sentence or a command of the way back. */
    public record Step(String text, boolean isCommand) {

        private static Step of(String line) {
            return line.startsWith("$ ") ? new Step(line.substring(2), true) : new Step(line, false);
        }
    }

    private static String difference(Brief brief) {
        var cost = brief.cost();
        if (cost.before() == null) {
            return "";
        }
        return cost.before().compareTo(cost.after()) == 0
                ? "as before"
                : BriefMarkdown.difference(cost.before(), cost.after());
    }

    private static long risky(List<Migration> migrations) {
        return migrations.stream()
                .filter(migration -> !migration.warnings().isEmpty())
                .count();
    }
}

package dev.slipway.toolbox.brief;

import dev.slipway.cost.Dollars;
import dev.slipway.toolbox.brief.ResourceChange.PropertyChange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A brief as Markdown for a job's summary, a comment and a terminal. Text from elsewhere is escaped: it cannot mention people,
 * refer to issues, open links, or break a table.
 */
public final class BriefMarkdown {

    private static final int SHOWN = 25;
    private static final int COMMITS = 20;

    private final StringBuilder text = new StringBuilder();
    private final Brief brief;

    private BriefMarkdown(Brief brief) {
        this.brief = brief;
    }

    /** The page, ending with a line break. */
    public static String of(Brief brief) {
        return new BriefMarkdown(brief).page();
    }

    private String page() {
        line("## Brief for " + escaped(brief.stack()));
        line("");
        line("**" + escaped(brief.verdict()) + "**");
        losses();
        violations();
        changes();
        commits();
        images();
        migrations();
        cost();
        guardrails();
        impact();
        back();
        line("");
        line("---");
        line("Approval `" + brief.shortHash() + "` binds the image, the settings, the plan and the state"
                + (brief.builds() ? "; the image is built during the update, so its digest is not bound." : "."));
        return text.toString();
    }

    private void losses() {
        if (brief.losses().isEmpty()) {
            return;
        }
        line("");
        line("> [!CAUTION]");
        brief.losses()
                .forEach(change -> line("> **%s %s is %s.** This loses %s.  "
                        .formatted(
                                escaped(upper(change.kind())),
                                code(change.name()),
                                change.what(),
                                escaped(change.loss()))));
    }

    private void violations() {
        if (brief.guardrails().violations().isEmpty()) {
            return;
        }
        line("");
        line("> [!CAUTION]");
        line("> **The update is refused: guardrails are violated.**  ");
        brief.guardrails().violations().forEach(violation -> line("> " + escaped(violation) + "  "));
    }

    private void changes() {
        heading("What changes");
        if (brief.changes().isEmpty() && brief.settings().isEmpty()) {
            line("Nothing.");
        }
        if (!brief.changes().isEmpty()) {
            table("Resource", "Change");
            brief.changes().stream()
                    .limit(SHOWN)
                    .forEach(change -> row(escaped(change.kind()) + " " + code(change.name()), words(change)));
            rest(brief.changes().size(), SHOWN, "resources");
        }
        if (!brief.settings().isEmpty()) {
            line("");
            table("Setting", "Change");
            brief.settings().stream()
                    .limit(SHOWN)
                    .forEach(setting -> row(code(setting.setting()), escaped(setting.words())));
            rest(brief.settings().size(), SHOWN, "settings");
        }
        if (!brief.warnings().isEmpty()) {
            line("");
            line("The program warns:");
            line("");
            brief.warnings().forEach(warning -> line("- " + escaped(warning)));
        }
    }

    private static String words(ResourceChange change) {
        var what = new ArrayList<String>();
        if (!change.what().equals("changed")) {
            what.add((change.losesData() ? "**" : "") + change.what() + (change.losesData() ? "**" : ""));
        }
        if (!change.summary().isEmpty()) {
            what.add(escaped(change.summary()));
        }
        change.properties().forEach(property -> what.add(code(property.property()) + ": " + escaped(property.words())));
        return String.join("<br>", what);
    }

    private void commits() {
        heading("Commits");
        var release = brief.release();
        release.notes().forEach(note -> line("- " + escaped(note)));
        if (!release.notes().isEmpty()) {
            line("");
        }
        if (!release.from().isEmpty()) {
            line("%s → %s"
                    .formatted(
                            code(shortId(release.from())), release.to().isEmpty() ? "?" : code(shortId(release.to()))));
            line("");
        }
        list(release.commits(), "");
        if (!release.removed().isEmpty()) {
            line("");
            line("These run now and would not run any more:");
            line("");
            list(release.removed(), "");
        }
        if (release.commits().isEmpty()
                && release.removed().isEmpty()
                && release.notes().isEmpty()) {
            line("None: the running commit is this one.");
        }
    }

    private void list(List<Release.Commit> commits, String indent) {
        commits.stream()
                .limit(COMMITS)
                .forEach(commit -> line("%s- %s %s%s (%s)"
                        .formatted(
                                indent,
                                code(commit.shortId()),
                                escaped(commit.subject().replaceFirst("\\s*\\(#\\d+\\)$", "")),
                                commit.pullRequest() == 0 ? "" : " #" + commit.pullRequest(),
                                escaped(commit.author()))));
        rest(commits.size(), COMMITS, "commits");
    }

    private void images() {
        heading("Image");
        if (brief.images().isEmpty()) {
            line("No image changes.");
            return;
        }
        table("Image", "Now", "After", "Ran before", "Scan", "Signature", "Provenance", "SBOM");
        brief.images()
                .forEach(image -> row(
                        code(image.name()),
                        image.before().isEmpty() ? "none" : code(PropertyChange.shortened(image.before())),
                        code(PropertyChange.shortened(image.after())),
                        escaped(image.ran()),
                        escaped(image.scan()),
                        escaped(image.signature()),
                        escaped(image.provenance()),
                        escaped(image.sbom())));
    }

    private void migrations() {
        heading("Migrations");
        if (brief.release().from().isEmpty() || brief.release().to().isEmpty()) {
            line("Unknown, because the commits are not known.");
            return;
        }
        if (brief.migrations().isEmpty()) {
            line("None.");
            return;
        }
        brief.migrations().forEach(migration -> {
            line("- " + code(migration.file()) + (migration.warnings().isEmpty() ? ": no risk found" : ""));
            migration.warnings().forEach(warning -> line("  - ⚠️ **" + escaped(warning) + "**"));
        });
    }

    private void cost() {
        heading("Cost");
        var cost = brief.cost();
        line(
                cost.before() == null
                        ? "%s a month (estimated).".formatted(Dollars.text(cost.after()))
                        : cost.before().compareTo(cost.after()) == 0
                                ? "%s a month, as before (estimated).".formatted(Dollars.text(cost.after()))
                                : "%s → %s a month, which is %s (estimated)."
                                        .formatted(
                                                Dollars.text(cost.before()),
                                                Dollars.text(cost.after()),
                                                difference(cost.before(), cost.after())));
        if (!cost.lines().isEmpty()) {
            line("");
            table("Part", "Before", "After");
            cost.lines().stream()
                    .limit(SHOWN)
                    .forEach(
                            each -> row(escaped(each.what()), Dollars.text(each.before()), Dollars.text(each.after())));
        }
        cost.notes().forEach(note -> {
            line("");
            line(escaped(note));
        });
    }

    static String difference(BigDecimal before, BigDecimal after) {
        return after.compareTo(before) > 0
                ? Dollars.text(after.subtract(before)) + " more"
                : Dollars.text(before.subtract(after)) + " less";
    }

    private void guardrails() {
        heading("Guardrails");
        var guardrails = brief.guardrails();
        line(
                guardrails.violations().isEmpty()
                        ? "All %d are kept%s."
                                .formatted(
                                        guardrails.rules(),
                                        guardrails.exceptions().isEmpty()
                                                ? ""
                                                : ", with %d exception%s"
                                                        .formatted(
                                                                guardrails
                                                                        .exceptions()
                                                                        .size(),
                                                                guardrails
                                                                                        .exceptions()
                                                                                        .size()
                                                                                == 1
                                                                        ? ""
                                                                        : "s"))
                        : "%d violated; see above."
                                .formatted(guardrails.violations().size()));
        if (!guardrails.exceptions().isEmpty()) {
            line("");
            guardrails
                    .exceptions()
                    .forEach(each -> line("- %s%s for %s, %s: %s"
                            .formatted(
                                    each.isNew() ? "**new** " : "",
                                    code(each.rule()),
                                    code(each.resource()),
                                    escaped(each.until()),
                                    escaped(each.reason()))));
        }
    }

    private void impact() {
        heading("Interruption and duration (estimated)");
        line(interruption(brief));
        line("");
        brief.impact()
                .effects()
                .forEach(effect -> line("- %s (%d to %d min)%s"
                        .formatted(
                                escaped(effect.what()),
                                effect.least(),
                                effect.most(),
                                effect.interruption().isEmpty()
                                        ? ""
                                        : ": **" + escaped(effect.interruption()) + "**")));
    }

    /** One sentence about both. */
    static String interruption(Brief brief) {
        var impact = brief.impact();
        if (impact.most() == 0) {
            return "None, because nothing changes.";
        }
        var interrupted = impact.effects().stream()
                .filter(effect -> !effect.interruption().isEmpty())
                .count();
        return "%s About %d to %d minutes."
                .formatted(
                        interrupted == 0
                                ? "No interruption is expected."
                                : "%d change%s interrupt%s something."
                                        .formatted(
                                                interrupted, interrupted == 1 ? "" : "s", interrupted == 1 ? "s" : ""),
                        impact.least(),
                        impact.most());
    }

    private void back() {
        heading("How to go back");
        var isCode = false;
        for (var each : brief.back()) {
            if (isCode != each.startsWith("$ ")) {
                line(isCode ? "```\n" : "\n```sh");
                isCode = !isCode;
            }
            line(isCode ? each.substring(2).replace("`", "") : escaped(each));
        }
        if (isCode) {
            line("```");
        }
    }

    private void heading(String title) {
        line("");
        line("### " + title);
        line("");
    }

    private void table(String... heads) {
        row(heads);
        line(List.of(heads).stream().map(_ -> "---").collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void rest(int all, int shown, String what) {
        if (all > shown) {
            line("");
            line("and %d more %s: brief.json lists them all.".formatted(all - shown, what));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String shortId(String commit) {
        return commit.substring(0, Math.min(8, commit.length()));
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Text as Markdown that shows exactly this text. */
    static String escaped(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        var escaped = new StringBuilder();
        clean.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '|' -> escaped.append("&#124;");
                // GitHub looks for mentions, issues and addresses in the text after Markdown: an invisible character
                // ends them.
                case '@', '#' -> escaped.append((char) character).append('\u200b');
                case '\\', '`', '*', '_', '{', '}', '[', ']', '!', '~', '$' ->
                    escaped.append('\\').append((char) character);
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString()
                .replace("://", ":\u200b//")
                .replaceAll("(?i)\\bwww\\.", "www\u200b.")
                .replaceAll("(?i)\\bGH-(?=\\d)", "GH\u200b-")
                .replaceFirst("^(\\s*)([-+=]|\\d+[.)])(?=\\s|$)", "$1&#8203;$2");
    }

    /** Text in a code span, also within a table. */
    static String code(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ")
                .replace('`', '\'')
                .replace("|", "¦")
                .strip();
        return clean.isEmpty() ? "" : "`" + clean + "`";
    }
}

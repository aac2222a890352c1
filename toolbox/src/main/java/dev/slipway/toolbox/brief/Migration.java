package dev.slipway.toolbox.brief;

import dev.slipway.toolbox.cloud.Git;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A migration of the database that the new commits bring.
 *
 * @param file its path in the repository
 * @param warnings what may lose data, block the database, or break the version that runs meanwhile, as sentences
 */
public record Migration(String file, List<String> warnings) {

    private record Risk(Pattern statement, String warning) {}

    private static final String IF = "(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?";
    private static final String NAME = "(?:ONLY\\s+)?(?<name>[\\w.\"]+)";

    private static final List<Risk> RISKS = List.of(
            risk("\\bDROP\\s+(?:FOREIGN\\s+)?TABLE\\s+" + IF + NAME, "drops the table %s with its rows"),
            risk("\\bDROP\\s+(?:SCHEMA|DATABASE)\\s+" + IF + NAME, "drops %s with everything in it"),
            risk(
                    "\\bDROP\\s+(?!TABLE|SCHEMA|DATABASE|FOREIGN|INDEX|CONSTRAINT|NOT\\b|DEFAULT|EXPRESSION|IDENTITY"
                            + "|VIEW|MATERIALIZED|FUNCTION|PROCEDURE|TRIGGER|TYPE|DOMAIN|SEQUENCE|ROLE|USER|POLICY|RULE"
                            + "|EXTENSION|OWNED|AGGREGATE)(?:COLUMN\\s+)?"
                            + IF + NAME,
                    "drops the column %s with its values"),
            risk(
                    "\\bDROP\\s+(?:INDEX|CONSTRAINT|VIEW|MATERIALIZED\\s+VIEW|FUNCTION|PROCEDURE|TRIGGER|TYPE|DOMAIN"
                            + "|SEQUENCE|ROLE|USER|POLICY|RULE|EXTENSION|OWNED\\s+BY|AGGREGATE)\\s+(?:CONCURRENTLY\\s+)?"
                            + IF + NAME,
                    "drops %s, which the running version may use"),
            risk("\\bTRUNCATE\\s+(?:TABLE\\s+)?" + NAME, "deletes all rows of %s"),
            risk("\\bDELETE\\s+FROM\\s+" + NAME, "deletes rows of %s"),
            risk(
                    "\\bALTER\\s+(?:COLUMN\\s+)?" + NAME + "\\s+(?:SET\\s+DATA\\s+)?TYPE\\b",
                    "changes the type of %s: it may rewrite the table, which is locked meanwhile, and lose precision"),
            risk(
                    "\\bALTER\\s+(?:COLUMN\\s+)?" + NAME + "\\s+SET\\s+NOT\\s+NULL\\b",
                    "requires a value in %s: it fails if one is missing, and the running version may insert none"),
            risk(
                    "\\bADD\\s+(?!CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|VALUE)(?:COLUMN\\s+)?" + IF + NAME
                            + "\\s+(?![^,;]*\\b(?:DEFAULT|GENERATED|SERIAL|BIGSERIAL|SMALLSERIAL)\\b)[^,;]*\\bNOT\\s+NULL\\b",
                    "adds the column %s NOT NULL without a default: it fails if the table has rows, and the running version"
                            + " cannot insert any more"),
            risk("\\bRENAME\\s+(?:COLUMN\\s+|CONSTRAINT\\s+)?" + NAME, "renames %s, which the running version may use"),
            risk(
                    "\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(?!CONCURRENTLY)" + IF + NAME,
                    "creates the index %s without CONCURRENTLY, which blocks writes to its table meanwhile"));

    /**
     * The migrations between two commits: files below a folder {@code db/migration} of resources, which is Flyway's default
     * location.
     */
    static List<Migration> between(Git git, String from, String to) {
        var migrations = new ArrayList<Migration>();
        git.run(
                        "-c",
                        "core.quotePath=false",
                        "diff",
                        "--name-status",
                        "--no-renames",
                        from + ".." + to,
                        "--",
                        ":(glob)**/src/main/**/db/migration/**")
                .orElse("")
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> migrations.add(new Migration(
                        Redaction.text(parts[1]),
                        switch (parts[0]) {
                            case "A" ->
                                warnings(
                                        parts[1],
                                        git.run("show", to + ":./" + parts[1])
                                                .or(() -> git.run("show", to + ":" + parts[1]))
                                                .orElse(""));
                            case "D" -> List.of("is deleted: Flyway refuses a database that has run it");
                            default ->
                                parts[1].contains("/R__")
                                        ? List.of("changes a repeatable migration, which runs again")
                                        : List.of("is changed: Flyway refuses a database that has run its former text");
                        })));
        return List.copyOf(migrations);
    }

    /** The risks of a migration's text. */
    static List<String> warnings(String file, String text) {
        if (!file.toLowerCase(Locale.ROOT).endsWith(".sql")) {
            return List.of("is code, which this page cannot judge");
        }
        var sql = withoutComments(text);
        var warnings = new LinkedHashSet<String>();
        for (var risk : RISKS) {
            var found = risk.statement().matcher(sql);
            while (found.find()) {
                warnings.add(risk.warning().formatted(found.group("name").replace("\"", "")));
            }
        }
        return List.copyOf(warnings);
    }

    /** Strings stay, because statements in them may be executed. */
    private static String withoutComments(String sql) {
        var text = new StringBuilder();
        for (var at = 0; at < sql.length(); ) {
            if (sql.startsWith("--", at)) {
                var end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                var end = sql.indexOf("*/", at + 2);
                text.append(' ');
                at = end < 0 ? sql.length() : end + 2;
            } else if (sql.charAt(at) == '\'') {
                var end = sql.indexOf('\'', at + 1);
                end = end < 0 ? sql.length() - 1 : end;
                text.append(sql, at, end + 1);
                at = end + 1;
            } else {
                text.append(sql.charAt(at++));
            }
        }
        return text.toString();
    }

    private static Risk risk(String statement, String warning) {
        return new Risk(Pattern.compile(statement, Pattern.CASE_INSENSITIVE), warning);
    }
}

package dev.slipway.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * During a rollout, and after a rollback, the previous version runs on the schema of this one. So a migration only adds. It may
 * remove what the previous version no longer uses, if the statement has a comment {@code -- unused since V<n>}.
 */
class MigrationFilesTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern NAME = Pattern.compile("V[0-9]+__[a-z0-9_]+\\.sql");
    /** Numbers of migrations that came late and were renamed: give one up here, with the reason. */
    private static final Set<Integer> GIVEN_UP = Set.of();

    private static final Pattern UNUSED = Pattern.compile("--\\s*unused since V[0-9]+");

    private static final Map<Pattern, String> BREAKING = Map.of(
            rule("DROP (TABLE|COLUMN|SCHEMA|VIEW|TYPE|FUNCTION)"), "takes away what the version before may read",
            rule("ALTER TABLE .* DROP (?!CONSTRAINT|NOT NULL|DEFAULT|EXPRESSION)"),
                    "takes away what the version before may read",
            rule("RENAME"), "renames what the version before knows by its old name",
            rule("ALTER (COLUMN )?\\S+ (SET DATA )?TYPE"),
                    "changes a type under the version before, and rewrites the table",
            rule("SET NOT NULL"), "refuses rows that the version before still writes",
            rule("ADD (COLUMN )?(IF NOT EXISTS )?(?!CONSTRAINT)\\S+ (?!.*DEFAULT)[^,]*NOT NULL"),
                    "refuses rows of the version before, which does not know the column: give it a default",
            rule("ALTER TABLE .* ADD (CONSTRAINT|CHECK|UNIQUE|FOREIGN|PRIMARY)(?!.*NOT VALID)"),
                    "refuses rows that the version before may write, and locks the table while it looks: add NOT VALID",
            rule("TRUNCATE|DELETE FROM"), "loses data",
            rule("(GRANT|REVOKE|CREATE ROLE|ALTER ROLE)"), "changes rights, which migrate itself looks after");

    @ParameterizedTest
    @MethodSource("migrations")
    void the_version_before_can_live_with_the_migration(Path migration) throws IOException {
        assertThat(NAME.matcher(migration.getFileName().toString()).matches()).isTrue();
        assertThat(findings(Files.readString(migration))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE orders",
                "ALTER TABLE orders DROP COLUMN status",
                "alter table orders\n  drop status",
                "ALTER TABLE orders RENAME COLUMN sku TO article",
                "ALTER TABLE orders ALTER COLUMN quantity TYPE bigint",
                "ALTER TABLE orders ALTER quantity SET DATA TYPE bigint",
                "ALTER TABLE orders ALTER COLUMN idempotency_key SET NOT NULL",
                "ALTER TABLE orders ADD COLUMN note text NOT NULL",
                "ALTER TABLE orders ADD note text NOT NULL",
                "ALTER TABLE orders ADD CONSTRAINT few CHECK (quantity < 10)",
                "TRUNCATE orders",
                "DELETE FROM orders",
                "GRANT ALL ON orders TO app",
                "CREATE TABLE a (b int); /* well hidden */ DROP /* */ TABLE orders"
            })
    void a_migration_that_would_break_the_version_before_is_refused(String sql) {
        assertThat(findings(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE more (id uuid PRIMARY KEY, name text NOT NULL)",
                "ALTER TABLE orders ADD COLUMN note text",
                "ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT ''",
                "ALTER TABLE orders ADD CONSTRAINT few CHECK (quantity < 10) NOT VALID",
                "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL",
                "CREATE INDEX CONCURRENTLY orders_sku ON orders (sku)",
                "-- unused since V4\nALTER TABLE orders DROP COLUMN note",
                "-- we do not DROP TABLE here\nCREATE TABLE more (id int)"
            })
    void a_migration_that_only_adds_is_fine(String sql) {
        assertThat(findings(sql)).isEmpty();
    }

    @Test
    void the_migrations_are_numbered_without_gaps() throws IOException {
        var numbers = migrations()
                .map(path -> path.getFileName().toString())
                .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                .sorted()
                .toList();
        assertThat(numbers)
                .isEqualTo(Stream.iterate(1, n -> n + 1)
                        .filter(n -> !GIVEN_UP.contains(n))
                        .limit(numbers.size())
                        .toList());
    }

    static Stream<Path> migrations() throws IOException {
        try (var files = Files.list(MIGRATIONS)) {
            return files.toList().stream();
        }
    }

    private static List<String> findings(String sql) {
        return Pattern.compile(";")
                .splitAsStream(sql)
                .flatMap(statement -> finding(statement).stream())
                .toList();
    }

    private static Optional<String> finding(String statement) {
        if (UNUSED.matcher(statement).find()) {
            return Optional.empty();
        }
        var plain = statement
                .replaceAll("--[^\n]*", " ")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return BREAKING.entrySet().stream()
                .filter(rule -> rule.getKey().matcher(plain).find())
                .findFirst()
                .map(rule -> plain + ": " + rule.getValue());
    }

    private static Pattern rule(String regex) {
        return Pattern.compile("\\b(" + regex + ")", Pattern.CASE_INSENSITIVE);
    }
}

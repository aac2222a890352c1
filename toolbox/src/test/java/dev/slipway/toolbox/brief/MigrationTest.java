package dev.slipway.toolbox.brief;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DROP TABLE IF EXISTS orders;                                | drops the table orders with its rows",
                "alter table orders drop column note                         | drops the column note with its values",
                "ALTER TABLE orders DROP note;                               | drops the column note with its values",
                "DROP SCHEMA old CASCADE;                                    | drops old with everything in it",
                "DROP INDEX CONCURRENTLY orders_by_day;                      | drops orders_by_day, which the running version may use",
                "TRUNCATE orders;                                            | deletes all rows of orders",
                "DELETE FROM orders;                                         | deletes rows of orders",
                "ALTER TABLE orders ALTER COLUMN price TYPE integer;         | changes the type of price",
                "ALTER TABLE orders ALTER price SET DATA TYPE integer;       | changes the type of price",
                "ALTER TABLE orders ALTER COLUMN price SET NOT NULL;         | requires a value in price",
                "ALTER TABLE orders ADD COLUMN price numeric NOT NULL;       | adds the column price NOT NULL without a default",
                "ALTER TABLE orders ADD price numeric(10) NOT NULL;          | adds the column price NOT NULL without a default",
                "ALTER TABLE orders RENAME COLUMN a TO b;                    | renames a, which the running version may use",
                "ALTER TABLE orders RENAME TO purchases;                     | renames TO, which the running version may use",
                "CREATE UNIQUE INDEX x ON orders (id);                       | creates the index x without CONCURRENTLY",
                "DO $$ BEGIN EXECUTE 'DROP TABLE orders'; END $$;            | drops the table orders with its rows"
            })
    void a_risky_statement_has_a_warning(String sql, String warning) {
        assertThat(Migration.warnings("V1__x.sql", sql))
                .anySatisfy(each -> assertThat(each).startsWith(warning));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE orders (id bigint NOT NULL, note text NOT NULL);",
                "ALTER TABLE orders ADD COLUMN price numeric NOT NULL DEFAULT 0;",
                "ALTER TABLE orders ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY NOT NULL;",
                "ALTER TABLE orders ADD COLUMN note text;",
                "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;",
                "ALTER TABLE orders ALTER COLUMN note DROP DEFAULT;",
                "ALTER TABLE orders ADD CONSTRAINT positive CHECK (price > 0) NOT VALID;",
                "CREATE INDEX CONCURRENTLY x ON orders (id);",
                "-- DROP TABLE orders;\nSELECT 1;",
                "/* TRUNCATE orders; */ SELECT 1;"
            })
    void a_compatible_statement_has_none(String sql) {
        assertThat(Migration.warnings("V1__x.sql", sql)).isEmpty();
    }

    @Test
    void code_cannot_be_judged() {
        assertThat(Migration.warnings("V2__x.java", "class V2__x {}"))
                .containsExactly("is code, which this page cannot judge");
    }
}

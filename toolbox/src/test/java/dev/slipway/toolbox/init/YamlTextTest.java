package dev.slipway.toolbox.init;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class YamlTextTest {

    private static final List<String> PATH = List.of("config", "domain", "name");

    @Test
    void a_value_changes_and_the_rest_stays() {
        var text = new YamlText("""
                # Ours.
                config:
                  domain: # where
                    # the name
                    name: a.example.com # until March

                  other: 'x'
                """);

        assertThat(text.with(PATH, "b.acme.dev").text()).isEqualTo(text.text().replace("a.example.com", "b.acme.dev"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "config: {domain: {name: a}}|config: {domain: {name: b}}",
                "config: {domain: {}}|config: {domain: {name: b}}",
                "config: {region: x}|config: {region: x, domain: {name: b}}",
                "config: {}|config: {domain: {name: b}}",
                "{}|{config: {domain: {name: b}}}",
                "config:|config: {domain: {name: b}}",
                "config: {domain: {name: ~\uD83D\uDE00~}}|config: {domain: {name: b}}",
            })
    void a_missing_group_is_added(String before, String after) {
        assertThat(new YamlText(before).with(PATH, "b").text()).isEqualTo(after);
    }

    @Test
    void a_missing_value_is_added_to_a_group_in_lines() {
        assertThat(new YamlText("config:\n  # One.\n  region: x\n")
                        .with(PATH, "b")
                        .text())
                .isEqualTo("config:\n  # One.\n  domain: {name: b}\n  region: x\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ids: [1, 2]|1|ids: [\"9\", 2]",
                "ids: []||ids: [\"9\"]",
                "ids: '[\"1\"]'|1|ids: [\"9\"]",
                "ids: [\"1\"] # ours|1|ids: [\"9\"] # ours",
            })
    void the_first_entry_of_a_list_changes(String before, String first, String after) {
        var text = new YamlText(before);

        assertThat(text.at(List.of("ids")).orElse(null)).isEqualTo(first);
        assertThat(text.withFirst(List.of("ids"), "9").text()).isEqualTo(after);
    }

    @Test
    void a_list_in_lines_keeps_its_other_entries() {
        assertThat(new YamlText("ids:\n  - a # first\n  - b\n")
                        .withFirst(List.of("ids"), "c")
                        .text())
                .isEqualTo("ids:\n  - \"c\" # first\n  - b\n");
    }

    @Test
    void text_that_yaml_reads_as_something_else_is_quoted() {
        assertThat(new YamlText("a: b\n").with(List.of("a"), "0123").text()).isEqualTo("a: \"0123\"\n");
    }

    @Test
    void keys_are_renamed() {
        assertThat(new YamlText("config:\n  old:a: {old:b: 1}\n  old:c: 2\n  other: old:d\n")
                        .renamed(List.of("config"), key -> key.replaceFirst("^old:", "new:"))
                        .text())
                .isEqualTo("config:\n  new:a: {old:b: 1}\n  new:c: 2\n  other: old:d\n");
    }
}

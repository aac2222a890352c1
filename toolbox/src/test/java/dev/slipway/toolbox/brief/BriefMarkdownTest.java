package dev.slipway.toolbox.brief;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What others write into a brief cannot act: they write commit messages, names and evidence. */
class BriefMarkdownTest {

    private static final String HOSTILE =
            "x | y @acme/admins closes #7 <img src=x onerror=alert(1)> [go](javascript:alert(1)) ![i](https://evil.example/p.png)"
                    + " www.evil.example `code` **bold** ~~s~~ $x$ GH-7 &lt;b&gt; \u202egnp \u0007";

    @TempDir
    Path folder;

    private SampleBrief sample;

    @BeforeEach
    void prepare() throws IOException {
        sample = new SampleBrief("preview.json", folder);
        sample.repository(folder.resolve("repository"));
    }

    @Test
    void hostile_text_mentions_nobody_and_breaks_no_table() throws IOException {
        sample.commit("a", "1", HOSTILE);
        sample.step("rds/instance:Instance")
                .put(
                        "urn",
                        "urn:pulumi:staging::slipway::aws:rds/instance:Instance::slipway-staging-a|b`c @team\n| x | y |");

        var page = BriefMarkdown.of(sample.brief());

        assertThat(page)
                .doesNotContain("@acme", "<img", "https://evil", "www.evil", "#7", "GH-7", "\u202e", "\u0007", "&lt;b")
                .doesNotContainPattern("(?<!\\\\)\\]\\(")
                .contains("alert(1)");
        var cells = page.lines().filter(line -> line.startsWith("| ")).toList();
        assertThat(cells.stream().filter(line -> line.startsWith("| database")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.chars().filter(each -> each == '|')).hasSize(3));
        // A mention within a code span is none.
        assertThat(page.replaceAll("`[^`\n]*`", "")).doesNotContainPattern("@[A-Za-z]");
    }

    @Test
    void hostile_text_is_text_in_html() throws IOException {
        sample.commit("a", "1", HOSTILE);

        assertThat(BriefPage.of(sample.brief(), "<svg></svg>"))
                .contains("&lt;img src=x onerror=alert(1)&gt;", "<svg></svg>")
                .doesNotContain("<img", "href=\"javascript", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- item", "1. item", "# title", "> quote", "+ item", "= x", "| a | b |", "```", "<!-- x"})
    void text_at_the_beginning_of_a_line_is_no_block(String text) {
        assertThat(BriefMarkdown.escaped(text)).doesNotStartWith(text.substring(0, Math.min(3, text.length())));
    }

    @Test
    void equal_briefs_have_equal_pages_in_all_forms() throws IOException {
        var one = sample.brief();
        var other = sample.brief();

        assertThat(List.of(BriefMarkdown.of(one), BriefPage.of(one, ""), one.json()))
                .isEqualTo(List.of(BriefMarkdown.of(other), BriefPage.of(other, ""), other.json()));
    }
}

package dev.slipway.toolbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.report.Chromium.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens the report of the sample project's staging, next to production and with every section, from a file. */
@ExtendWith(Chromium.Condition.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

    private static final int TAB = 9;

    private Chromium chromium;
    private URI address;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("report.html"), ReportPage.of(SampleReports.whole()));
        address = file.toUri();
        chromium = new Chromium(Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void the_filter_is_reached_and_used_with_the_keyboard() {
        var page = chromium.open(address).seen("light", 1280);
        var all = visible(page);
        assertThat(page.value("document.getElementById('count').textContent").asText())
                .isEqualTo(all + " resources");

        tabTo(page, "filter");
        page.type("listener");

        assertThat(texts(page, "li.resource:not([hidden])"))
                .hasSizeBetween(1, all - 1)
                .allMatch(text -> text.contains("Listener"));
        assertThat(page.value("document.getElementById('count').textContent").asText())
                .isEqualTo("%d of %d resources".formatted(visible(page), all));
        assertThat(page.value("document.querySelectorAll('#tree li:not([hidden]) > details:not([open])').length")
                        .asInt())
                .as("components of what was found are open")
                .isZero();

        page.type(" nothing has this");
        assertThat(visible(page)).isZero();
        assertThat(page.value("document.getElementById('nothing').hidden").asBoolean())
                .isFalse();
    }

    @Test
    void a_component_is_found_with_its_resources() {
        var page = chromium.open(address).seen("light", 1280);

        tabTo(page, "filter");
        page.type("database");

        assertThat(texts(page, "li.resource:not([hidden])"))
                .anyMatch(text -> text.contains("rds Instance"))
                .noneMatch(text -> text.contains("ecr Repository"));
    }

    @Test
    void what_has_the_focus_is_outlined() {
        var page = chromium.open(address).seen("light", 1280);

        for (var i = 0; i < 12; i++) {
            page.press("Tab", TAB);
            assertThat(page.value("getComputedStyle(document.activeElement).outlineStyle")
                            .asText())
                    .as(page.value("document.activeElement.outerHTML.slice(0, 80)")
                            .asText())
                    .isNotEqualTo("none");
        }
    }

    @Test
    void links_lead_to_parts_of_the_page() {
        var page = chromium.open(address);

        var links = texts(page.value("[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))"));

        assertThat(links).hasSizeGreaterThan(5).allMatch(link -> link.startsWith("#"));
        assertThat(links)
                .allMatch(link -> page.value("document.querySelectorAll('" + link + "').length")
                                .asInt()
                        == 1);
    }

    @Test
    void headings_are_in_order_and_ids_are_unique() {
        var page = chromium.open(address);

        assertThat(texts(page.value("[...document.querySelectorAll('h1, h2, h3')].map(each => each.tagName)")))
                .startsWith("H1", "H2")
                .doesNotContain("H3");
        assertThat(texts(page.value("[...document.querySelectorAll('[id]')].map(each => each.id)")))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_page_asks_for_nothing_and_reports_nothing() {
        var page = chromium.open(address).seen("dark", 1280);
        tabTo(page, "filter");
        page.type("x");

        assertThat(page.requests()).containsExactly(address.toString());
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "light, 390", "dark, 1280", "dark, 390"})
    void axe_finds_no_violations(String scheme, int width) throws IOException {
        var page = chromium.open(address).seen(scheme, width);
        page.value("document.querySelectorAll('details').forEach(each => { each.open = true; })");

        page.value(axe() + "; null");
        var violations = page.value("""
                axe.run({resultTypes: ['violations']}).then(found => found.violations.map(violation =>
                    violation.id + ': ' + violation.nodes.map(node => node.html + ' ' + node.failureSummary).join('\\n')))
                """);

        assertThat(texts(violations)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280", "390"})
    void the_page_is_as_wide_as_the_screen(int width) {
        var page = chromium.open(address).seen("light", width);
        page.value("document.querySelectorAll('details').forEach(each => { each.open = true; })");

        assertThat(page.value("document.documentElement.scrollWidth").asInt()).isEqualTo(width);
    }

    @Test
    void everything_is_printed() throws IOException {
        var page = chromium.open(address).seen("dark", 1280);

        var pdf = Base64.getDecoder().decode(page.printed());

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(page.value("document.querySelectorAll('#settings details[open]').length")
                        .asInt())
                .as("closed again on the screen")
                .isZero();
        keep("report.pdf", pdf);
        for (var scheme : new String[] {"light", "dark"}) {
            for (var width : new int[] {1280, 390}) {
                keep(
                        "report-%s-%d.png".formatted(scheme, width),
                        Base64.getDecoder().decode(page.seen(scheme, width).screenshot()));
            }
        }
    }

    /** Keeps what the page looks like, for people. */
    private static void keep(String name, byte[] content) throws IOException {
        Files.write(Files.createDirectories(Path.of("target/report")).resolve(name), content);
    }

    private static void tabTo(Page page, String id) {
        for (var i = 0; i < 100; i++) {
            if (page.value("document.activeElement.id").asText().equals(id)) {
                return;
            }
            page.press("Tab", TAB);
        }
        throw new AssertionError("the keyboard does not reach " + id);
    }

    private static int visible(Page page) {
        return texts(page, "li.resource:not([hidden])").size();
    }

    private static List<String> texts(Page page, String selector) {
        return texts(page.value("[...document.querySelectorAll('" + selector + "')].map(each => each.textContent)"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String axe() throws IOException {
        try (var script = Objects.requireNonNull(
                ReportInBrowserTest.class.getResourceAsStream("/axe.min.js"), "axe-core is a dependency")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

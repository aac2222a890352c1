package dev.slipway.toolbox.report;

import dev.slipway.plan.EstatePlans;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theReadmesPictureIsTheEstates() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(Page.hasRoom(readme)).isTrue();
        assertThat(readme)
                .as("to bring it up to date: ./slipway diagram prod --into README.md")
                .isEqualTo(
                        Page.with(readme, Architecture.of(EstatePlans.of(ROOT).plan("prod"))));
    }

    @Test
    void trafficMeetsExactlyWhatTheSecurityGroupsLetThrough() {
        assertThat(Architecture.of(EstatePlans.of(ROOT).plan("staging"))
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.contains(" -->")))
                .containsExactlyInAnyOrder(
                        "internet -->|443, 80| balancer",
                        "balancer -->|8080| tasks",
                        "tasks -->|5432| database",
                        "tasks -->|2049| files",
                        "tasks -->|443| nat",
                        "nat --> internet");
    }

    @Test
    void aFoundationIsDrawnByItsComponents() {
        assertThat(Architecture.of(EstatePlans.of(ROOT).plan("foundation")))
                .contains("<b>registry</b>")
                .contains("<b>budget</b>");
    }

    @Test
    void aPictureReplacesTheOneBeforeAndNothingElse() {
        var page = "# Title\n" + Page.BEGIN + "\nold\n" + Page.END + "\nrest\n";

        assertThat(Page.with(page, "flowchart LR\n"))
                .isEqualTo("# Title\n" + Page.BEGIN + "\n```mermaid\nflowchart LR\n```\n" + Page.END + "\nrest\n");
        assertThat(Page.hasRoom("# Title\n")).isFalse();
    }
}

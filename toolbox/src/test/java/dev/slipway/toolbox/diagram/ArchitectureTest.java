package dev.slipway.toolbox.diagram;

import dev.slipway.EstatePlans;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final Path GOLDEN = Path.of("src/test/resources/prod.mmd");

    @Test
    void the_diagram_of_production_is_complete() throws IOException {
        var picture = Architecture.of(plan("prod"));
        if (System.getProperty("update") != null) {
            Files.writeString(GOLDEN, picture);
        }
        assertThat(picture)
                .as(
                        "to bring %s up to date: ./mvnw -pl toolbox -am test -Dtest=dev.slipway.toolbox.diagram.ArchitectureTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate",
                        GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void arrows_are_exactly_the_security_group_rules() {
        assertThat(Architecture.of(plan("staging")).lines().map(String::strip).filter(line -> line.contains(" -->")))
                .containsExactlyInAnyOrder(
                        "internet -->|443, 80| balancer",
                        "balancer -->|8080| service-app",
                        "service-app -->|5432| database",
                        "service-app -->|2049| files",
                        "service-app -->|443| nat",
                        "nat --> internet");
    }

    @Test
    void a_foundation_is_drawn_as_its_components() {
        assertThat(Architecture.of(plan("foundation")))
                .contains("<b>registry</b>")
                .contains("<b>budget</b>");
    }

    @Test
    void a_diagram_replaces_only_the_former_one() {
        var page = "# Title\n" + Page.BEGIN + "\nold\n" + Page.END + "\nrest\n";

        assertThat(Page.with(page, "flowchart LR\n"))
                .isEqualTo("# Title\n" + Page.BEGIN + "\n```mermaid\nflowchart LR\n```\n" + Page.END + "\nrest\n");
        assertThat(Page.hasRoom("# Title\n")).isFalse();
    }

    /** Without a team's own resources, such as an alarm, because the diagram counts them. */
    private static Plan plan(String stack) {
        var plan = EstatePlans.of(TestProject.FOLDER).plan(stack);
        var roots = plan.roots().stream().map(PlannedResource::urn).toList();
        return new Plan(
                plan.project(),
                plan.stack(),
                plan.resources().stream()
                        .filter(resource -> resource.kind() == Kind.COMPONENT
                                || resource.parent()
                                        .filter(parent -> !roots.contains(parent))
                                        .isPresent())
                        .toList(),
                plan.outputs());
    }
}

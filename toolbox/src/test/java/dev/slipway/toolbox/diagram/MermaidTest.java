package dev.slipway.toolbox.diagram;

import dev.slipway.EstatePlans;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static dev.slipway.architecture.BucketSpec.bucket;
import static dev.slipway.architecture.QueueSpec.queue;
import static dev.slipway.architecture.ServiceSpec.internal;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static dev.slipway.architecture.SidecarSpec.sidecar;
import static org.assertj.core.api.Assertions.assertThat;

class MermaidTest {

    private static final Path GOLDEN = Path.of("src/test/resources/prod.mmd");

    @Test
    void the_diagram_of_production_is_complete() throws IOException {
        var picture = Mermaid.of(Architecture.of(plan("prod")));
        if (System.getProperty("update") != null) {
            Files.writeString(GOLDEN, picture);
        }
        assertThat(picture)
                .as(
                        "to bring %s up to date: ./mvnw -pl toolbox -am test -Dtest=dev.slipway.toolbox.diagram.MermaidTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate",
                        GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void arrows_are_exactly_the_security_group_rules() {
        assertThat(Mermaid.of(Architecture.of(plan("staging")))
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.contains(" -->")))
                .containsExactlyInAnyOrder(
                        "internet -->|443, 80| balancer",
                        "balancer -->|8080| service-app",
                        "service-app -->|5432| database",
                        "service-app -->|2049| files",
                        "service-app -->|443| nat",
                        "nat --> internet");
    }

    @Test
    void services_of_all_kinds_and_what_they_use_are_drawn() {
        var mails = queue("mails");
        var invoices = bucket("invoices");
        var services = dev.slipway.architecture.Architecture.of(
                web("app").ownsSchema().calls("pricing").sendsTo(mails).with(sidecar("collector", "otel:1")),
                internal("pricing"),
                worker("mailer", mails).writesTo(invoices),
                job("cleanup").schedule("rate(1 day)").readsFrom(invoices),
                job("export"));

        var drawn = Mermaid.of(
                Architecture.of(EstatePlans.of(TestProject.FOLDER, services).plan("staging")));

        assertThat(drawn.lines().map(String::strip))
                .contains(
                        "queue-mails[[\"SQS<br/>queue mails\"]]",
                        "bucket-invoices[(\"S3<br/>bucket invoices\")]",
                        "service-app -->|8080| service-pricing",
                        "service-app -.->|writes| queue-mails",
                        "queue-mails -.->|reads| service-mailer",
                        "service-mailer -.->|writes| bucket-invoices",
                        "bucket-invoices -.->|reads| service-cleanup",
                        "service-export -->|443| nat");
        assertThat(drawn)
                .contains(
                        "<b>app</b><br/>1 to 4, migrate, then app, with collector<br/>",
                        "<b>cleanup</b><br/>job, rate(1 day)<br/>",
                        "<b>export</b><br/>job, by hand<br/>")
                .doesNotContain("null");
    }

    @Test
    void a_vpc_that_exists_is_drawn_by_its_id(@TempDir Path folder) throws IOException {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml")) {
            Files.copy(TestProject.FOLDER.resolve(file), folder.resolve(file));
        }
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/Dockerfile"), "FROM scratch\n");
        Files.writeString(
                folder.resolve("Pulumi.staging.yaml"),
                Files.readString(TestProject.FOLDER.resolve("Pulumi.staging.yaml")) + """
                              network:
                                existing:
                                  vpc: vpc-0123456789abcdef0
                                  publicSubnets: [subnet-00000001, subnet-00000002]
                                  privateSubnets: [subnet-00000003, subnet-00000004]
                                  isolatedSubnets: [subnet-00000005, subnet-00000006]
                            """);

        assertThat(Mermaid.of(Architecture.of(EstatePlans.of(folder).plan("staging")))
                        .lines()
                        .map(String::strip))
                .contains(
                        "subgraph vpc [\"VPC vpc-0123456789abcdef0\"]",
                        "subgraph public [\"public subnets\"]",
                        "subgraph private [\"private subnets\"]",
                        "subgraph isolated [\"isolated subnets\"]");
    }

    @Test
    void a_foundation_is_drawn_as_its_components() {
        assertThat(Mermaid.of(Architecture.of(plan("foundation"))))
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

package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that {@code pulumi preview} reports problems clearly, before any call to AWS. */
@EngineTest
class RefusalsIT {

    private static final Pattern COMMAND = Pattern.compile("`(pulumi config set [^`]+)`");

    private Workbench bench;
    private Pulumi pulumi;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofTheTemplate(RefusalsIT.class);
        pulumi = bench.pulumi();
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @AfterEach
    void restore() throws Exception {
        for (var stack : List.of("foundation", "staging")) {
            pulumi.run("stack", "rm", stack, "--yes");
        }
        bench.project().restore();
    }

    @Test
    void placeholders_are_reported_with_the_commands_that_set_them() {
        pulumi.init("foundation");
        var refusal = pulumi.preview("foundation").refused();
        var values = Map.of(
                "<account id>", SimulatedAws.ACCOUNT,
                "<owner/name>", "acme/orders",
                "<domain>", "slipway.test",
                "<e-mail address>", "team@slipway.test");
        var commands = COMMAND.matcher(refusal.said())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(commands).hasSize(4);
        for (var command : commands) {
            var filled = command;
            for (var value : values.entrySet()) {
                filled = filled.replace(value.getKey(), value.getValue());
            }
            pulumi.exec(List.of("sh", "-c", filled)).succeeded();
        }
        assertThat(pulumi.changes("foundation")).isNotEmpty();
    }

    @Test
    void ten_problems_in_a_file_are_reported_in_one_list() {
        bench.project().write("Pulumi.staging.yaml", """
                config:
                  aws:region: eu-central-1
                  aws:allowedAccountIds: ["123456789012"]
                  domain: {name: "orders staging"}
                  network: {cidr: 10.20.0.0/30, zones: 7, egress: natt}
                  service: {cpu: 300, memroy: 512, minimum: 9, maximum: 2}
                  database: {backupDays: 0, instanceClass: big}
                  observability: {logDays: 31}
                """);
        pulumi.init("staging");
        var refusal = pulumi.preview("staging").refused();
        assertThat(refusal.said())
                .contains("Pulumi.staging.yaml: 10 problems")
                .containsSubsequence("domain.name", "->")
                .contains("network.cidr", "network.zones", "network.egress")
                .contains("services.app.cpu", "services.app.memroy", "services.app.memory?", "services.app.minimum")
                .contains("database.backupDays", "database.instanceClass", "observability.logDays");
    }

    @Test
    void another_account_is_refused() {
        bench.project().fill("111122223333");
        pulumi.init("foundation");
        assertThat(pulumi.preview("foundation").refused().said())
                .contains("AWS account ID not allowed: " + SimulatedAws.ACCOUNT);
    }

    @Test
    void an_environment_without_a_foundation_is_refused_with_the_command_that_deploys_one() {
        bench.project().fill(SimulatedAws.ACCOUNT);
        pulumi.init("foundation");
        pulumi.init("staging");
        assertThat(pulumi.preview("staging").refused().said()).contains("pulumi up -s foundation");
    }

    @Test
    void resources_that_a_foundation_looks_up_must_exist() {
        bench.project().fill(SimulatedAws.ACCOUNT);
        pulumi.init("foundation");
        pulumi.set("foundation", "foundation.hostedZone", "lookup");
        pulumi.set("foundation", "foundation.oidcProvider", "lookup");
        assertThat(pulumi.preview("foundation").refused().said())
                .contains("Pulumi.foundation.yaml: 2 problems")
                .containsSubsequence(
                        "foundation.hostedZone", "finds no public hosted zone slipway.test", "write create")
                .containsSubsequence("foundation.oidcProvider", "finds no OIDC provider", "write create");
    }

    @Test
    void a_violated_guardrail_and_an_exceeded_budget_are_refused_before_the_first_resource() {
        bench.project().fill(SimulatedAws.ACCOUNT);
        pulumi.init("foundation");
        pulumi.init("staging");
        pulumi.set("staging", "cost.budget", "20");
        pulumi.set("staging", "exceptions[0].rule", "images-are-scanned");
        pulumi.set("staging", "exceptions[0].resource", "slipway-staging-image");
        pulumi.set("staging", "exceptions[0].reason", "none");
        pulumi.set("staging", "exceptions[0].until", "2099-01-01");
        var refusal = pulumi.preview("staging").refused();
        assertThat(refusal.said())
                .contains("Pulumi.staging.yaml: 1 guardrail is violated")
                .containsSubsequence("exceptions[0]", "is not used", "-> delete it")
                .containsSubsequence("cost.budget", "is exceeded", "raise the budget to")
                .doesNotContain("slipway:index:Environment");
    }

    @Test
    void plain_maven_runs_the_program_without_the_launcher() {
        bench.project().edit("Pulumi.yaml", text -> text.replaceFirst("(?m)^ *options:\\R *use-executor:.*\\R", ""));
        bench.project().fill(SimulatedAws.ACCOUNT);
        pulumi.init("foundation");
        assertThat(pulumi.changes("foundation"))
                .contains("create aws:ecr/repository:Repository slipway-foundation-registry-images");
    }
}

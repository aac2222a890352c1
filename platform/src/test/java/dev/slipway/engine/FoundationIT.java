package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

@Story
class FoundationIT {

    private Workbench bench;
    private Set<String> before;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(FoundationIT.class);
        before = Inventory.of(bench.aws());
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void it_is_deployed_with_the_outputs_for_github_and_the_registrar() {
        bench.deployFoundation();

        var outputs = bench.pulumi().outputs("foundation");
        assertThat(outputs.path("nameServers")).hasSize(4);
        assertThat(outputs.path("stagingDeployRole").asText())
                .isEqualTo("arn:aws:iam::123456789012:role/slipway-deploy-staging");
        assertThat(outputs.path("prodPreviewRole").asText())
                .isEqualTo("arn:aws:iam::123456789012:role/slipway-preview-prod");
    }

    @Test
    @Order(2)
    void a_second_up_changes_nothing_and_nothing_has_drifted() {
        bench.pulumi().up("foundation", "--expect-no-changes").succeeded();
        assertThat(bench.pulumi().drift("foundation")).isEmpty();
    }

    @Test
    @Order(2)
    void another_foundation_looks_up_existing_resources_and_does_not_create_them() {
        bench.project().write("Pulumi.foundation-two.yaml", bench.project().read("Pulumi.foundation.yaml"));
        bench.pulumi().init("foundation-two");
        assertThat(bench.pulumi().preview("foundation-two").refused().said())
                .contains("Pulumi.foundation-two.yaml: 2 problems")
                .containsSubsequence(
                        "foundation.hostedZone", "would make a second hosted zone slipway.test", "write lookup")
                .containsSubsequence("foundation.oidcProvider", "would make a second OIDC provider", "write lookup");

        bench.pulumi().set("foundation-two", "foundation.hostedZone", "lookup");
        bench.pulumi().set("foundation-two", "foundation.oidcProvider", "lookup");
        assertThat(bench.pulumi().changes("foundation-two"))
                .noneMatch(change -> change.contains("aws:route53/zone:Zone"))
                .noneMatch(change -> change.contains("openIdConnectProvider"));
        bench.pulumi().run("stack", "rm", "foundation-two", "--yes").succeeded();
    }

    @Test
    @Order(3)
    void manual_changes_are_detected() {
        bench.aws()
                .json(
                        "ecr",
                        "1.1",
                        "AmazonEC2ContainerRegistry_V20150921.PutImageTagMutability",
                        "{\"repositoryName\": \"slipway\", \"imageTagMutability\": \"MUTABLE\"}");
        assertThat(bench.pulumi().drift("foundation"))
                .containsExactly(
                        "aws:ecr/repository:Repository slipway-foundation-registry-images: imageTagMutability");
    }

    @Test
    @Order(4)
    void another_budget_changes_only_the_budget() {
        bench.pulumi().set("foundation", "foundation.monthlyBudget", "900");
        assertThat(bench.pulumi().changes("foundation"))
                .containsExactly("update aws:budgets/budget:Budget slipway-foundation-budget-month");
    }

    @Test
    @Order(5)
    void a_destroy_is_refused_for_registry_and_zone_with_instructions() {
        var there = Inventory.of(bench.aws());
        assertThat(bench.pulumi().destroy("foundation").refused().said())
                .contains("pulumi state unprotect")
                .contains("slipway-foundation-registry-images", "slipway-foundation-zone-zone");
        assertThat(Inventory.of(bench.aws())).isEqualTo(there);
    }

    @Test
    @Order(6)
    void without_protection_a_destroy_leaves_nothing() {
        bench.pulumi().destroy("foundation", "--ignore-protect").succeeded();
        assertThat(Inventory.of(bench.aws())).isEqualTo(before);
    }
}

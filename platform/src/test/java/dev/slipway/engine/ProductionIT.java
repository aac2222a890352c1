package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

@Story
class ProductionIT {

    private static final String DIGEST = "sha256:" + "5".repeat(64);

    private Workbench bench;
    private Pulumi pulumi;
    private Set<String> before;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(ProductionIT.class);
        pulumi = bench.pulumi();
        bench.deployFoundation();
        before = Inventory.of(bench.aws());
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void it_is_deployed_with_a_given_image() {
        pulumi.init("prod");
        pulumi.set("prod", "image.digest", DIGEST);
        pulumi.up("prod").succeeded();
        assertThat(pulumi.outputs("prod").path("imageDigest").asText()).isEqualTo(DIGEST);
    }

    @Test
    @Order(2)
    void a_second_up_changes_nothing_and_nothing_has_drifted() {
        pulumi.up("prod", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("prod")).isEmpty();
    }

    @Test
    @Order(3)
    void a_destroy_is_refused_for_database_files_and_access_logs_with_instructions() {
        var there = Inventory.of(bench.aws());
        assertThat(pulumi.destroy("prod").refused().said())
                .contains("pulumi state unprotect")
                .contains(
                        "slipway-prod-database-instance",
                        "slipway-prod-files-files",
                        "slipway-prod-balancer-access-logs-bucket");
        assertThat(Inventory.of(bench.aws())).isEqualTo(there);
    }

    @Test
    @Order(4)
    void without_production_a_destroy_leaves_only_the_databases_last_snapshot() {
        pulumi.set("prod", "production", "false");
        pulumi.up("prod").succeeded();
        pulumi.destroy("prod").succeeded();
        assertThat(Inventory.since(before, bench.aws()))
                .singleElement()
                .asString()
                .contains(":snapshot:slipway-prod-final-");
    }
}

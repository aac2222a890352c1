package dev.slipway.engine;

import dev.slipway.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Environments with other services than the template's: one with everything that docs/recipes shows and all other options, in a VPC
 * that exists, and one with neither database nor files.
 */
@Story
@Order(1) // the longest begin first
class ServicesIT {

    /** The options of an environment that no recipe shows. */
    private static final Recipe OPTIONS = new Recipe("options", """
            ```yaml
            config:
              backups: {days: 7}
              balancer: {allowedRanges: [203.0.113.0/24], idleTimeout: 90, trustedProxies: 1}
              files: {throughput: elastic}
              firewall: {mode: count, requestsPerFiveMinutes: 5000}
              network: {egressPorts: [587]}
              observability: {availability: 99.5, emails: [team@slipway.test], grafanaSignIn: saml}
              services:
                app:
                  exec: true
                  spotPercent: 50
                  corsOrigins: ["https://shop.slipway.test"]
                  logRouter: {Name: http, Host: logs.slipway.test}
                  scaling: {requestsPerMinute: 600}
            ```
            """);

    private static final String SOURCES = "platform/src/main/java/dev/slipway/";

    private Workbench bench;
    private Pulumi pulumi;
    private Project project;
    private Set<String> before;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(ServicesIT.class);
        pulumi = bench.pulumi();
        project = bench.project();
        var ids = existingNetwork();
        pulumi.init("foundation");
        pulumi.set("foundation", "foundation.sharedVpcs[0]", ids.get("vpc-0123456789abcdef0"));
        pulumi.up("foundation").succeeded();
        before = Inventory.of(bench.aws());

        project.write(SOURCES + "Recipes.java", Recipe.source(Recipe.all()));
        project.write(SOURCES + "Together.java", project.read("platform/src/test/java/dev/slipway/Together.java"));
        declare("Recipes.architecture()");
        project.write("admin/Dockerfile", "FROM scratch\n");
        project.edit("Pulumi.staging.yaml", staging -> {
            var shown = Stream.concat(Recipe.all().stream(), Stream.of(OPTIONS)).toList();
            var merged = Recipe.merged(staging, shown).replace("example.com", "slipway.test");
            for (var id : ids.entrySet()) {
                merged = merged.replace(id.getKey(), id.getValue());
            }
            return merged;
        });
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void everything_that_the_recipes_show_is_deployed_together() {
        pulumi.init("staging");
        pulumi.up("staging").succeeded();

        var outputs = pulumi.outputs("staging");
        assertThat(outputs.path("adminApiKey").asText()).isEqualTo("[secret]");
        assertThat(outputs.path("mailerService").asText()).isEqualTo("slipway-staging-mailer");
        assertThat(outputs.at("/imageDigests/admin").asText())
                .matches("sha256:[0-9a-f]{64}")
                .isNotEqualTo(outputs.path("imageDigest").asText());
    }

    @Test
    @Order(2)
    void a_second_up_changes_nothing_and_nothing_has_drifted() {
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
    }

    @Test
    @Order(3)
    void it_is_deleted_without_a_rest() {
        pulumi.destroy("staging").succeeded();
        assertThat(Inventory.since(before, bench.aws()))
                // AWS deletes the automated snapshots of a cluster with it, the simulated AWS does not.
                .filteredOn(left -> !left.contains(":cluster-snapshot:rds:"))
                .singleElement()
                .asString()
                .contains(":cluster-snapshot:slipway-staging-final-");
    }

    @Test
    @Order(4)
    void an_environment_with_neither_database_nor_files_is_deployed_and_deleted() {
        declare("Architecture.of(web(\"app\"))");
        project.restore();
        project.fill(SimulatedAws.ACCOUNT);
        pulumi.up("staging").succeeded();
        pulumi.up("staging", "--expect-no-changes").succeeded();
        assertThat(pulumi.drift("staging")).isEmpty();
        assertThat(pulumi.outputs("staging").has("databaseEndpoint")).isFalse();
        pulumi.destroy("staging").succeeded();
    }

    /** Replaces the services of Environment.java. */
    private void declare(String services) {
        project.edit(
                SOURCES + "Environment.java",
                code -> Pattern.compile("(?s)(Architecture architecture\\(\\) \\{\n        return ).*?;\n")
                        .matcher(code)
                        .replaceFirst(declaration -> declaration.group(1) + services + ";\n"));
    }

    /** Creates the VPC and the subnets of the recipe, and gives their ids by those that the page shows. */
    private Map<String, String> existingNetwork() {
        var ids = new HashMap<String, String>();
        var vpc = create("Vpc", "vpcId", Map.of("CidrBlock", "10.90.0.0/16"));
        ids.put("vpc-0123456789abcdef0", vpc);
        for (var kind = 0; kind < 3; kind++) {
            for (var zone : List.of("a", "b")) {
                var place = ids.size();
                ids.put(
                        "subnet-%08d".formatted(place),
                        create(
                                "Subnet",
                                "subnetId",
                                Map.of(
                                        "VpcId",
                                        vpc,
                                        "CidrBlock",
                                        "10.90.%d.0/24".formatted(place),
                                        "AvailabilityZone",
                                        SimulatedAws.REGION + zone)));
            }
        }
        return ids;
    }

    private String create(String what, String id, Map<String, String> properties) {
        var parameters = new HashMap<>(properties);
        parameters.put("Action", "Create" + what);
        parameters.put("Version", "2016-11-15");
        var created = Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(id))
                .matcher(bench.aws().query("ec2", parameters));
        assertThat(created.find()).isTrue();
        return created.group(1);
    }
}

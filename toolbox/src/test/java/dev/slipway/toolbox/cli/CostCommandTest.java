package dev.slipway.toolbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CostCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void project() {
        System.setProperty("slipway.project", TestProject.FOLDER.toString());
    }

    @AfterEach
    void noProject() {
        System.clearProperty("slipway.project");
    }

    private int run(String... arguments) {
        return Slipway.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void an_estimate_is_a_table_with_a_sum_and_what_it_assumes() {
        assertThat(run("cost", "prod")).isZero();

        assertThat(out.toString())
                .startsWith("slipway-prod in eu-central-1 costs about $")
                .contains("NAT gateways", "3 × 730 hours", "$0.052 / hour", "113.88")
                .contains(
                        "\n  total ", "\nFree: ", "\nUsage of a month (cost.usage): requests 1,000,000, dataOut 20 GB")
                .doesNotContain("\u001b");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_columns_are_aligned() {
        run("cost", "prod");

        var table = out.toString().lines().filter(line -> line.startsWith("  ")).toList();
        assertThat(table)
                .hasSizeGreaterThan(10)
                .extracting(String::length)
                .containsOnly(table.getFirst().length());
    }

    @Test
    void the_modes_of_egress_are_priced_side_by_side() {
        assertThat(run("cost", "prod", "--compare", "egress")).isZero();

        assertThat(out.toString())
                .containsPattern("(?m)^  \\$ a month +nat +nat-per-zone +endpoints$")
                .containsPattern("(?m)^  network: NAT gateways +37.96 +113.88 +0.00$")
                .containsPattern("(?m)^  network: interface endpoints +0.00 +0.00 +131.40$")
                .containsPattern("(?m)^  total ");
    }

    @Test
    void more_traffic_shows_what_grows_the_most() {
        assertThat(run("cost", "prod", "--scale", "1,10,100")).isZero();

        assertThat(out.toString())
                .containsPattern("(?m)^  \\$ a month +× 1 +× 10 +× 100$")
                .containsPattern("(?m)^  balancer: capacity units +5.84 +58.40 +584.00$")
                .contains("What grows the most is balancer: capacity units, from $5.84 to $584.00.");
    }

    @Test
    void json_has_the_page_and_the_day_of_each_price() throws IOException {
        assertThat(run("cost", "staging", "--json")).isZero();

        var estimate = new ObjectMapper().readTree(out.toString());
        assertThat(estimate.path("lines")).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("price").path("url").asText()).startsWith("https://");
            assertThat(line.path("price").path("read").asText()).startsWith("20");
        });
        assertThat(monthly(estimate)).isCloseTo(estimate.path("monthly").asDouble(), within(0.001));
        assertThat(estimate.path("usage").path("requests").asLong()).isEqualTo(1_000_000);
    }

    @Test
    void json_of_a_comparison_has_an_estimate_for_each_column() throws IOException {
        assertThat(run("cost", "staging", "--compare", "egress", "--json")).isZero();

        var modes = new ObjectMapper().readTree(out.toString());
        assertThat(modes.fieldNames()).toIterable().containsExactly("nat", "nat-per-zone", "endpoints");
        assertThat(modes.path("nat").path("monthly").asDouble())
                .isLessThan(modes.path("endpoints").path("monthly").asDouble());
    }

    @Test
    void a_foundation_has_a_cost_too() {
        assertThat(run("cost", "foundation")).isZero();

        assertThat(out.toString()).contains("hosted zone", "images", "keys");
    }

    @Test
    void a_budget_and_a_region_without_prices_are_pointed_out(@TempDir Path directory) throws IOException {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml", "Pulumi.staging.yaml", "app/Dockerfile")) {
            Files.createDirectories(directory.resolve(file).getParent());
            var text = Files.readString(TestProject.FOLDER.resolve(file));
            Files.writeString(directory.resolve(file), text.replace("eu-central-1", "ap-south-1"));
        }
        var stack = directory.resolve("Pulumi.staging.yaml");
        Files.writeString(stack, Files.readString(stack) + "  cost: {budget: 50}\n");
        System.setProperty("slipway.project", directory.toString());

        assertThat(run("cost", "staging")).isZero();

        assertThat(out.toString())
                .contains("* prices.txt has no prices of ap-south-1: these are those of us-east-1.")
                .contains("Over the budget: $", "and the budget is $50.00. To fix it, raise the budget to ");
    }

    @ParameterizedTest
    @CsvSource({
        "prod --compare zones, --compare is 'zones': it must be egress",
        "foundation --compare egress, foundation has no network",
        "prod --scale 0, --scale is 0: it must be 1 to 1000000",
        "prod --scale 1 --compare egress, --compare and --scale exclude each other"
    })
    void wrong_options_are_wrong_usage(String arguments, String problem) {
        assertThat(run(("cost " + arguments).split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(problem, "See ./slipway cost --help");
    }

    private static double monthly(JsonNode estimate) {
        return StreamSupport.stream(estimate.path("lines").spliterator(), false)
                .mapToDouble(line -> line.path("monthly").asDouble())
                .sum();
    }
}

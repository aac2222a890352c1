package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.plan.Plan;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

import static dev.slipway.architecture.BucketSpec.bucket;
import static dev.slipway.architecture.QueueSpec.queue;
import static dev.slipway.architecture.ServiceSpec.internal;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static org.assertj.core.api.Assertions.assertThat;

class EstateCostTest {

    private static final TestEstate PROD = TestEstate.stack("prod");
    private static final Plan PLAN = PROD.whole();

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "staging", "prod"})
    void each_type_of_the_template_has_a_price_or_is_free(String stack) {
        var estate = TestEstate.stack(stack);
        var estimate = EstateCost.of(estate.whole(), settings(estate));

        assertThat(estimate.unknown()).isEmpty();
        assertThat(estimate.unpriced()).isEmpty();
        assertThat(estimate.free()).isNotEmpty();
        assertThat(estimate.monthly()).isPositive();
    }

    /** Services of each kind, with all that they may use. */
    @Test
    void each_type_of_a_larger_environment_has_a_price_or_is_free() {
        var mails = queue("mails");
        var invoices = bucket("invoices");
        var architecture = Architecture.of(
                web("app").ownsSchema().usesFiles().sendsTo(mails).calls("prices"),
                internal("prices"),
                worker("mailer", mails).writesTo(invoices),
                job("cleanup").schedule("cron(0 3 * * ? *)").usesDatabase());
        var config = TestEstate.stack("staging")
                .with("database", "readReplica", "true")
                .with("network", "egress", "\"endpoints\"")
                .config();
        var settings = SettingsReader.read(config, architecture.kinds());
        var estimate =
                EstateCost.of(EstatePlans.of(TestEstate.PROJECT, architecture).plan(config), settings);

        assertThat(estimate.unknown()).isEmpty();
        assertThat(estimate.unpriced()).isEmpty();
        assertThat(estimate.lines())
                .extracting(Line::component)
                .contains("service-app", "service-prices", "service-mailer", "job-cleanup", "queue-mails");
        assertThat(estimate.lines())
                .extracting(Line::what)
                .contains("read replica db.t4g.micro", "interface endpoints", "messages");
    }

    /** The foundation's endpoint addresses are for each zone, and production has three. */
    @Test
    void production_pays_for_what_it_has() {
        var estimate = EstateCost.of(PLAN, settings(PROD));

        assertThat(estimate.region()).isEqualTo("eu-central-1");
        assertThat(line(estimate, "nat.hour").quantity()).isEqualByComparingTo("2190");
        assertThat(line(estimate, "rds.db.t4g.small.standby").quantity()).isEqualByComparingTo("730");
        assertThat(line(estimate, "fargate.arm.vcpu").detail()).isEqualTo("2 × 0.5 vCPU");
        assertThat(estimate.monthly())
                .isEqualByComparingTo(
                        estimate.lines().stream().map(Line::monthly).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void the_usage_is_that_of_the_settings() {
        var used = PROD.with("cost", "usage", "{\"logs\": 100, \"egress\": 0}");
        var estimate = EstateCost.of(PLAN, settings(used));

        assertThat(line(estimate, "logs.ingestion").monthly()).isEqualByComparingTo("63");
        assertThat(estimate.lines()).extracting(Line::item).doesNotContain("nat.data");
    }

    @Test
    void more_traffic_costs_more() {
        var settings = settings(PROD);

        assertThat(EstateCost.of(PLAN, settings, 10).monthly())
                .isGreaterThan(EstateCost.of(PLAN, settings).monthly());
    }

    @Test
    void a_budget_that_is_kept_is_no_problem() {
        assertThat(EstateCost.problem(PLAN, settings(PROD))).isEmpty();
        assertThat(EstateCost.problem(PLAN, settings(PROD.with("cost", "budget", "1000"))))
                .isEmpty();
    }

    @Test
    void a_budget_that_is_exceeded_is_a_problem_of_its_setting() {
        assertThat(EstateCost.problem(PLAN, settings(PROD.with("cost", "budget", "100"))))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.path()).isEqualTo("cost.budget");
                    assertThat(problem.value()).isEqualTo("100");
                    assertThat(problem.what())
                            .matches("is exceeded: slipway-prod costs \\$\\d+\\.\\d\\d a month, and .*");
                    assertThat(problem.fix()).contains("raise the budget to", "NAT gateways of network");
                });
    }

    private static Line line(Estimate estimate, String item) {
        return estimate.lines().stream()
                .filter(line -> line.item().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private static Settings settings(TestEstate estate) {
        return SettingsReader.read(estate.config(), TestEstate.ARCHITECTURE.kinds());
    }
}

package dev.slipway.cost;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.slipway.cost.Planned.definition;
import static dev.slipway.cost.Planned.plan;
import static dev.slipway.cost.Planned.planIn;
import static dev.slipway.cost.Planned.resource;
import static dev.slipway.cost.Planned.service;
import static dev.slipway.cost.Planned.strategy;
import static org.assertj.core.api.Assertions.assertThat;

class EstimateTest {

    private static final Usage USAGE = Usage.of(1_000_000, 20, 30, 5, 30, 1, 10, 10, 10, 7, 50, 1, 20, 10, 10, 1);
    private static final String RDS = "aws:rds/instance:Instance";

    private static final PlannedResource NAT = resource("aws:ec2/natGateway:NatGateway", "nat", Map.of());
    private static final PlannedResource BALANCER =
            resource("aws:lb/loadBalancer:LoadBalancer", "balancer", Map.of("subnets", List.of("a", "b", "c")));

    @Test
    void the_sum_is_that_of_the_lines() {
        var estimate = estimate(planIn("eu-central-1", NAT, BALANCER));

        assertThat(estimate.lines()).hasSize(6);
        assertThat(estimate.monthly())
                .isEqualByComparingTo(
                        estimate.lines().stream().map(Line::monthly).reduce(BigDecimal.ZERO, BigDecimal::add))
                // NAT: 730 × 0.052 and 30 × 0.052; balancer: 730 × 0.027, 730 × 0.008, 3 × 730 × 0.005 and 20 × 0.09.
                .isEqualByComparingTo("77.82");
        assertThat(estimate.hourly().multiply(BigDecimal.valueOf(730)).setScale(6, RoundingMode.HALF_UP))
                .isEqualByComparingTo("77.82");
        assertThat(estimate.daily()).isGreaterThan(estimate.hourly());
    }

    @Test
    void the_largest_amount_comes_first() {
        assertThat(estimate(planIn("eu-central-1", NAT, BALANCER)).lines())
                .extracting(Line::item)
                .startsWith("nat.hour", "balancer.hour", "ipv4.hour")
                .endsWith("transfer.out", "nat.data");
    }

    @ParameterizedTest
    @CsvSource({"ARM64, fargate.arm.vcpu, 27.19", "X86_64, fargate.x86.vcpu, 33.99"})
    void processors_have_the_price_of_their_architecture(String architecture, String item, String monthly) {
        var estimate = estimate(planIn(
                "eu-central-1",
                definition("app", 512, 1024, architecture),
                service("app", strategy("FARGATE", 0, 1)),
                target("app", 2, 8)));

        assertThat(monthly(estimate, item)).isEqualTo(monthly);
    }

    /** 2 × 730 hours of the average of 1 ACU, within the range; 20 GB, 10 million requests and 7 GB of backups. */
    @ParameterizedTest
    @CsvSource({"0.5, 4.0, 175.20", "2.0, 4.0, 350.40", "0.5, 0.5, 87.60"})
    void aurora_costs_its_capacity_and_its_storage(double least, double most, String capacity) {
        var estimate = estimate(planIn(
                "us-east-1",
                resource(
                        "aws:rds/cluster:Cluster",
                        "cluster",
                        Map.of(
                                "clusterIdentifier",
                                "orders",
                                "serverlessv2ScalingConfiguration",
                                Map.of("minCapacity", least, "maxCapacity", most))),
                serverless("first"),
                serverless("standby")));

        assertThat(monthly(estimate, "rds.aurora.capacity")).isEqualTo(capacity);
        assertThat(monthly(estimate, "rds.aurora.storage")).isEqualTo("2.00");
        assertThat(monthly(estimate, "rds.aurora.requests")).isEqualTo("2.00");
        assertThat(estimate.unpriced()).isEmpty();
    }

    private static PlannedResource serverless(String name) {
        return resource(
                "aws:rds/clusterInstance:ClusterInstance",
                name,
                Map.of("clusterIdentifier", "orders", "instanceClass", "db.serverless"));
    }

    /** The base of 1 is regular; the other 3 tasks are half regular, half Spot. */
    @Test
    void a_share_of_tasks_has_the_price_of_spot() {
        var estimate = estimate(planIn(
                "us-east-1",
                definition("app", 1024, 2048, "X86_64"),
                service("app", strategy("FARGATE", 1, 50), strategy("FARGATE_SPOT", 0, 50)),
                target("app", 4, 8)));

        assertThat(quantity(estimate, "fargate.x86.vcpu")).isEqualByComparingTo("1825");
        assertThat(quantity(estimate, "fargate.x86.spot.vcpu")).isEqualByComparingTo("1095");
        assertThat(quantity(estimate, "fargate.x86.spot.memory")).isEqualByComparingTo("2190");
    }

    /** 1 million requests a month are 23 a minute. */
    @ParameterizedTest
    @CsvSource({"1, 2", "10, 3", "20, 5", "1000, 8"})
    void requests_need_tasks_between_the_minimum_and_the_maximum(int factor, int tasks) {
        var estimate = Estimate.of(
                planIn(
                        "eu-central-1",
                        definition("app", 1024, 2048, "ARM64"),
                        service("app", strategy("FARGATE", 0, 1)),
                        target("app", 2, 8),
                        resource(
                                "aws:appautoscaling/policy:Policy",
                                "requests",
                                Map.of(
                                        "resourceId",
                                        "service/shop-test/shop-test-app",
                                        "targetTrackingScalingPolicyConfiguration",
                                        Map.of(
                                                "targetValue",
                                                100L,
                                                "predefinedMetricSpecification",
                                                Map.of("predefinedMetricType", "ALBRequestCountPerTarget"))))),
                USAGE.times(factor),
                Prices.known());

        assertThat(quantity(estimate, "fargate.arm.vcpu")).isEqualByComparingTo(String.valueOf(tasks * 730));
    }

    @Test
    void a_job_runs_for_the_hours_of_the_usage() {
        var estimate = estimate(planIn("eu-central-1", definition("cleanup", 256, 512, "ARM64")));

        assertThat(quantity(estimate, "fargate.arm.vcpu")).isEqualByComparingTo("2.5");
        assertThat(quantity(estimate, "fargate.arm.memory")).isEqualByComparingTo("5");
    }

    @Test
    void a_standby_is_in_the_price_of_the_instance_and_its_storage() {
        var estimate = estimate(planIn("eu-central-1", database("db.t4g.small", true)));

        assertThat(estimate.lines())
                .extracting(Line::item)
                .containsExactlyInAnyOrder(
                        "rds.db.t4g.small.standby", "rds.gp3.standby", "rds.backup", "secrets.secret");
        assertThat(monthly(estimate, "rds.gp3.standby")).isEqualTo("5.48");
    }

    @Test
    void a_read_replica_is_a_second_instance_with_the_same_storage() {
        var estimate = estimate(planIn(
                "eu-central-1",
                database("db.t4g.micro", false),
                resource(
                        RDS,
                        "reader",
                        Map.of(
                                "replicateSourceDb",
                                "shop-test",
                                "instanceClass",
                                "db.t4g.micro",
                                "storageType",
                                "gp3"))));

        assertThat(estimate.lines())
                .filteredOn(line -> line.item().equals("rds.gp3"))
                .extracting(line -> line.quantity().intValue())
                .containsExactly(20, 20);
        assertThat(estimate.lines())
                .filteredOn(line -> line.item().equals("rds.db.t4g.micro"))
                .hasSize(2);
    }

    @Test
    void an_interface_endpoint_is_paid_for_each_zone_and_a_gateway_endpoint_is_free() {
        var estimate = estimate(planIn(
                "eu-central-1",
                endpoint("ecr", "Interface"),
                endpoint("logs", "Interface"),
                endpoint("s3", "Gateway")));

        assertThat(quantity(estimate, "endpoint.hour")).isEqualByComparingTo("2920");
        assertThat(quantity(estimate, "endpoint.data")).isEqualByComparingTo("30");
    }

    @Test
    void an_internal_balancer_has_no_public_addresses() {
        var estimate = estimate(planIn(
                "eu-central-1",
                resource(
                        "aws:lb/loadBalancer:LoadBalancer",
                        "balancer",
                        Map.of("internal", true, "subnets", List.of("a", "b")))));

        assertThat(estimate.lines()).extracting(Line::item).containsExactly("balancer.hour", "balancer.lcu");
    }

    @Test
    void a_firewall_is_paid_by_its_rules_and_requests() {
        var estimate = estimate(planIn(
                "eu-central-1",
                resource("aws:wafv2/webAcl:WebAcl", "firewall", Map.of("rules", List.of("a", "b", "c")))));

        assertThat(estimate.monthly()).isEqualByComparingTo("8.60");
    }

    @Test
    void logs_are_kept_until_the_longest_retention_ends() {
        var estimate = estimate(planIn(
                "eu-central-1",
                resource("aws:cloudwatch/logGroup:LogGroup", "a", Map.of("retentionInDays", 30L)),
                resource("aws:cloudwatch/logGroup:LogGroup", "b", Map.of("retentionInDays", 365L))));

        assertThat(quantity(estimate, "logs.storage")).isEqualByComparingTo("60");
        assertThat(quantity(estimate, "logs.ingestion")).isEqualByComparingTo("5");
    }

    @Test
    void three_dashboards_are_free() {
        var dashboards = List.of("a", "b", "c", "d").stream()
                .map(name -> resource("aws:cloudwatch/dashboard:Dashboard", name, Map.of()))
                .toArray(PlannedResource[]::new);

        assertThat(estimate(plan(dashboards)).monthly()).isEqualByComparingTo("3");
        assertThat(estimate(plan(dashboards[0])).free()).containsExactly("aws:cloudwatch/dashboard:Dashboard");
    }

    @Test
    void a_region_without_prices_takes_those_of_another_and_says_so() {
        var estimate = estimate(planIn("ap-south-1", NAT));

        assertThat(estimate.region()).isEqualTo("ap-south-1");
        assertThat(estimate.lines()).isNotEmpty().allMatch(estimate::isBorrowed);
        assertThat(monthly(estimate, "nat.hour")).isEqualTo("32.85");
    }

    @Test
    void what_has_no_price_is_listed_and_not_guessed() {
        var estimate = estimate(planIn("eu-central-1", database("db.x2g.large", false)));

        assertThat(estimate.unpriced()).singleElement().satisfies(line -> {
            assertThat(line.item()).isEqualTo("rds.db.x2g.large");
            assertThat(line.monthly()).isZero();
        });
    }

    @Test
    void a_type_that_is_neither_priced_nor_free_is_listed() {
        var estimate = estimate(plan(
                resource("aws:kinesis/stream:Stream", "events", Map.of()),
                resource("aws:iam/role:Role", "role", Map.of())));

        assertThat(estimate.unknown()).containsExactly("aws:kinesis/stream:Stream");
        assertThat(estimate.free()).containsExactly("aws:iam/role:Role");
    }

    @Test
    void an_estimate_above_the_budget_names_the_amount_and_the_fix() {
        var estimate = estimate(planIn("eu-central-1", NAT, BALANCER));

        assertThat(estimate.over(new BigDecimal("77.82"))).isEmpty();
        assertThat(estimate.over(new BigDecimal("77"))).hasValueSatisfying(excess -> {
            assertThat(excess.resource()).isEqualTo("shop-test");
            assertThat(excess.value()).isEqualTo("$77.82 a month, and the budget is $77.00");
            assertThat(excess.fix())
                    .startsWith("raise the budget to 80, or reduce the largest amounts: NAT gateways of nat ($37.96)");
        });
    }

    private static Estimate estimate(Plan plan) {
        return Estimate.of(plan, USAGE, Prices.known());
    }

    private static PlannedResource target(String name, long minimum, long maximum) {
        return resource(
                "aws:appautoscaling/target:Target",
                name,
                Map.of(
                        "resourceId",
                        "service/shop-test/shop-test-" + name,
                        "minCapacity",
                        minimum,
                        "maxCapacity",
                        maximum));
    }

    private static PlannedResource database(String instanceClass, boolean standby) {
        return resource(
                RDS,
                "database",
                Map.of(
                        "identifier",
                        "shop-test",
                        "instanceClass",
                        instanceClass,
                        "storageType",
                        "gp3",
                        "allocatedStorage",
                        20L,
                        "multiAz",
                        standby,
                        "manageMasterUserPassword",
                        true));
    }

    private static PlannedResource endpoint(String name, String type) {
        return resource(
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                name,
                Map.of("vpcEndpointType", type, "subnetIds", List.of("a", "b")));
    }

    private static BigDecimal quantity(Estimate estimate, String item) {
        return line(estimate, item).map(Line::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String monthly(Estimate estimate, String item) {
        return line(estimate, item)
                .map(Line::monthly)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static Stream<Line> line(Estimate estimate, String item) {
        return estimate.lines().stream().filter(line -> line.item().equals(item));
    }
}

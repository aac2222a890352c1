package dev.slipway.cost;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

import static dev.slipway.cost.Planned.definition;
import static dev.slipway.cost.Planned.planIn;
import static dev.slipway.cost.Planned.resource;
import static dev.slipway.cost.Planned.service;
import static org.assertj.core.api.Assertions.assertThat;

/** Reproduces a published estimate of one small service, for a day of a month of 30 days. */
class PublishedEstimateTest {

    /** A day has 1 GB of logs and a million DNS queries; the balancer is reached from inside, so it has no public address. */
    private static final Usage USAGE = Usage.of(0, 0, 0, 30, 10, 1, 10, 0, 1, 0, 0, 0, 0, 0, 0, 30);

    private static final Estimate ESTIMATE = Estimate.of(
            planIn(
                    "us-east-1",
                    definition("app", 256, 512, "X86_64"),
                    service("app", Planned.strategy("FARGATE", 1, 100)),
                    resource("aws:ecr/repository:Repository", "registry", Map.of()),
                    resource("aws:acm/certificate:Certificate", "certificate", Map.of()),
                    resource("aws:cloudwatch/logGroup:LogGroup", "logs", Map.of()),
                    resource("aws:ecs/cluster:Cluster", "cluster", Map.of()),
                    resource(
                            "aws:lb/loadBalancer:LoadBalancer",
                            "balancer",
                            Map.of("internal", true, "subnets", List.of("a", "b"))),
                    resource("aws:route53/zone:Zone", "zone", Map.of()),
                    resource("aws:s3/bucketV2:BucketV2", "state", Map.of()),
                    resource("aws:dynamodb/table:Table", "locks", Map.of("writeCapacity", 1L, "readCapacity", 1L))),
            USAGE,
            Prices.known(),
            Month.ofDays(30));

    @Test
    void each_part_of_a_day_costs_what_was_published() {
        assertThat(daily("fargate.x86.vcpu", "fargate.x86.memory")).isEqualByComparingTo("0.29622");
        assertThat(rounded(daily("images.storage"), 5)).isEqualTo("0.00333");
        assertThat(daily("logs.ingestion", "metrics.custom")).isEqualByComparingTo("0.60");
        assertThat(daily("balancer.hour", "balancer.lcu")).isEqualByComparingTo("0.732");
        assertThat(rounded(daily("dns.zone", "dns.queries"), 4)).isEqualTo("0.4167");
        assertThat(rounded(daily("objects.standard"), 4)).isEqualTo("0.0077");
        assertThat(daily("tables.write", "tables.read")).isEqualByComparingTo("0.01872");
        assertThat(ESTIMATE.free()).contains("aws:acm/certificate:Certificate");
    }

    /** The published total adds the parts that are rounded to cents; the exact sum is half a cent less. */
    @Test
    void a_day_costs_what_was_published() {
        var parts = List.of(
                daily("fargate.x86.vcpu", "fargate.x86.memory"),
                daily("images.storage"),
                daily("logs.ingestion", "metrics.custom"),
                daily("balancer.hour", "balancer.lcu"),
                daily("dns.zone", "dns.queries"),
                daily("objects.standard"),
                daily("tables.write", "tables.read"));

        assertThat(parts.stream()
                        .map(part -> part.setScale(2, RoundingMode.HALF_UP))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("2.08");
        assertThat(rounded(ESTIMATE.daily(), 4)).isEqualTo("2.0746");
        assertThat(ESTIMATE.unpriced()).isEmpty();
        assertThat(ESTIMATE.unknown()).isEmpty();
    }

    private static BigDecimal daily(String... items) {
        return ESTIMATE.month()
                .daily(ESTIMATE.lines().stream()
                        .filter(line -> List.of(items).contains(line.item()))
                        .map(Line::monthly)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static String rounded(BigDecimal amount, int decimals) {
        return amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}

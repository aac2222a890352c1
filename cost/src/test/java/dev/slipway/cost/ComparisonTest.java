package dev.slipway.cost;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.slipway.cost.Planned.planIn;
import static dev.slipway.cost.Planned.resource;
import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    private static final Usage USAGE = Usage.of(0, 20, 30, 0, 0, 1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Comparison scaled(int... factors) {
        var estimates = new LinkedHashMap<String, Estimate>();
        for (var factor : factors) {
            estimates.put(
                    "× " + factor,
                    Estimate.of(
                            planIn(
                                    "eu-central-1",
                                    resource("aws:ec2/natGateway:NatGateway", "nat", Map.of()),
                                    resource("aws:s3/bucketV2:BucketV2", "reports", Map.of())),
                            USAGE.times(factor),
                            Prices.known()));
        }
        return new Comparison(estimates);
    }

    @Test
    void rows_are_the_lines_that_differ_and_the_others_are_one_sum() {
        var comparison = scaled(1, 10);

        assertThat(comparison.rows()).singleElement().satisfies(row -> {
            assertThat(row.what()).isEqualTo("nat: data through NAT");
            assertThat(row.monthly())
                    .usingElementComparator(BigDecimal::compareTo)
                    .isEqualTo(List.of(new BigDecimal("1.56"), new BigDecimal("15.6")));
        });
        assertThat(comparison.same()).isEqualByComparingTo("38.205");
    }

    @Test
    void the_sums_are_those_of_the_estimates() {
        var comparison = scaled(1, 10);

        assertThat(comparison.total().monthly())
                .isEqualTo(comparison.estimates().values().stream()
                        .map(Estimate::monthly)
                        .toList());
        assertThat(comparison.total().growth()).isEqualByComparingTo("14.04");
    }

    @Test
    void the_steepest_line_grows_the_most() {
        assertThat(scaled(1, 10, 100).steepest())
                .hasValueSatisfying(row -> assertThat(row.what()).isEqualTo("nat: data through NAT"));
        assertThat(scaled(1).steepest()).isEmpty();
    }
}

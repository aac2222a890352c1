package dev.slipway.cost;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PricesTest {

    private static final Prices KNOWN = Prices.known();

    @Test
    void each_price_has_a_page_and_the_day_on_which_it_was_read() {
        assertThat(KNOWN.all()).isNotEmpty().allSatisfy(price -> {
            assertThat(price.dollars()).isPositive();
            assertThat(price.source().url()).startsWith("https://");
            assertThat(price.source().page()).isNotBlank();
            assertThat(price.source().read()).matches("20\\d\\d(-\\d\\d){0,2}");
        });
    }

    @Test
    void each_item_has_the_same_unit_everywhere() {
        for (var price : KNOWN.all()) {
            KNOWN.find(price.item(), Prices.SUBSTITUTE)
                    .ifPresent(substitute ->
                            assertThat(substitute.unit()).as(price.item()).isEqualTo(price.unit()));
        }
    }

    @Test
    void a_region_has_its_own_prices() {
        assertThat(KNOWN.regions()).contains("eu-central-1", "us-east-1");
        assertThat(KNOWN.find("nat.hour", "eu-central-1"))
                .hasValueSatisfying(price -> assertThat(price.dollars()).isEqualByComparingTo("0.052"));
    }

    @Test
    void a_region_without_a_price_borrows_it() {
        assertThat(KNOWN.find("nat.hour", "ap-south-1")).hasValueSatisfying(price -> {
            assertThat(price.region()).isEqualTo("us-east-1");
            assertThat(price.isBorrowed("ap-south-1")).isTrue();
        });
        assertThat(KNOWN.find("dns.zone", "ap-south-1"))
                .hasValueSatisfying(
                        price -> assertThat(price.isBorrowed("ap-south-1")).isFalse());
    }

    @Test
    void an_item_without_a_price_has_none() {
        assertThat(KNOWN.find("rds.db.x2g.large", "eu-central-1")).isEmpty();
    }

    @Test
    void a_price_without_a_source_is_refused() {
        assertThatThrownBy(() -> Prices.of("nat.hour | us-east-1 | hour | 0.045 | somewhere"))
                .hasMessage("the price of nat.hour has no source");
    }

    @Test
    void a_price_that_is_there_twice_is_refused() {
        assertThatThrownBy(() -> Prices.of("""
                        source | page | 2026-10-01 | A page | https://example.com |
                        nat.hour | us-east-1 | hour | 0.045 | page
                        nat.hour | us-east-1 | hour | 0.046 | page
                        """)).hasMessage("nat.hour has two prices in us-east-1");
    }
}

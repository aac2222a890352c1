package dev.slipway.edge;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class DelegationTest {

    private static final List<String> OWN = List.of("ns-1.awsdns.com", "ns-2.awsdns.org");

    @Test
    void a_zone_that_is_asked_by_its_own_servers_is_fine() {
        assertThat(Delegation.warning(
                        "acme.dev", OWN, zone -> Optional.of(List.of("NS-2.awsdns.org.", "ns-1.awsdns.com."))))
                .isEmpty();
    }

    @Test
    void a_zone_that_nobody_delegates_is_told_with_what_to_do() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.of(List.of())))
                .contains(
                        "The zone acme.dev is not delegated. Let its registrar, or the zone above it, name ns-1.awsdns.com, ns-2.awsdns.org: until then the certificate cannot be validated, and pulumi up gives up on it after 10 minutes.");
    }

    @Test
    void a_zone_that_is_delegated_elsewhere_is_told_where() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.of(List.of("ns.parking.example."))))
                .hasValueSatisfying(warning -> assertThat(warning).contains("is delegated to ns.parking.example."));
    }

    @Test
    void without_dns_nothing_is_said() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.empty()))
                .isEmpty();
    }
}

package dev.slipway.edge;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class DelegationTest {

    private static final List<String> OWN = List.of("ns-1.awsdns.com", "ns-2.awsdns.org");

    @Test
    void a_delegated_zone_gets_no_warning() {
        assertThat(Delegation.warning(
                        "acme.dev", OWN, zone -> Optional.of(List.of("NS-2.awsdns.org.", "ns-1.awsdns.com."))))
                .isEmpty();
    }

    @Test
    void a_zone_that_is_not_delegated_gets_a_warning_with_the_fix() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.of(List.of())))
                .contains(
                        "The zone acme.dev is not delegated. Set ns-1.awsdns.com, ns-2.awsdns.org as its name servers at its registrar or in its parent zone: until then the certificate cannot be validated, and pulumi up fails after 10 minutes.");
    }

    @Test
    void a_zone_with_other_name_servers_gets_a_warning_that_lists_them() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.of(List.of("ns.parking.example."))))
                .hasValueSatisfying(warning -> assertThat(warning).contains("is delegated to ns.parking.example."));
    }

    @Test
    void without_dns_there_is_no_warning() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.empty()))
                .isEmpty();
    }
}

package dev.slipway.edge;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class DelegationTest {

    private static final List<String> OWN = List.of("ns-1.awsdns.com", "ns-2.awsdns.org");

    @Test
    void aZoneThatIsAskedByItsOwnServersIsFine() {
        assertThat(Delegation.warning(
                        "acme.dev", OWN, zone -> Optional.of(List.of("NS-2.awsdns.org.", "ns-1.awsdns.com."))))
                .isEmpty();
    }

    @Test
    void aZoneThatNobodyDelegatesIsToldWithWhatToDo() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.of(List.of())))
                .contains(
                        "The zone acme.dev is not delegated. Let its registrar, or the zone above it, name ns-1.awsdns.com, ns-2.awsdns.org: until then the certificate cannot be validated, and pulumi up gives up on it after 10 minutes.");
    }

    @Test
    void aZoneThatIsDelegatedElsewhereIsToldWhere() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.of(List.of("ns.parking.example."))))
                .hasValueSatisfying(warning -> assertThat(warning).contains("is delegated to ns.parking.example."));
    }

    @Test
    void withoutDnsNothingIsSaid() {
        assertThat(Delegation.warning("acme.dev", OWN, zone -> Optional.empty()))
                .isEmpty();
    }
}

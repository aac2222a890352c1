package dev.slipway.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddressPlanTest {

    @Test
    void divides_a_vpc_into_blocks_by_kind_and_zone() {
        assertThat(AddressPlan.of("10.20.0.0/16", 2))
                .isEqualTo(new AddressPlan(
                        java.util.List.of("10.20.0.0/20", "10.20.16.0/20"),
                        java.util.List.of("10.20.64.0/20", "10.20.80.0/20"),
                        java.util.List.of("10.20.128.0/20", "10.20.144.0/20")));
    }

    @Test
    void a_third_zone_does_not_move_any_subnet() {
        var two = AddressPlan.of("10.20.0.0/16", 2);
        var three = AddressPlan.of("10.20.0.0/16", 3);
        assertThat(three.publics()).hasSize(3).containsAll(two.publics());
        assertThat(three.privates()).hasSize(3).containsAll(two.privates());
        assertThat(three.isolated()).hasSize(3).containsAll(two.isolated());
    }

    @Test
    void divides_the_smallest_vpc_too() {
        assertThat(AddressPlan.of("192.168.240.0/20", 3).isolated())
                .containsExactly("192.168.248.0/24", "192.168.249.0/24", "192.168.250.0/24");
    }

    @Test
    void addresses_above_half_the_range_are_not_negative() {
        assertThat(AddressPlan.of("172.31.0.0/16", 2).privates()).containsExactly("172.31.64.0/20", "172.31.80.0/20");
    }
}

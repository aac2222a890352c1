package dev.slipway.toolbox.rehearsal.balancer;

import java.math.BigInteger;
import java.net.InetAddress;

/** A CIDR block of IPv4 or IPv6 addresses. */
public record AddressBlock(InetAddress network, int prefix) {

    public static AddressBlock of(String cidr) {
        var parts = cidr.split("/", 2);
        return new AddressBlock(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
    }

    public boolean contains(String address) {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        var own = network.getAddress();
        var rest = own.length * 8 - prefix;
        return bytes.length == own.length
                && new BigInteger(1, bytes).shiftRight(rest).equals(new BigInteger(1, own).shiftRight(rest));
    }
}

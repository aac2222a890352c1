package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The range of a VPC. A /20 is the smallest range in which each of nine subnets (three kinds in three zones) gets a /24.
 * Fargate uses one address for each task, and twice as many during a rolling deployment.
 */
final class VpcRange {

    private VpcRange() {}

    static Stream<Problem> problems(String cidr) {
        return problem(cidr).stream();
    }

    private static Optional<Problem> problem(String cidr) {
        var parts = Arrays.stream(cidr.split("[./]")).mapToLong(Long::parseLong).toArray();
        var bits = parts[4];
        if (Arrays.stream(parts, 0, 4).anyMatch(octet -> octet > 255) || bits > 32) {
            return wrong(
                    cidr,
                    "is not an IPv4 range: an octet is at most 255, a prefix length at most 32",
                    "write one such as 10.20.0.0/16");
        }
        var address = Arrays.stream(parts, 0, 4).reduce(0, (sum, octet) -> sum * 256 + octet);
        var network = bits == 0 ? 0 : address >> (32 - bits) << (32 - bits);
        if (bits < 16 || bits > 20) {
            return wrong(
                    cidr,
                    bits < 16 ? "is wider than a VPC can be" : "is too narrow for its subnets",
                    "write a length of /16 to /20, such as " + text(address >> 16 << 16) + "/16");
        }
        if (!isPrivate(network)) {
            return wrong(
                    cidr,
                    "is not private: these addresses belong to others on the internet",
                    "write a range in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
        }
        return network == address
                ? Optional.empty()
                : wrong(cidr, "does not begin at its network address", "write " + text(network) + "/" + bits);
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc1918">RFC 1918</a> */
    private static boolean isPrivate(long address) {
        return address >> 24 == 10 || address >> 20 == (172 << 4 | 1) || address >> 16 == (192 << 8 | 168);
    }

    private static String text(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static Optional<Problem> wrong(String cidr, String what, String fix) {
        return Optional.of(new Problem("network.cidr", cidr, what, fix));
    }
}

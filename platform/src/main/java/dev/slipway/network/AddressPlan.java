package dev.slipway.network;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides a VPC's range into sixteen equal blocks: four for public subnets, four for private subnets, four for isolated
 * subnets, and four that are unused. A zone that is added later therefore does not move any subnet.
 *
 * @param publics one range for each zone, for the balancer and the NAT gateways
 * @param privates one range for each zone, for tasks
 * @param isolated one range for each zone, for data
 */
public record AddressPlan(List<String> publics, List<String> privates, List<String> isolated) {

    private static final int BLOCKS_PER_KIND = 4;
    private static final int BLOCK_BITS = 4;

    /**
     * @param cidr an IPv4 range that begins at its network address
     * @param zones at most 4
     */
    public static AddressPlan of(String cidr, int zones) {
        return new AddressPlan(blocks(cidr, 0, zones), blocks(cidr, 1, zones), blocks(cidr, 2, zones));
    }

    private static List<String> blocks(String cidr, int kind, int zones) {
        var slash = cidr.indexOf('/');
        var prefix = Integer.parseInt(cidr.substring(slash + 1)) + BLOCK_BITS;
        var network = address(cidr.substring(0, slash));
        return IntStream.range(kind * BLOCKS_PER_KIND, kind * BLOCKS_PER_KIND + zones)
                .mapToObj(block -> dotted(network + ((long) block << (32 - prefix))) + "/" + prefix)
                .toList();
    }

    private static long address(String dotted) {
        var address = 0L;
        for (var octet : dotted.split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(octet);
        }
        return address;
    }

    private static String dotted(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
    }
}

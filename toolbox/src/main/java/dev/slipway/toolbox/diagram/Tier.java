package dev.slipway.toolbox.diagram;

import java.util.List;

/**
 * The subnets with the same routes, one in each zone, and what runs in them.
 *
 * @param name such as {@code private}
 * @param subnets empty if the VPC is not part of the plan
 */
public record Tier(String name, List<Subnet> subnets, List<Box> boxes) {

    /**
     * A subnet.
     *
     * @param zone such as {@code eu-central-1a}
     * @param addresses such as {@code 10.30.0.0/20}
     */
    public record Subnet(String zone, String addresses) {}

    String title() {
        return name + " subnets";
    }
}

package dev.slipway.toolbox.diagram;

import java.util.List;

/**
 * A network.
 *
 * @param name its addresses, such as {@code 10.30.0.0/16}; for one that is not part of the plan, its id
 */
public record Vpc(String name, List<Tier> tiers) {

    String title() {
        return "VPC " + name;
    }
}

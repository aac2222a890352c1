package dev.slipway.cost;

import java.util.List;
import java.util.Set;

/** Prices some types of resources. */
interface Pricer {

    /** All pricers. Types of resources that none of them knows are free ({@link Free}), or listed as unknown. */
    List<Pricer> ALL = List.of(
            new Tasks(),
            new Database(),
            new Aurora(),
            new Balancer(),
            new Egress(),
            new Stores(),
            new Observation(),
            new Metrics(),
            new Names(),
            new Secrets(),
            new Queues(),
            new Tables());

    /** The types that it prices. */
    Set<String> types();

    /** Adds the lines of these types to a bill. */
    void price(Bill bill);
}

package dev.slipway.toolbox.rehearsal;

/** A request that the service takes: what the smoke test sends and the printed command lines show. */
final class SampleOrder {

    static final String PATH = "/orders";
    static final String JSON = """
            {"customer":"customer-1","sku":"TEA-1","quantity":2,"priceCents":1250}""";

    private SampleOrder() {}
}

package dev.slipway.toolbox.rehearsal;

/** A valid request, which the smoke test sends and the printed command lines show. */
final class SampleOrder {

    static final String PATH = "/orders";
    static final String JSON = """
            {"customer":"customer-1","sku":"TEA-1","quantity":2,"priceCents":1250}""";

    private SampleOrder() {}
}

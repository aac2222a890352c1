package dev.slipway.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Route 53 zones, and the firewall in front of the load balancer. */
final class Names implements Pricer {

    private static final String ZONE = "aws:route53/zone:Zone";
    private static final String FIREWALL = "aws:wafv2/webAcl:WebAcl";
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Override
    public Set<String> types() {
        return Set.of(ZONE, FIREWALL);
    }

    @Override
    public void price(Bill bill) {
        bill.all(ZONE).forEach(zone -> {
            bill.add(List.of(zone), "hosted zone", "", BigDecimal.ONE, "dns.zone");
            bill.add(List.of(zone), "DNS queries", "", bill.usage().queries(), "dns.queries");
        });
        bill.all(FIREWALL).forEach(firewall -> {
            bill.add(List.of(firewall), "firewall", "", BigDecimal.ONE, "waf.acl");
            bill.add(
                    List.of(firewall),
                    "firewall rules",
                    "",
                    BigDecimal.valueOf(firewall.list("rules").size()),
                    "waf.rule");
            bill.add(
                    List.of(firewall),
                    "requests through the firewall",
                    "",
                    bill.usage().requests().divide(MILLION),
                    "waf.requests");
        });
    }
}

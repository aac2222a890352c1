package dev.slipway.cost;

import java.util.List;
import java.util.Set;

/** Load balancers, their public addresses, and what users download through them. */
final class Balancer implements Pricer {

    private static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";

    @Override
    public Set<String> types() {
        return Set.of(BALANCER);
    }

    @Override
    public void price(Bill bill) {
        bill.all(BALANCER).forEach(balancer -> {
            var self = List.of(balancer);
            bill.hours(self, "load balancer", 1, "balancer.hour");
            bill.hours(
                    self,
                    "capacity units",
                    Dollars.exact(bill.usage().lcu()) + " LCU",
                    bill.usage().lcu(),
                    "balancer.lcu");
            if (!balancer.flag("internal")) {
                bill.hours(
                        self, "public IPv4 addresses", balancer.list("subnets").size(), "ipv4.hour");
                bill.add(self, "data to users", "", bill.usage().dataOut(), "transfer.out");
            }
        });
    }
}

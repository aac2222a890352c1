package dev.slipway.cost;

import dev.slipway.plan.PlannedResource;

import java.util.List;
import java.util.Set;

/** NAT gateways with their addresses, and interface endpoints, which are paid for each zone. Gateway endpoints are free. */
final class Egress implements Pricer {

    private static final String NAT = "aws:ec2/natGateway:NatGateway";
    private static final String ADDRESS = "aws:ec2/eip:Eip";
    private static final String ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

    @Override
    public Set<String> types() {
        return Set.of(NAT, ADDRESS, ENDPOINT);
    }

    @Override
    public void price(Bill bill) {
        bill.byComponent(NAT)
                .values()
                .forEach(gateways -> bill.hours(gateways, "NAT gateways", gateways.size(), "nat.hour"));
        bill.add(bill.all(NAT).toList(), "data through NAT", "", bill.usage().egress(), "nat.data");
        bill.byComponent(ADDRESS)
                .values()
                .forEach(addresses -> bill.hours(addresses, "public IPv4 addresses", addresses.size(), "ipv4.hour"));
        var interfaces = bill.all(ENDPOINT).filter(Egress::isInterface).toList();
        bill.hours(interfaces, "interface endpoints", zones(interfaces), "endpoint.hour");
        bill.add(interfaces, "data through endpoints", "", bill.usage().egress(), "endpoint.data");
    }

    private static boolean isInterface(PlannedResource endpoint) {
        return endpoint.value("vpcEndpointType").filter("Interface"::equals).isPresent();
    }

    private static long zones(List<PlannedResource> interfaces) {
        return interfaces.stream()
                .mapToLong(endpoint -> endpoint.list("subnetIds").size())
                .sum();
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Set;
import java.util.stream.Stream;

final class OnlyTheBalancerIsOpenToTheWorld extends Guardrail {

    OnlyTheBalancerIsOpenToTheWorld() {
        super(
                Severity.HIGH,
                "Only a load balancer is reachable from any address, and only by HTTP and HTTPS",
                "limit the range, or open the port to a security group",
                "EC2.18",
                "EC2.19",
                "EC23",
                "CKV_AWS_24",
                "CKV_AWS_25",
                "CKV_AWS_277");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var balancers = Groups.ofBalancers(plan);
        return created(plan, Types.INGRESS)
                .filter(Groups::isOpenToTheWorld)
                .filter(rule ->
                        !(balancers.contains(rule.text("securityGroupId")) && PORTS.contains(Groups.port(rule))))
                .map(rule -> violation(rule, "it opens %s to any address".formatted(Groups.ports(rule))));
    }

    private static final Set<String> PORTS = Set.of("80", "443");
}

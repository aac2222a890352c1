package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ProductionHasAFirewall extends Guardrail {

    ProductionHasAFirewall() {
        super(
                Severity.HIGH,
                "A web ACL filters the requests to the load balancer of production",
                "set firewall.mode to block or count",
                "ELB.16",
                "CKV2_AWS_28");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.LOAD_BALANCER)
                        .filter(balancer -> created(plan, "aws:wafv2/webAclAssociation:WebAclAssociation")
                                .noneMatch(link -> link.value("resourceArn")
                                        .filter(Values.is(balancer.text("arn")))
                                        .isPresent()))
                        .map(balancer -> violation(balancer, "it has no web ACL"))
                : Stream.empty();
    }
}

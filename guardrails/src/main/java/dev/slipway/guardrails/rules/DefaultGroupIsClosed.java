package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class DefaultGroupIsClosed extends Guardrail {

    DefaultGroupIsClosed() {
        super(
                Severity.MEDIUM,
                "The default security group of a VPC has no rules",
                "create a DefaultSecurityGroup of the VPC with empty lists of rules",
                "EC2.2",
                "CKV2_AWS_12");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.VPC)
                .filter(vpc -> created(plan, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
                        .filter(group ->
                                group.value("vpcId").filter(Values.is(vpc.id())).isPresent())
                        .noneMatch(group -> group.has("ingress")
                                && group.has("egress")
                                && group.list("ingress").isEmpty()
                                && group.list("egress").isEmpty()))
                .map(vpc -> violation(vpc, "its default security group is not closed"));
    }
}

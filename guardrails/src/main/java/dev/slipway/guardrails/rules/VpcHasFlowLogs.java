package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.stream.Stream;

final class VpcHasFlowLogs extends Guardrail {

    VpcHasFlowLogs() {
        super(
                Severity.MEDIUM,
                "A VPC records its rejected traffic, or all of it, in flow logs",
                "create a FlowLog of the VPC",
                "EC2.6",
                "VPC7",
                "CKV2_AWS_11");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.VPC)
                .filter(vpc -> created(plan, Types.FLOW_LOG).noneMatch(log -> isLogOf(log, vpc)))
                .map(vpc -> violation(vpc, "it has no flow log with a destination"));
    }

    private static boolean isLogOf(PlannedResource log, PlannedResource vpc) {
        return log.value("vpcId").filter(Values.is(vpc.id())).isPresent()
                && log.value("logDestination").isPresent()
                && log.value("iamRoleArn").isPresent()
                && log.value("trafficType").filter(Values.in("REJECT", "ALL")).isPresent();
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TasksHaveNoPublicAddress extends Guardrail {

    TasksHaveNoPublicAddress() {
        super(Severity.HIGH, "Tasks have no public address", "set assignPublicIp to false", "ECS.2", "CKV_AWS_333");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                each(plan, Types.SERVICE, "networkConfiguration.assignPublicIp", Values.FALSE),
                each(plan, Types.SCHEDULE, "target.ecsParameters.networkConfiguration.assignPublicIp", Values.FALSE));
    }
}

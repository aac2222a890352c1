package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class TasksRunOnTheLatestPlatform extends Guardrail {

    TasksRunOnTheLatestPlatform() {
        super(
                Severity.MEDIUM,
                "A service runs on the latest platform version of Fargate",
                "set platformVersion to LATEST",
                "ECS.10",
                "CKV_AWS_332");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE)
                .filter(service -> service.value("platformVersion")
                        .filter(Values.is("LATEST").negate())
                        .isPresent())
                .map(service -> finding(service, "platformVersion"));
    }
}

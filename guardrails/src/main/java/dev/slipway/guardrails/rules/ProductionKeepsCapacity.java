package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class ProductionKeepsCapacity extends Guardrail {

    ProductionKeepsCapacity() {
        super(
                Severity.MEDIUM,
                "A service of production keeps a task on Fargate that AWS does not take back",
                "set base to 1 or more for FARGATE");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.SERVICE)
                        .filter(service -> service.list("capacityProviderStrategies").stream()
                                .noneMatch(part -> part instanceof Map<?, ?> map
                                        && "FARGATE".equals(map.get("capacityProvider"))
                                        && Values.atLeast(1).test(map.get("base"))))
                        .map(service -> finding(service, "capacityProviderStrategies"))
                : Stream.empty();
    }
}

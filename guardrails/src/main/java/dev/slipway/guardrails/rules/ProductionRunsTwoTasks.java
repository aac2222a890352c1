package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ProductionRunsTwoTasks extends Guardrail {

    ProductionRunsTwoTasks() {
        super(
                Severity.HIGH,
                "A service of production that answers requests has two tasks or more",
                "set services.<name>.minimum to 2 or more");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.SERVICE)
                        .filter(service -> !service.list("loadBalancers").isEmpty())
                        .filter(service -> created(plan, Types.SCALABLE)
                                .noneMatch(target -> target.value("resourceId")
                                                .filter(id -> String.valueOf(id).endsWith("/" + service.text("name")))
                                                .isPresent()
                                        && target.value("minCapacity")
                                                .filter(Values.atLeast(2))
                                                .isPresent()))
                        .map(service -> violation(service, "its minimum number of tasks is not 2 or more"))
                : Stream.empty();
    }
}

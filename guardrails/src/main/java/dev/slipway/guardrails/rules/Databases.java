package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The databases in a plan. */
final class Databases {

    private Databases() {}

    /** The instances that have data of their own, without read replicas. */
    static Stream<PlannedResource> primaries(Plan plan) {
        return Guardrail.created(plan, Types.DATABASE)
                .filter(database -> database.value("replicateSourceDb").isEmpty());
    }

    /** The parameter groups that do not set a parameter to a value that a rule accepts. */
    static Stream<PlannedResource> without(Plan plan, String parameter, Predicate<Object> accepts) {
        return Guardrail.created(plan, Types.PARAMETER_GROUP)
                .filter(group -> group.list("parameters").stream()
                        .noneMatch(each -> each instanceof Map<?, ?> map
                                && parameter.equals(map.get("name"))
                                && accepts.test(map.get("value"))));
    }
}

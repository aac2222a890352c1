package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.guardrails.rules.Policies.Statement;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class EndpointsHavePolicies extends Guardrail {

    EndpointsHavePolicies() {
        super(
                Severity.MEDIUM,
                "The policy of a VPC endpoint limits who may use it, or for what",
                "write a policy with resources, or with a condition");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ENDPOINT)
                .filter(endpoint ->
                        Policies.statements(endpoint, "policy").findAny().isEmpty()
                                || Policies.statements(endpoint, "policy").anyMatch(EndpointsHavePolicies::allowsAll))
                .map(endpoint -> violation(endpoint, "its policy allows everything"));
    }

    private static boolean allowsAll(Statement statement) {
        return statement.allows()
                && !statement.hasConditions()
                && (statement.resources().contains("*") || statement.actions().contains("*"));
    }
}

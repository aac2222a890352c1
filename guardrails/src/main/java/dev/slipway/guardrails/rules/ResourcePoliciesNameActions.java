package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ResourcePoliciesNameActions extends Guardrail {

    ResourcePoliciesNameActions() {
        super(Severity.MEDIUM, "The policy of a bucket, topic or queue allows single actions", "list the actions");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_RESOURCES)
                .filter(statement ->
                        statement.allows() && !statement.resource().type().equals(Types.KEY))
                .filter(statement -> statement.actions().stream().anyMatch(action -> action.contains("*"))
                        || statement.resources().contains("*"))
                .map(statement -> violation(
                        statement.resource(),
                        "it allows %s on %s".formatted(statement.actions(), statement.resources())));
    }
}

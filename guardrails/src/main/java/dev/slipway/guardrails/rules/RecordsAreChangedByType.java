package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class RecordsAreChangedByType extends Guardrail {

    RecordsAreChangedByType() {
        super(
                Severity.HIGH,
                "Whoever changes the records of the shared zone may not change its mail records and delegations",
                "write a condition on route53:ChangeResourceRecordSetsRecordTypes");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(statement ->
                        statement.allows() && statement.actions().contains("route53:ChangeResourceRecordSets"))
                .filter(statement -> !statement
                                .json()
                                .path("Condition")
                                .toString()
                                .contains("route53:ChangeResourceRecordSetsRecordTypes")
                        || statement.resources().contains("*"))
                .map(statement ->
                        violation(statement.resource(), "it may change records of all types, or of all zones"));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServicesActForTheAccount extends Guardrail {

    ServicesActForTheAccount() {
        super(
                Severity.MEDIUM,
                "A policy that allows an AWS service to act requires that it acts for this account",
                "write a condition on aws:SourceAccount, or a resource with the account");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_RESOURCES)
                .filter(statement ->
                        statement.allows() && !statement.principals("Service").isEmpty())
                .filter(statement -> !statement.hasConditions()
                        && statement.resources().stream()
                                .anyMatch(resource -> !resource.matches("arn:aws:s3:::.*/AWSLogs/\\d{12}/.*")))
                .map(statement -> violation(
                        statement.resource(), "%s may act for any account".formatted(statement.principals("Service"))));
    }
}

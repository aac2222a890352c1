package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class DeployRolesNeedMain extends Guardrail {

    DeployRolesNeedMain() {
        super(
                Severity.HIGH,
                "A role that deploys trusts jobs of main only",
                "compare the claim ref with refs/heads/main");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ROLE)
                .flatMap(role -> Policies.statements(role, "assumeRolePolicy"))
                .filter(statement -> statement.condition("StringEquals", GITHUB + ":sub").stream()
                        .anyMatch(subject -> subject.contains(":environment:") || subject.contains(":ref:")))
                .filter(statement ->
                        !statement.condition("StringEquals", GITHUB + ":ref").equals(List.of("refs/heads/main")))
                .map(statement -> violation(statement.resource(), "it trusts jobs of other branches"));
    }

    private static final String GITHUB = "token.actions.githubusercontent.com";
}

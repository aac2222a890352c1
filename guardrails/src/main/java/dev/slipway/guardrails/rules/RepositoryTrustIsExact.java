package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class RepositoryTrustIsExact extends Guardrail {

    RepositoryTrustIsExact() {
        super(
                Severity.HIGH,
                "A role trusts the tokens of one repository and one environment or branch, by exact values",
                "compare aud and sub by StringEquals, without wildcards",
                "CKV_AWS_358");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ROLE)
                .flatMap(role -> Policies.statements(role, "assumeRolePolicy"))
                .filter(statement ->
                        statement.allows() && !statement.principals("Federated").isEmpty())
                .filter(statement -> {
                    var subjects = statement.condition("StringEquals", GITHUB + ":sub");
                    return subjects.isEmpty()
                            || subjects.stream()
                                    .anyMatch(subject -> subject.contains("*") || !subject.matches("repo:.+/.+:.+"))
                            || !statement
                                    .condition("StringEquals", GITHUB + ":aud")
                                    .equals(List.of("sts.amazonaws.com"));
                })
                .map(statement -> violation(statement.resource(), "its trust in GitHub is not exact"));
    }

    private static final String GITHUB = "token.actions.githubusercontent.com";
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class AccountHasABudget extends Guardrail {

    AccountHasABudget() {
        super(
                Severity.LOW,
                "A foundation has a budget that notifies somebody before it is spent",
                "create a Budget with notifications");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return plan.all("slipway:index:Foundation")
                .filter(_ -> created(plan, "aws:budgets/budget:Budget")
                        .noneMatch(budget ->
                                Values.number(budget.value("limitAmount").orElse("")) > 0
                                        && !budget.list("notifications").isEmpty()
                                        && budget.list("notifications").stream()
                                                .allMatch(each -> each instanceof Map<?, ?> map
                                                        && String.valueOf(map.get("subscriberEmailAddresses"))
                                                                .contains("@")
                                                        && Values.between(1, 100)
                                                                .test(map.get("threshold")))))
                .map(foundation -> violation(foundation, "it has no budget that notifies somebody"));
    }
}

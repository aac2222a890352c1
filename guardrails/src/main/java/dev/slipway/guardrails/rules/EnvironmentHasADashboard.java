package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class EnvironmentHasADashboard extends Guardrail {

    EnvironmentHasADashboard() {
        super(Severity.LOW, "An environment has a dashboard with the graphs of its services", "create a Dashboard");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.CLUSTER)
                .filter(cluster -> created(plan, "aws:cloudwatch/dashboard:Dashboard")
                        .noneMatch(page -> String.valueOf(
                                        page.value("dashboardBody").orElse(""))
                                .contains("widgets")))
                .map(cluster -> violation(cluster, "no dashboard shows its services"));
    }
}

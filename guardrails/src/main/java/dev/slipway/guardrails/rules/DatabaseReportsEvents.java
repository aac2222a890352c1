package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

final class DatabaseReportsEvents extends Guardrail {

    DatabaseReportsEvents() {
        super(
                Severity.MEDIUM,
                "Failures, failovers, maintenance and configuration changes of a database notify the team",
                "create an EventSubscription of the instance",
                "RDS.20",
                "RDS.21",
                "RDS.22");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.DATABASE)
                .filter(database -> created(plan, "aws:rds/eventSubscription:EventSubscription")
                        .noneMatch(
                                subscription -> subscription.list("sourceIds").contains(database.text("identifier"))
                                        && subscription.list("eventCategories").containsAll(CATEGORIES)
                                        && subscription.value("snsTopic").isPresent()
                                        && subscription
                                                .value("enabled")
                                                .filter(Values.FALSE)
                                                .isEmpty()))
                .map(database -> violation(database, "no event subscription reports its failures"));
    }

    private static final List<String> CATEGORIES = List.of(
            "availability",
            "configuration change",
            "deletion",
            "failover",
            "failure",
            "low storage",
            "maintenance",
            "recovery");
}

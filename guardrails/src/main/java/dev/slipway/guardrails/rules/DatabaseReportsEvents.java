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
                "create an EventSubscription of the instance or the cluster",
                "RDS.19",
                "RDS.20",
                "RDS.21",
                "RDS.22");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        Databases.instances(plan)
                                .filter(database -> isSilent(plan, database.text("identifier"), CATEGORIES)),
                        created(plan, Types.DATABASE_CLUSTER)
                                .filter(cluster -> isSilent(plan, Databases.identifier(cluster), OF_CLUSTERS)))
                .map(database -> violation(database, "no event subscription reports its failures"));
    }

    private static boolean isSilent(Plan plan, String identifier, List<String> categories) {
        return created(plan, "aws:rds/eventSubscription:EventSubscription")
                .noneMatch(subscription -> subscription.list("sourceIds").contains(identifier)
                        && subscription.list("eventCategories").containsAll(categories)
                        && subscription.value("snsTopic").isPresent()
                        && subscription.value("enabled").filter(Values.FALSE).isEmpty());
    }

    private static final List<String> OF_CLUSTERS =
            List.of("configuration change", "deletion", "failover", "failure", "maintenance");

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

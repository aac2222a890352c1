package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ProductionHasABackupPlan extends Guardrail {

    ProductionHasABackupPlan() {
        super(
                Severity.HIGH,
                "A backup plan copies the database and the files of production every day to a locked vault",
                "set backups.days",
                "RDS.26",
                "CKV_AWS_166");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? Stream.concat(Databases.primaries(plan), created(plan, Types.FILES))
                        .filter(store -> created(plan, "aws:backup/selection:Selection")
                                .noneMatch(
                                        selection -> selection.list("resources").contains(store.text("arn"))))
                        .map(store -> violation(store, "no backup plan includes it"))
                : Stream.empty();
    }
}

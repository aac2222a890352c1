package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SnapshotsHaveTags extends Guardrail {

    SnapshotsHaveTags() {
        super(
                Severity.LOW,
                "A snapshot has the tags of its database, by which roles are limited",
                "set copyTagsToSnapshot to true",
                "RDS.17",
                "CKV2_AWS_60");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(Databases.stores(plan), "copyTagsToSnapshot", Values.TRUE);
    }
}

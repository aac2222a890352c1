package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BucketsAreProtected extends Guardrail {

    BucketsAreProtected() {
        super(
                Severity.HIGH,
                "A bucket of production is protected from deletion, unless its settings list it in unprotected",
                "set protect, and forceDestroy to false");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Production.is(plan)
                ? created(plan, Types.BUCKET)
                        .filter(bucket -> !Production.isUnprotected(plan, bucket))
                        .filter(bucket ->
                                bucket.flag("forceDestroy") || !bucket.options().protect())
                        .map(bucket -> violation(bucket, "it can be deleted"))
                : Stream.empty();
    }
}

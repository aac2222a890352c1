package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BucketsAreVersioned extends Guardrail {

    BucketsAreVersioned() {
        super(
                Severity.MEDIUM,
                "A bucket keeps the former versions of its objects",
                "create a BucketVersioningV2 with Enabled",
                "S3.14",
                "CKV_AWS_21");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.BUCKET)
                .filter(bucket -> created(plan, "aws:s3/bucketVersioningV2:BucketVersioningV2")
                        .filter(part -> part.value("bucket")
                                .filter(Values.is(bucket.text("bucket")))
                                .isPresent())
                        .noneMatch(part -> part.value("versioningConfiguration.status")
                                .filter(Values.is("Enabled"))
                                .isPresent()))
                .map(bucket -> violation(bucket, "it is not versioned"));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BucketsHaveNoAcls extends Guardrail {

    BucketsHaveNoAcls() {
        super(
                Severity.MEDIUM,
                "A bucket has no ACLs",
                "create BucketOwnershipControls with BucketOwnerEnforced",
                "S3.12",
                "CKV2_AWS_65");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.BUCKET)
                .filter(bucket -> created(plan, "aws:s3/bucketOwnershipControls:BucketOwnershipControls")
                        .filter(part -> part.value("bucket")
                                .filter(Values.is(bucket.text("bucket")))
                                .isPresent())
                        .noneMatch(part -> part.value("rule.objectOwnership")
                                .filter(Values.is("BucketOwnerEnforced"))
                                .isPresent()))
                .map(bucket -> violation(bucket, "its ACLs are not off"));
    }
}

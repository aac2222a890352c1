package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BucketsCleanUp extends Guardrail {

    BucketsCleanUp() {
        super(
                Severity.LOW,
                "A bucket deletes former versions after some time, and uploads that were not finished",
                "create a BucketLifecycleConfigurationV2",
                "S3.13",
                "CKV2_AWS_61",
                "CKV_AWS_300");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.BUCKET)
                .filter(bucket -> created(plan, "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2")
                        .filter(part -> part.value("bucket")
                                .filter(Values.is(bucket.text("bucket")))
                                .isPresent())
                        .noneMatch(part -> part.value("rules[0].status")
                                        .filter(Values.is("Enabled"))
                                        .isPresent()
                                && part.value("rules[0].noncurrentVersionExpiration.noncurrentDays")
                                        .filter(Values.atLeast(7))
                                        .isPresent()
                                && part.value("rules[0].abortIncompleteMultipartUpload.daysAfterInitiation")
                                        .filter(Values.between(1, 7))
                                        .isPresent()))
                .map(bucket -> violation(bucket, "it keeps former versions or unfinished uploads for ever"));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BucketsArePrivate extends Guardrail {

    BucketsArePrivate() {
        super(
                Severity.HIGH,
                "A bucket refuses public access by ACLs and by policies",
                "create a BucketPublicAccessBlock with its four flags true",
                "S3.1",
                "S3.8",
                "CKV_AWS_53",
                "CKV_AWS_54",
                "CKV_AWS_55",
                "CKV_AWS_56",
                "CKV2_AWS_6");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.BUCKET)
                .filter(bucket -> created(plan, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
                        .filter(part -> part.value("bucket")
                                .filter(Values.is(bucket.text("bucket")))
                                .isPresent())
                        .noneMatch(part -> Stream.of(
                                        "blockPublicAcls",
                                        "blockPublicPolicy",
                                        "ignorePublicAcls",
                                        "restrictPublicBuckets")
                                .allMatch(part::flag)))
                .map(bucket -> violation(bucket, "it does not block public access"));
    }
}

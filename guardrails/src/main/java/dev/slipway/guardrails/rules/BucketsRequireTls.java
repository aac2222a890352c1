package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BucketsRequireTls extends Guardrail {

    BucketsRequireTls() {
        super(
                Severity.HIGH,
                "The policy of a bucket refuses requests without TLS",
                "deny s3:* where aws:SecureTransport is false",
                "S3.5",
                "S10",
                "CKV_AWS_379");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.BUCKET)
                .filter(bucket -> Policies.statements(plan, Policies.OF_RESOURCES)
                        .filter(statement -> statement
                                .resource()
                                .value("bucket")
                                .filter(Values.is(bucket.text("bucket")))
                                .isPresent())
                        .noneMatch(statement -> statement.refusesPlainText()
                                && statement.actions().contains("s3:*")
                                && statement.resources().contains(bucket.text("arn"))
                                && statement.resources().contains(bucket.text("arn") + "/*")))
                .map(bucket -> violation(bucket, "its policy allows requests without TLS"));
    }
}

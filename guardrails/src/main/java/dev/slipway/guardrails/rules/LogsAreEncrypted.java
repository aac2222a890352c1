package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class LogsAreEncrypted extends Guardrail {

    LogsAreEncrypted() {
        super(Severity.MEDIUM, "Log groups are encrypted with a key of the environment", "set kmsKeyId", "CKV_AWS_158");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.LOG_GROUP, "kmsKeyId", Values.matches("arn:.+:key/.+"));
    }
}

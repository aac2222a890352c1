package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SecretsRotate extends Guardrail {

    SecretsRotate() {
        super(
                Severity.MEDIUM,
                "A secret of Secrets Manager rotates within 90 days",
                "create a SecretRotation",
                "SecretsManager.1",
                "CKV2_AWS_57");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, "aws:secretsmanager/secret:Secret")
                .filter(secret -> created(plan, "aws:secretsmanager/secretRotation:SecretRotation")
                        .noneMatch(rotation -> rotation.value("secretId")
                                        .filter(Values.in(secret.id(), secret.text("arn")))
                                        .isPresent()
                                && rotation.value("rotationRules.automaticallyAfterDays")
                                        .filter(Values.between(1, 90))
                                        .isPresent()))
                .map(secret -> violation(secret, "it does not rotate within 90 days"));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

final class SecretsHaveASource extends Guardrail {

    SecretsHaveASource() {
        super(Severity.HIGH, "A secret variable of a container names a parameter or secret", "write its ARN");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .flatMap(container -> StreamSupport.stream(
                                container.json().path("secrets").spliterator(), false)
                        .filter(secret ->
                                !secret.path("valueFrom").asText().matches("arn:[a-z-]+:(ssm|secretsmanager):.+"))
                        .map(secret -> violation(
                                container.task(),
                                "container %s: the secret %s has no source"
                                        .formatted(
                                                container.name(),
                                                secret.path("name").asText()))));
    }
}

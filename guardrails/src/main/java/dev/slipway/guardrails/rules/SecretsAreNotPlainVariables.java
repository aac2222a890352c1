package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

final class SecretsAreNotPlainVariables extends Guardrail {

    SecretsAreNotPlainVariables() {
        super(
                Severity.HIGH,
                "Secrets are not in the plain variables of a container",
                "list the name in services.<name>.secrets",
                "ECS.8");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .flatMap(container -> StreamSupport.stream(
                                container.json().path("environment").spliterator(), false)
                        .filter(variable -> SECRET_NAME
                                        .matcher(variable.path("name").asText())
                                        .find()
                                || SECRET_VALUE
                                        .matcher(variable.path("value").asText())
                                        .find())
                        .map(variable -> violation(
                                container.task(),
                                "container %s: the variable %s is plain"
                                        .formatted(
                                                container.name(),
                                                variable.path("name").asText()))));
    }

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)(^|_)(password|passwd|secret|token|credentials?|private_?key|api_?key(_\\d+)?|access_?key(_id)?|auth_?data)$");

    /** A key of an AWS user, a private key, or a URL with a password. */
    private static final Pattern SECRET_VALUE =
            Pattern.compile("^(AKIA|ASIA)[A-Z0-9]{16}$|-----BEGIN|://[^/:@]+:[^/@]+@");
}

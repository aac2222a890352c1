package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class PoliciesAreAboutOwnResources extends Guardrail {

    PoliciesAreAboutOwnResources() {
        super(
                Severity.HIGH,
                "A statement without a condition names resources of the estate, not all resources of a type",
                "write the ARN of the resource, or a condition on its tags");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(statement -> statement.allows() && !statement.hasConditions())
                .filter(statement -> statement.actions().stream()
                        .anyMatch(action -> !Policies.reads(action) || action.matches("(secretsmanager|ssm|s3):Get.*")))
                .flatMap(statement -> statement.resources().stream()
                        .filter(resource -> TYPE_ONLY.matcher(resource).matches())
                        .filter(resource -> WITHOUT_NAMES.stream().noneMatch(resource::contains))
                        .filter(resource -> !Boundaries.denies(plan, statement))
                        .map(resource -> violation(statement.resource(), "it is about " + resource)));
    }

    /** Resources that have no names or tags when a request is authorized; the other resources of the request have. */
    private static final List<String> WITHOUT_NAMES = List.of("security-group-rule/");

    /** An ARN with a type but no name; the ARN of a bucket or object begins with the name. */
    private static final Pattern TYPE_ONLY = Pattern.compile(
            "arn:[^:]*:s3:::\\*.*|arn:[^:]*:(?!s3:)([^:]*:){3}([a-z-]+[/:])?(rds!(db|cluster)-)?/?\\*([/:]\\*)*");
}

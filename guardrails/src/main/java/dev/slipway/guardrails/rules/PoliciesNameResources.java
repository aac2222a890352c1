package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.guardrails.rules.Policies.Statement;
import dev.slipway.plan.Plan;

import java.util.Set;
import java.util.stream.Stream;

final class PoliciesNameResources extends Guardrail {

    PoliciesNameResources() {
        super(
                Severity.HIGH,
                "A policy names the resources that it is about, has a condition, or only reads descriptions, or its actions have no resources",
                "write an ARN, or a condition",
                "IAM5",
                "CKV_AWS_286",
                "CKV_AWS_287",
                "CKV_AWS_288",
                "CKV_AWS_289",
                "CKV_AWS_290",
                "CKV_AWS_356");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Policies.statements(plan, Policies.OF_ROLES)
                .filter(Statement::allows)
                .filter(statement -> statement.resources().contains("*") && !statement.hasConditions())
                .flatMap(statement -> statement.actions().stream()
                        .filter(action -> !WITHOUT_RESOURCES.contains(action))
                        .filter(action -> !(Policies.reads(action) && !SENSITIVE.contains(action)))
                        .filter(action -> !limited(plan, statement, action))
                        .map(action ->
                                violation(statement.resource(), "it allows %s on all resources".formatted(action))));
    }

    /** The actions that do not support resource-level permissions ("Service Authorization Reference"), or not for what the estate uses. */
    private static final Set<String> WITHOUT_RESOURCES = Set.of(
            "ecr:GetAuthorizationToken",
            "logs:DescribeLogGroups",
            "route53:AssociateVPCWithHostedZone",
            "sso:CreateManagedApplicationInstance",
            "sso:DeleteManagedApplicationInstance",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            "tag:GetResources");

    /** Actions that read data, not descriptions. */
    private static final Set<String> SENSITIVE = Set.of(
            "kms:Decrypt",
            "logs:GetLogEvents",
            "s3:GetObject",
            "s3:ListBucket",
            "secretsmanager:GetSecretValue",
            "sqs:ReceiveMessage",
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:GetParametersByPath");

    /** A permissions boundary grants nothing: it limits the policies of roles, and this one denies what belongs to others. */
    private static boolean limited(Plan plan, Statement statement, String action) {
        var service = action.substring(0, action.indexOf(':') + 1);
        return Boundaries.is(plan, statement.resource())
                && Policies.statements(statement.resource(), "policy")
                        .anyMatch(other -> !other.allows() && other.actions().contains(service + "*"));
    }
}

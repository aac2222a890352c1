package dev.slipway.delivery;

import dev.slipway.component.ServiceRole;
import dev.slipway.delivery.Statements.Condition;

import java.util.List;
import java.util.stream.Stream;

import static dev.slipway.delivery.Statements.allow;
import static dev.slipway.delivery.Statements.deny;

/**
 * What the roles of an environment may do at most ("Permissions boundaries for IAM entities"): whoever can create a role for
 * it can give that role no more than this, and nothing of another environment, of the state or of IAM.
 */
record RoleBoundary(EnvironmentArns arns, EnvironmentTags tags, List<String> otherEnvironments) {

    String policy(String registryArn) {
        var account = arns.account();
        return ServiceRole.policy(List.of(
                allow(List.of("*"), "ecr:GetAuthorizationToken", "logs:DescribeLogGroups"),
                allow(
                        List.of(registryArn),
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:BatchGetImage",
                        "ecr:GetDownloadUrlForLayer"),
                allow(
                        List.of(arns.logGroups()),
                        "logs:CreateLogStream",
                        "logs:DescribeLogStreams",
                        "logs:PutLogEvents"),
                allow(List.of(arns.parameters()), "ssm:GetParameters"),
                allow(
                        Condition.equal("aws:ResourceTag/aws:rds:primaryDBInstanceArn", arns.database()),
                        List.of(arns.databaseSecrets()),
                        "secretsmanager:GetSecretValue"),
                // The database's id is not known yet, but the user's name is each environment's own.
                allow(List.of(arns.regional("rds-db", "dbuser:*/" + arns.name())), "rds-db:connect"),
                allow(
                        // Whether EFS gives its tags to IAM when a client mounts is not documented: where it does not,
                        // this holds.
                        tags.nobodyElses(),
                        List.of(arns.regional("elasticfilesystem", "file-system/*")),
                        "elasticfilesystem:ClientMount",
                        "elasticfilesystem:ClientWrite"),
                allow(List.of("*"), "s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"),
                deny(
                        Stream.concat(
                                        Stream.of(arns.stateBucket()),
                                        otherEnvironments.stream()
                                                .map(other ->
                                                        EnvironmentArns.bucket(arns.project() + "-" + other + "-*")))
                                .flatMap(bucket -> Stream.of(bucket, bucket + "/*"))
                                .distinct()
                                .toList(),
                        "s3:*"),
                allow(
                        List.of(arns.regional("sqs", "*")),
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ReceiveMessage",
                        "sqs:SendMessage"),
                deny(
                        otherEnvironments.stream()
                                .map(other -> arns.regional("sqs", arns.project() + "-" + other + "-*"))
                                .toList(),
                        "sqs:*"),
                // Encrypted parameters, secrets, objects and messages; never the state's keys, which are asked
                // directly.
                allow(
                        Condition.equal(
                                "kms:ViaService",
                                Stream.of("s3", "secretsmanager", "sqs", "ssm")
                                        .map(service -> "%s.%s.amazonaws.com".formatted(service, account.region()))
                                        .toList()),
                        List.of("*"),
                        "kms:Decrypt",
                        "kms:GenerateDataKey")));
    }
}

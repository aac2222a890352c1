package dev.slipway.delivery;

import dev.slipway.component.ServiceRole;
import dev.slipway.delivery.Statements.Condition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static dev.slipway.delivery.Statements.allow;
import static dev.slipway.delivery.Statements.deny;

/**
 * The maximum permissions of an environment's roles ("Permissions boundaries for IAM entities"). Anyone who creates a role
 * for the environment cannot give it more than this: no access to other environments, to the state or to IAM.
 */
record RoleBoundary(
        EnvironmentArns arns, EnvironmentTags tags, List<String> otherEnvironments, List<String> sharedSecrets) {

    String policy(String registryArn) {
        var account = arns.account();
        var statements = new ArrayList<>(List.of(
                allow(List.of("*"), "ecr:GetAuthorizationToken", "logs:DescribeLogGroups", "tag:GetResources"),
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
                // Enhanced Monitoring of RDS writes to this group of the account.
                allow(
                        List.of(arns.regional("logs", "log-group:RDSOSMetrics:*")),
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:DescribeLogStreams",
                        "logs:GetLogEvents",
                        "logs:PutLogEvents",
                        "logs:PutRetentionPolicy"),
                allow(List.of(arns.parameters()), "ssm:GetParameters"),
                allow(
                        Condition.equal("aws:ResourceTag/aws:rds:primaryDBInstanceArn", arns.database()),
                        List.of(arns.databaseSecrets()),
                        "secretsmanager:GetSecretValue"),
                allow(
                        Condition.equal("aws:ResourceTag/aws:rds:primaryDBClusterArn", arns.databaseCluster()),
                        List.of(arns.clusterSecrets()),
                        "secretsmanager:GetSecretValue"),
                // The database's id is not known yet, but each environment has its own user name.
                allow(List.of(arns.regional("rds-db", "dbuser:*/" + arns.name())), "rds-db:connect"),
                allow(
                        // It is not documented whether EFS passes its tags to IAM when a client mounts; if it does
                        // not, this condition still applies.
                        tags.nobodyElses(),
                        List.of(arns.regional("elasticfilesystem", "file-system/*")),
                        "elasticfilesystem:Backup",
                        "elasticfilesystem:ClientMount",
                        "elasticfilesystem:ClientWrite",
                        "elasticfilesystem:DescribeTags"),
                // The role of AWS Backup.
                allow(
                        List.of(
                                arns.database(),
                                arns.databaseCluster(),
                                arns.regional("rds", "cluster-snapshot:awsbackup:*"),
                                arns.regional("backup", "backup-vault:" + arns.name()),
                                arns.regional("rds", "snapshot:awsbackup:*")),
                        "backup:CopyIntoBackupVault",
                        "backup:DescribeBackupVault",
                        "rds:AddTagsToResource",
                        "rds:CreateDBClusterSnapshot",
                        "rds:CreateDBSnapshot",
                        "rds:DeleteDBClusterSnapshot",
                        "rds:DeleteDBSnapshot",
                        "rds:DescribeDBClusterSnapshots",
                        "rds:DescribeDBClusters",
                        "rds:DescribeDBInstances",
                        "rds:DescribeDBSnapshots",
                        "rds:ListTagsForResource",
                        "rds:ModifyDBClusterSnapshotAttribute",
                        "rds:ModifyDBSnapshotAttribute"),
                // The collectors of the tasks, and Grafana.
                allow(
                        tags.own(),
                        List.of(arns.regional("aps", "workspace/*")),
                        "aps:DescribeWorkspace",
                        "aps:Get*",
                        "aps:QueryMetrics",
                        "aps:RemoteWrite"),
                allow(List.of("*"), "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"),
                // The environment's key.
                allow(
                        tags.own(),
                        List.of(arns.regional("kms", "key/*")),
                        "kms:CreateGrant",
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:GenerateDataKey"),
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
                // The roles of schedules start the tasks of jobs.
                allow(List.of(arns.regional("ecs", "task-definition/" + arns.name() + "-*:*")), "ecs:RunTask"),
                allow(
                        Condition.equal("iam:PassedToService", "ecs-tasks.amazonaws.com"),
                        List.of(arns.role(arns.name() + "-*")),
                        "iam:PassRole"),
                // Keys for encrypted parameters, secrets, objects and messages, but not the state's keys, which are
                // used directly.
                allow(
                        Condition.equal(
                                "kms:ViaService",
                                Stream.of("s3", "secretsmanager", "sqs", "ssm")
                                        .map(service -> "%s.%s.amazonaws.com".formatted(service, account.region()))
                                        .toList()),
                        List.of("*"),
                        "kms:Decrypt",
                        "kms:GenerateDataKey"),
                // ECS Exec, for services whose settings allow it.
                allow(
                        List.of("*"),
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel")));
        // A statement without resources is invalid.
        if (!otherEnvironments.isEmpty()) {
            statements.add(deny(
                    otherEnvironments.stream()
                            .map(other -> arns.regional("sqs", arns.project() + "-" + other + "-*"))
                            .toList(),
                    "sqs:*"));
        }
        if (!sharedSecrets.isEmpty()) {
            statements.add(allow(sharedSecrets, "secretsmanager:GetSecretValue", "ssm:GetParameters"));
        }
        return ServiceRole.policy(statements);
    }
}

package dev.slipway.delivery;

import dev.slipway.access.ServiceRole;
import dev.slipway.settings.AccountSettings;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a job may do in the account to raise, change and take down one environment: by the environment's name wherever
 * AWS's resources have names, in the settings' region elsewhere. Each policy keeps below IAM's 6,144 characters.
 */
record DeployRights(String project, String environment, AccountSettings account) {

    /** All that describes, lists and gets what an environment is made of; no object, no secret, no log line. */
    String read() {
        return ServiceRole.policy(List.of(
                allow(
                        List.of("*"),
                        "acm:DescribeCertificate",
                        "acm:ListTagsForCertificate",
                        "application-autoscaling:Describe*",
                        "application-autoscaling:ListTagsForResource",
                        "cloudwatch:DescribeAlarms",
                        "cloudwatch:GetDashboard",
                        "cloudwatch:ListTagsForResource",
                        "ec2:Describe*",
                        "ecr:DescribeImages",
                        "ecr:DescribeRepositories",
                        "ecr:ListTagsForResource",
                        "ecs:Describe*",
                        "ecs:List*",
                        "elasticfilesystem:Describe*",
                        "elasticfilesystem:ListTagsForResource",
                        "elasticloadbalancing:Describe*",
                        "logs:DescribeLogGroups",
                        "logs:ListTagsForResource",
                        "rds:Describe*",
                        "rds:ListTagsForResource",
                        "route53:GetChange",
                        "route53:GetHostedZone",
                        "route53:ListHostedZones",
                        "route53:ListResourceRecordSets",
                        "route53:ListTagsForResource",
                        "sns:GetSubscriptionAttributes",
                        "sns:GetTopicAttributes",
                        "sns:ListSubscriptionsByTopic",
                        "sns:ListTagsForResource",
                        "ssm:DescribeParameters",
                        "sts:GetCallerIdentity"),
                allow(List.of(role("*")), "iam:GetRole", "iam:GetRolePolicy", "iam:List*"),
                allow(List.of(bucket()), "s3:Get*", "s3:ListBucket")));
    }

    /** VPC resources have ids only: the region is their bound. */
    String network() {
        return ServiceRole.policy(Stream.of(
                        List.of("AllocateAddress", "DisassociateAddress", "ReleaseAddress"),
                        List.of("CreateVpc", "DeleteVpc", "ModifyVpcAttribute"),
                        List.of("CreateSubnet", "DeleteSubnet", "ModifySubnetAttribute"),
                        List.of(
                                "AttachInternetGateway",
                                "CreateInternetGateway",
                                "DeleteInternetGateway",
                                "DetachInternetGateway"),
                        List.of("CreateNatGateway", "DeleteNatGateway"),
                        List.of(
                                "AssociateRouteTable",
                                "CreateRoute",
                                "CreateRouteTable",
                                "DeleteRoute",
                                "DeleteRouteTable",
                                "DisassociateRouteTable",
                                "ReplaceRoute",
                                "ReplaceRouteTableAssociation"),
                        List.of(
                                "AuthorizeSecurityGroupEgress",
                                "AuthorizeSecurityGroupIngress",
                                "CreateSecurityGroup",
                                "DeleteSecurityGroup",
                                "ModifySecurityGroupRules",
                                "RevokeSecurityGroupEgress",
                                "RevokeSecurityGroupIngress",
                                "UpdateSecurityGroupRuleDescriptionsEgress",
                                "UpdateSecurityGroupRuleDescriptionsIngress"),
                        List.of("CreateVpcEndpoint", "DeleteVpcEndpoints", "ModifyVpcEndpoint"),
                        List.of("CreateFlowLogs", "DeleteFlowLogs"),
                        List.of("DeleteNetworkInterface", "DetachNetworkInterface"),
                        List.of("CreateTags", "DeleteTags"))
                .map(actions -> inRegion(actions.stream().map("ec2:"::concat).toArray(String[]::new)))
                .toList());
    }

    /** Balancer, tasks, image, alarms, and the roles that tasks take on. */
    String service(String registryArn, String zoneId) {
        var name = name();
        return ServiceRole.policy(List.of(
                allow(
                        List.of(
                                regional("elasticloadbalancing", "loadbalancer/app/" + name + "*"),
                                regional("elasticloadbalancing", "targetgroup/" + name + "*"),
                                regional("elasticloadbalancing", "listener/app/" + name + "*")),
                        "elasticloadbalancing:AddTags",
                        "elasticloadbalancing:CreateListener",
                        "elasticloadbalancing:CreateLoadBalancer",
                        "elasticloadbalancing:CreateTargetGroup",
                        "elasticloadbalancing:DeleteListener",
                        "elasticloadbalancing:DeleteLoadBalancer",
                        "elasticloadbalancing:DeleteTargetGroup",
                        "elasticloadbalancing:ModifyListener",
                        "elasticloadbalancing:ModifyListenerAttributes",
                        "elasticloadbalancing:ModifyLoadBalancerAttributes",
                        "elasticloadbalancing:ModifyTargetGroup",
                        "elasticloadbalancing:ModifyTargetGroupAttributes",
                        "elasticloadbalancing:RemoveTags",
                        "elasticloadbalancing:SetSecurityGroups",
                        "elasticloadbalancing:SetSubnets"),
                inRegion(
                        "acm:AddTagsToCertificate",
                        "acm:DeleteCertificate",
                        "acm:RemoveTagsFromCertificate",
                        "acm:RequestCertificate"),
                allow(List.of("arn:aws:route53:::hostedzone/" + zoneId), "route53:ChangeResourceRecordSets"),
                allow(
                        List.of(
                                regional("ecs", "cluster/" + name),
                                regional("ecs", "service/" + name + "/*"),
                                regional("ecs", "task-definition/" + name + ":*"),
                                regional("ecs", "task/" + name + "/*")),
                        "ecs:CreateCluster",
                        "ecs:CreateService",
                        "ecs:DeleteCluster",
                        "ecs:DeleteService",
                        "ecs:PutClusterCapacityProviders",
                        "ecs:RegisterTaskDefinition",
                        "ecs:TagResource",
                        "ecs:UntagResource",
                        "ecs:UpdateCluster",
                        "ecs:UpdateService"),
                // "Actions defined by Amazon ECS": this one knows no resource.
                inRegion("ecs:DeregisterTaskDefinition"),
                inRegion(
                        "application-autoscaling:DeleteScalingPolicy",
                        "application-autoscaling:DeregisterScalableTarget",
                        "application-autoscaling:PutScalingPolicy",
                        "application-autoscaling:RegisterScalableTarget",
                        "application-autoscaling:TagResource",
                        "application-autoscaling:UntagResource"),
                allow(
                        List.of(
                                regional("cloudwatch", "alarm:" + name + "-*"),
                                "arn:aws:cloudwatch::%s:dashboard/%s".formatted(account.id(), name)),
                        "cloudwatch:DeleteAlarms",
                        "cloudwatch:DeleteDashboards",
                        "cloudwatch:PutDashboard",
                        "cloudwatch:PutMetricAlarm",
                        "cloudwatch:TagResource",
                        "cloudwatch:UntagResource"),
                allow(
                        List.of(regional("sns", name + "-*")),
                        "sns:CreateTopic",
                        "sns:DeleteTopic",
                        "sns:SetTopicAttributes",
                        "sns:Subscribe",
                        "sns:TagResource",
                        "sns:Unsubscribe",
                        "sns:UntagResource"),
                inRegion("ecr:GetAuthorizationToken"),
                allow(
                        List.of(registryArn),
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:BatchGetImage",
                        "ecr:CompleteLayerUpload",
                        "ecr:GetDownloadUrlForLayer",
                        "ecr:InitiateLayerUpload",
                        "ecr:PutImage",
                        "ecr:UploadLayerPart"),
                allow(
                        List.of(role(name + "-*")),
                        "iam:CreateRole",
                        "iam:DeleteRole",
                        "iam:DeleteRolePolicy",
                        "iam:PutRolePolicy",
                        "iam:TagRole",
                        "iam:UntagRole",
                        "iam:UpdateAssumeRolePolicy"),
                when(
                        "iam:PassedToService",
                        List.of("ecs-tasks.amazonaws.com", "vpc-flow-logs.amazonaws.com"),
                        List.of(role(name + "-*")),
                        "iam:PassRole"),
                when(
                        "iam:AWSServiceName",
                        List.of(
                                "ecs.amazonaws.com",
                                "ecs.application-autoscaling.amazonaws.com",
                                "elasticfilesystem.amazonaws.com",
                                "elasticloadbalancing.amazonaws.com",
                                "rds.amazonaws.com"),
                        List.of(role("aws-service-role/*")),
                        "iam:CreateServiceLinkedRole")));
    }

    /** Database, files, secrets, logs. */
    String data() {
        var name = name();
        return ServiceRole.policy(List.of(
                allow(
                        List.of(
                                regional("rds", "db:" + name),
                                regional("rds", "pg:" + name + "-*"),
                                regional("rds", "snapshot:" + name + "-final-*"),
                                regional("rds", "subgrp:" + name + "-*")),
                        "rds:AddTagsToResource",
                        "rds:CreateDBInstance",
                        "rds:CreateDBParameterGroup",
                        "rds:CreateDBSnapshot",
                        "rds:CreateDBSubnetGroup",
                        "rds:DeleteDBInstance",
                        "rds:DeleteDBParameterGroup",
                        "rds:DeleteDBSubnetGroup",
                        "rds:ModifyDBInstance",
                        "rds:ModifyDBParameterGroup",
                        "rds:ModifyDBSubnetGroup",
                        "rds:RebootDBInstance",
                        "rds:RemoveTagsFromResource",
                        "rds:ResetDBParameterGroup"),
                // "Password management with Amazon RDS and AWS Secrets Manager": RDS acts in the caller's name.
                allow(
                        List.of(regional("secretsmanager", "secret:rds!db-*")),
                        "secretsmanager:CreateSecret",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:RotateSecret",
                        "secretsmanager:TagResource"),
                when(
                        "kms:ViaService",
                        Stream.of("elasticfilesystem", "rds", "secretsmanager", "ssm")
                                .map(service -> "%s.%s.amazonaws.com".formatted(service, account.region()))
                                .toList(),
                        List.of("*"),
                        "kms:CreateGrant",
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey"),
                inRegion(
                        "elasticfilesystem:CreateAccessPoint",
                        "elasticfilesystem:CreateFileSystem",
                        "elasticfilesystem:CreateMountTarget",
                        "elasticfilesystem:DeleteAccessPoint",
                        "elasticfilesystem:DeleteFileSystem",
                        "elasticfilesystem:DeleteFileSystemPolicy",
                        "elasticfilesystem:DeleteMountTarget",
                        "elasticfilesystem:ModifyMountTargetSecurityGroups",
                        "elasticfilesystem:PutBackupPolicy",
                        "elasticfilesystem:PutFileSystemPolicy",
                        "elasticfilesystem:PutLifecycleConfiguration",
                        "elasticfilesystem:TagResource",
                        "elasticfilesystem:UntagResource",
                        "elasticfilesystem:UpdateFileSystem"),
                allow(
                        List.of(regional("ssm", "parameter/%s/%s/*".formatted(project, environment))),
                        "ssm:AddTagsToResource",
                        "ssm:DeleteParameter",
                        "ssm:GetParameter",
                        "ssm:GetParameters",
                        "ssm:ListTagsForResource",
                        "ssm:PutParameter",
                        "ssm:RemoveTagsFromResource"),
                allow(
                        List.of(
                                regional("logs", "log-group:/%s/%s/*".formatted(project, environment)),
                                regional("logs", "log-group:/aws/ecs/containerinsights/" + name + "/*"),
                                regional("logs", "log-group:/aws/rds/instance/" + name + "/*")),
                        "logs:CreateLogGroup",
                        "logs:DeleteLogGroup",
                        "logs:PutRetentionPolicy",
                        "logs:TagResource",
                        "logs:UntagResource"),
                // Flow logs are delivered by CloudWatch Logs.
                inRegion("logs:CreateLogDelivery", "logs:DeleteLogDelivery"),
                allow(
                        List.of(bucket(), bucket() + "/*"),
                        "s3:CreateBucket",
                        "s3:DeleteBucket",
                        "s3:DeleteBucketPolicy",
                        "s3:DeleteObject",
                        "s3:DeleteObjectVersion",
                        "s3:ListBucketVersions",
                        "s3:PutBucketOwnershipControls",
                        "s3:PutBucketPolicy",
                        "s3:PutBucketPublicAccessBlock",
                        "s3:PutBucketTagging",
                        "s3:PutLifecycleConfiguration")));
    }

    /** Pulumi's state, and the key that its secrets are encrypted with; docs/delivery.md makes both. */
    String state() {
        return ServiceRole.policy(List.of(
                allow(List.of(stateBucket()), "s3:GetBucketLocation", "s3:ListBucket"),
                allow(List.of(stateBucket() + "/*"), "s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
                stateKey("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")));
    }

    String readState() {
        return ServiceRole.policy(List.of(
                allow(List.of(stateBucket()), "s3:GetBucketLocation", "s3:ListBucket"),
                allow(List.of(stateBucket() + "/*"), "s3:GetObject"),
                stateKey("kms:Decrypt")));
    }

    private IamStatement stateKey(String... actions) {
        return when(
                "kms:ResourceAliases",
                List.of("alias/%s-state".formatted(project)),
                List.of(regional("kms", "key/*")),
                actions);
    }

    private String stateBucket() {
        return "arn:aws:s3:::%s-state-%s".formatted(project, account.id());
    }

    private String bucket() {
        return "arn:aws:s3:::" + name() + "-*";
    }

    private String role(String role) {
        return "arn:aws:iam::%s:role/%s".formatted(account.id(), role);
    }

    private String regional(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, account.region(), account.id(), resource);
    }

    private String name() {
        return project + "-" + environment;
    }

    private IamStatement inRegion(String... actions) {
        return when("aws:RequestedRegion", List.of(account.region()), List.of("*"), actions);
    }

    private static IamStatement allow(List<String> resources, String... actions) {
        return statement(resources, actions, all -> {});
    }

    private static IamStatement when(String key, List<String> values, List<String> resources, String... actions) {
        // A key with several aliases has several values.
        var equals = key.equals("kms:ResourceAliases")
                ? IamConditionOperator.STRING_EQUALS.addPrefix("ForAnyValue:")
                : IamConditionOperator.STRING_EQUALS;
        return statement(resources, actions, only -> only.addConditions(equals, key, values));
    }

    private static IamStatement statement(
            List<String> resources, String[] actions, Consumer<IamStatement.Builder> conditions) {
        var statement = IamStatement.builder().effect(IamEffect.ALLOW);
        resources.forEach(statement::addResource);
        for (var action : actions) {
            statement.addAction(action);
        }
        conditions.accept(statement);
        return statement.build();
    }
}

package dev.slipway.delivery;

import dev.slipway.component.ServiceRole;
import dev.slipway.delivery.Statements.Condition;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static dev.slipway.delivery.Statements.allow;

/**
 * The permissions of a job that deploys, changes and destroys one environment. They are limited by the environment's name
 * for resources with names, by its tags for resources that only have ids, and by the settings' region otherwise. Each policy
 * stays below IAM's limit of 6,144 characters.
 *
 * @param foundation the name of the stack that all environments read
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Service Authorization Reference</a>, for actions, their resources and their condition keys
 */
record DeployRights(
        EnvironmentArns arns, EnvironmentTags tags, String foundation, List<String> sharedVpcs, boolean signInSecrets) {

    /** The actions that create EC2 resources, by the type in the ARN. */
    private static final Map<String, String> MADE = new TreeMap<>(Map.of(
            "elastic-ip", "AllocateAddress",
            "internet-gateway", "CreateInternetGateway",
            "natgateway", "CreateNatGateway",
            "route-table", "CreateRouteTable",
            "security-group", "CreateSecurityGroup",
            "subnet", "CreateSubnet",
            "vpc", "CreateVpc",
            "vpc-endpoint", "CreateVpcEndpoint",
            "vpc-flow-log", "CreateFlowLogs"));

    /** The actions that change these resources, or create others in them. */
    private static final List<String> CHANGES = List.of(
            "AssociateRouteTable",
            "AttachInternetGateway",
            "AuthorizeSecurityGroupEgress",
            "AuthorizeSecurityGroupIngress",
            "CreateNetworkInterface",
            "CreateRoute",
            "DeleteFlowLogs",
            "DeleteInternetGateway",
            "DeleteNatGateway",
            "DeleteRoute",
            "DeleteRouteTable",
            "DeleteSecurityGroup",
            "DeleteSubnet",
            "DeleteTags",
            "DeleteVpc",
            "DeleteVpcEndpoints",
            "DetachInternetGateway",
            "DisassociateAddress",
            "DisassociateRouteTable",
            "ModifySecurityGroupRules",
            "ModifySubnetAttribute",
            "ModifyVpcAttribute",
            "ModifyVpcEndpoint",
            "ReleaseAddress",
            "ReplaceRoute",
            "ReplaceRouteTableAssociation",
            "RevokeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
            "UpdateSecurityGroupRuleDescriptionsEgress",
            "UpdateSecurityGroupRuleDescriptionsIngress");

    private Condition inRegion() {
        return Condition.equal("aws:RequestedRegion", arns.account().region());
    }

    /** Read access to the resources of an environment, but not to objects, secrets or log lines. */
    String read() {
        var statements = new ArrayList<>(List.of(
                allow(
                        List.of("*"),
                        "acm:DescribeCertificate",
                        "acm:ListTagsForCertificate",
                        "application-autoscaling:Describe*",
                        "application-autoscaling:ListTagsForResource",
                        "aps:Describe*",
                        "aps:ListTagsForResource",
                        "backup:DescribeBackupVault",
                        "backup:GetBackupPlan",
                        "backup:GetBackupSelection",
                        "backup:ListTags",
                        "cloudwatch:DescribeAlarms",
                        "cloudwatch:GetDashboard",
                        "cloudwatch:ListTagsForResource",
                        "ec2:Describe*",
                        "ecr:DescribeImages",
                        "ecr:DescribeRepositories",
                        // A preview also signs in to the registry.
                        "ecr:GetAuthorizationToken",
                        "ecr:ListTagsForResource",
                        "ecs:Describe*",
                        "ecs:List*",
                        "elasticfilesystem:Describe*",
                        "elasticfilesystem:ListTagsForResource",
                        "elasticloadbalancing:Describe*",
                        "events:DescribeRule",
                        "events:ListTagsForResource",
                        "events:ListTargetsByRule",
                        "grafana:Describe*",
                        "grafana:ListTagsForResource",
                        "kms:DescribeKey",
                        "kms:GetKeyPolicy",
                        "kms:GetKeyRotationStatus",
                        "kms:ListAliases",
                        "kms:ListResourceTags",
                        "logs:DescribeLogGroups",
                        "logs:ListTagsForResource",
                        "rds:Describe*",
                        "rds:ListTagsForResource",
                        "route53:GetChange",
                        "route53:GetHostedZone",
                        "route53:ListHostedZones",
                        "route53:ListResourceRecordSets",
                        "route53:ListTagsForResource",
                        "scheduler:GetSchedule",
                        "scheduler:GetScheduleGroup",
                        "scheduler:ListTagsForResource",
                        "servicediscovery:GetNamespace",
                        "servicediscovery:GetOperation",
                        "servicediscovery:ListNamespaces",
                        "servicediscovery:ListTagsForResource",
                        "sns:GetSubscriptionAttributes",
                        "sns:GetTopicAttributes",
                        "sns:ListSubscriptionsByTopic",
                        "sns:ListTagsForResource",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ListQueueTags",
                        "ssm:DescribeParameters",
                        "sts:GetCallerIdentity",
                        "wafv2:GetLoggingConfiguration",
                        "wafv2:GetWebACL",
                        "wafv2:GetWebACLForResource",
                        "wafv2:ListTagsForResource"),
                allow(List.of(arns.role("*")), "iam:GetRole", "iam:GetRolePolicy", "iam:List*"),
                allow(
                        List.of(arns.buckets()),
                        "s3:GetAccelerateConfiguration",
                        "s3:GetBucketAcl",
                        "s3:GetBucketCORS",
                        "s3:GetBucketLocation",
                        "s3:GetBucketLogging",
                        "s3:GetBucketObjectLockConfiguration",
                        "s3:GetBucketOwnershipControls",
                        "s3:GetBucketPolicy",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetBucketRequestPayment",
                        "s3:GetBucketTagging",
                        "s3:GetBucketVersioning",
                        "s3:GetBucketWebsite",
                        "s3:GetEncryptionConfiguration",
                        "s3:GetLifecycleConfiguration",
                        "s3:GetReplicationConfiguration",
                        "s3:ListBucket")));
        if (signInSecrets) {
            // The load balancer gets the secret of its OIDC client from the plan.
            statements.add(allow(
                    List.of(arns.signInSecrets()), "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"));
        }
        return ServiceRole.policy(statements);
    }

    /**
     * VPC resources only have ids. EC2 authorizes each resource of a request separately: the request tags the new resource,
     * and the resources that contain it already belong to this environment.
     */
    String network() {
        var statements = new ArrayList<IamStatement>();
        MADE.forEach((type, action) ->
                statements.add(allow(tags.tagged(), List.of(arns.regional("ec2", type + "/*")), "ec2:" + action)));
        statements.add(allow(
                tags.own(), List.of("*"), ec2(MADE.values().stream().filter(action -> !action.equals("CreateVpc")))));
        statements.add(allow(tags.own(), List.of("*"), ec2(CHANGES.stream())));
        // The provider tags a rule after creating it.
        statements.add(allow(
                List.of(arns.regional("ec2", "security-group-rule/*")),
                "ec2:AuthorizeSecurityGroupEgress",
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2:ModifySecurityGroupRules"));
        if (!sharedVpcs.isEmpty()) {
            var vpcs = sharedVpcs.stream()
                    .map(vpc -> arns.regional("ec2", "vpc/" + vpc))
                    .toList();
            statements.add(allow(vpcs, "ec2:CreateSecurityGroup"));
            statements.add(allow(
                    Condition.equal("ec2:Vpc", vpcs),
                    List.of(arns.regional("ec2", "subnet/*")),
                    "ec2:CreateNetworkInterface"));
        }
        return ServiceRole.policy(statements);
    }

    /** The tags that identify the environment of a VPC resource, and the network interfaces of mount targets. */
    String networkTags() {
        return ServiceRole.policy(List.of(
                allow(
                        tags.tagged()
                                .and(Condition.equal(
                                        "ec2:CreateAction",
                                        MADE.values().stream().sorted().toList())),
                        List.of(arns.regional("ec2", "*/*")),
                        "ec2:CreateTags"),
                // Its own resources, with its own tags: a tag that is not sent does not change.
                allow(tags.own().and(tags.retagged()), List.of(arns.regional("ec2", "*/*")), "ec2:CreateTags"),
                // A new rule and the default security group of a new VPC have no tags yet.
                allow(
                        tags.tagged().and(Condition.absent("aws:ResourceTag/environment")),
                        List.of(
                                arns.regional("ec2", "security-group/*"),
                                arns.regional("ec2", "security-group-rule/*")),
                        "ec2:CreateTags"),
                // "Using IAM to control Amazon EFS data plane access": EFS acts on behalf of the caller, and does not
                // tag interfaces.
                allow(
                        Condition.absent("aws:ResourceTag/environment"),
                        List.of(arns.regional("ec2", "network-interface/*")),
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:ModifyNetworkInterfaceAttribute"),
                allow(
                        tags.own(),
                        List.of(arns.regional("ec2", "security-group/*")),
                        "ec2:ModifyNetworkInterfaceAttribute"),
                // An interface endpoint with private DNS creates a hosted zone that AWS owns.
                allow(List.of("*"), "route53:AssociateVPCWithHostedZone")));
    }

    private static String[] ec2(Stream<String> actions) {
        return actions.map("ec2:"::concat).toArray(String[]::new);
    }

    /** Balancer, certificate, names, alarms and dashboard. */
    String edge(String zoneId) {
        var name = arns.name();
        return ServiceRole.policy(List.of(
                allow(
                        List.of(
                                arns.regional("elasticloadbalancing", "loadbalancer/app/" + name + "-*"),
                                arns.regional("elasticloadbalancing", "targetgroup/" + name + "-*"),
                                arns.regional("elasticloadbalancing", "listener/app/" + name + "-*"),
                                arns.regional("elasticloadbalancing", "listener-rule/app/" + name + "-*")),
                        "elasticloadbalancing:AddTags",
                        "elasticloadbalancing:CreateListener",
                        "elasticloadbalancing:CreateLoadBalancer",
                        "elasticloadbalancing:CreateRule",
                        "elasticloadbalancing:CreateTargetGroup",
                        "elasticloadbalancing:DeleteListener",
                        "elasticloadbalancing:DeleteLoadBalancer",
                        "elasticloadbalancing:DeleteRule",
                        "elasticloadbalancing:DeleteTargetGroup",
                        "elasticloadbalancing:ModifyListener",
                        "elasticloadbalancing:ModifyListenerAttributes",
                        "elasticloadbalancing:ModifyLoadBalancerAttributes",
                        "elasticloadbalancing:ModifyRule",
                        "elasticloadbalancing:ModifyTargetGroup",
                        "elasticloadbalancing:ModifyTargetGroupAttributes",
                        "elasticloadbalancing:RemoveTags",
                        "elasticloadbalancing:SetRulePriorities",
                        "elasticloadbalancing:SetSecurityGroups",
                        "elasticloadbalancing:SetSubnets",
                        "elasticloadbalancing:SetWebAcl"),
                allow(tags.tagged().and(inRegion()), List.of("*"), "acm:RequestCertificate"),
                allow(
                        tags.tagged().and(tags.nobodyElses()),
                        List.of(arns.regional("acm", "certificate/*")),
                        "acm:AddTagsToCertificate"),
                allow(
                        tags.own().and(tags.retagged()),
                        List.of(arns.regional("acm", "certificate/*")),
                        "acm:AddTagsToCertificate"),
                allow(
                        tags.own(),
                        List.of(arns.regional("acm", "certificate/*")),
                        "acm:DeleteCertificate",
                        "acm:RemoveTagsFromCertificate"),
                // All environments share the zone, so they must not change its mail records and delegations.
                allow(
                        Condition.all("route53:ChangeResourceRecordSetsRecordTypes", List.of("A", "AAAA", "CNAME")),
                        List.of("arn:aws:route53:::hostedzone/" + zoneId),
                        "route53:ChangeResourceRecordSets"),
                allow(
                        List.of(
                                arns.regional("cloudwatch", "alarm:" + name + "-*"),
                                // Target tracking creates its own alarms on behalf of the caller ("IAM permissions
                                // required for Amazon ECS service auto scaling").
                                arns.regional("cloudwatch", "alarm:TargetTracking-service/" + name + "/*"),
                                "arn:aws:cloudwatch::%s:dashboard/%s"
                                        .formatted(arns.account().id(), name)),
                        "cloudwatch:DeleteAlarms",
                        "cloudwatch:DeleteDashboards",
                        "cloudwatch:PutCompositeAlarm",
                        "cloudwatch:PutDashboard",
                        "cloudwatch:PutMetricAlarm",
                        "cloudwatch:TagResource",
                        "cloudwatch:UntagResource"),
                allow(
                        List.of(arns.regional("sns", name + "-*")),
                        "sns:CreateTopic",
                        "sns:DeleteTopic",
                        "sns:SetTopicAttributes",
                        "sns:Subscribe",
                        "sns:TagResource",
                        "sns:UntagResource"),
                // "Actions defined by Amazon SNS": this action does not support resource-level permissions.
                allow(inRegion(), List.of("*"), "sns:Unsubscribe")));
    }

    /** Services, jobs and their image. */
    String tasks(String registryArn) {
        var name = arns.name();
        return ServiceRole.policy(List.of(
                allow(
                        List.of(
                                arns.regional("ecs", "cluster/" + name),
                                arns.regional("ecs", "service/" + name + "/*"),
                                arns.regional("ecs", "task-definition/" + name + "-*:*"),
                                arns.regional("ecs", "task/" + name + "/*")),
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
                // "Actions defined by Amazon ECS": this action does not support resource-level permissions.
                allow(inRegion(), List.of("*"), "ecs:DeregisterTaskDefinition"),
                allow(
                        tags.nobodyElses().and(Condition.equal("application-autoscaling:service-namespace", "ecs")),
                        List.of(arns.regional("application-autoscaling", "scalable-target/*")),
                        "application-autoscaling:DeleteScalingPolicy",
                        "application-autoscaling:DeregisterScalableTarget",
                        "application-autoscaling:PutScalingPolicy",
                        "application-autoscaling:RegisterScalableTarget"),
                allow(
                        tags.nobodyElses(),
                        List.of(arns.regional("application-autoscaling", "scalable-target/*")),
                        "application-autoscaling:TagResource",
                        "application-autoscaling:UntagResource"),
                allow(
                        List.of(
                                arns.regional("scheduler", "schedule-group/" + name + "-*"),
                                arns.regional("scheduler", "schedule/" + name + "-*/*"),
                                arns.regional("events", "rule/" + name + "-*")),
                        "events:DeleteRule",
                        "events:PutRule",
                        "events:PutTargets",
                        "events:RemoveTargets",
                        "events:TagResource",
                        "events:UntagResource",
                        "scheduler:CreateSchedule",
                        "scheduler:CreateScheduleGroup",
                        "scheduler:DeleteSchedule",
                        "scheduler:DeleteScheduleGroup",
                        "scheduler:TagResource",
                        "scheduler:UntagResource",
                        "scheduler:UpdateSchedule"),
                // The namespace in which services find each other: creating it does not support resource-level
                // permissions.
                allow(tags.tagged().and(inRegion()), List.of("*"), "servicediscovery:CreateHttpNamespace"),
                allow(
                        tags.nobodyElses(),
                        List.of(arns.regional("servicediscovery", "namespace/*")),
                        "servicediscovery:DeleteNamespace",
                        "servicediscovery:TagResource",
                        "servicediscovery:UntagResource",
                        "servicediscovery:UpdateHttpNamespace"),
                allow(
                        List.of(registryArn),
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:BatchGetImage",
                        "ecr:CompleteLayerUpload",
                        "ecr:GetDownloadUrlForLayer",
                        "ecr:InitiateLayerUpload",
                        "ecr:PutImage",
                        "ecr:UploadLayerPart")));
    }

    /**
     * The roles that tasks and flow logs assume. Each has the environment's boundary, which these permissions cannot remove.
     * The trust policy of a role can only be set at its creation.
     */
    String roles() {
        var roles = List.of(arns.role(arns.name() + "-*"));
        return ServiceRole.policy(List.of(
                allow(
                        Condition.equal("iam:PermissionsBoundary", arns.boundary()),
                        roles,
                        "iam:CreateRole",
                        "iam:DeleteRole",
                        "iam:DeleteRolePolicy",
                        "iam:PutRolePermissionsBoundary",
                        "iam:PutRolePolicy"),
                allow(roles, "iam:TagRole", "iam:UntagRole"),
                allow(
                        Condition.equal(
                                "iam:PassedToService",
                                List.of(
                                        "backup.amazonaws.com",
                                        "ecs-tasks.amazonaws.com",
                                        "grafana.amazonaws.com",
                                        "monitoring.rds.amazonaws.com",
                                        "scheduler.amazonaws.com",
                                        "vpc-flow-logs.amazonaws.com")),
                        roles,
                        "iam:PassRole"),
                allow(
                        Condition.equal(
                                "iam:AWSServiceName",
                                List.of(
                                        "backup.amazonaws.com",
                                        "ecs.amazonaws.com",
                                        "ecs.application-autoscaling.amazonaws.com",
                                        "elasticfilesystem.amazonaws.com",
                                        "elasticloadbalancing.amazonaws.com",
                                        "grafana.amazonaws.com",
                                        "rds.amazonaws.com",
                                        "wafv2.amazonaws.com")),
                        List.of(arns.role("aws-service-role/*")),
                        "iam:CreateServiceLinkedRole")));
    }

    /** Database, files, secrets, logs. */
    String data() {
        var name = arns.name();
        var files = List.of(
                arns.regional("elasticfilesystem", "file-system/*"),
                arns.regional("elasticfilesystem", "access-point/*"));
        return ServiceRole.policy(List.of(
                allow(
                        List.of(
                                arns.database(),
                                arns.regional("rds", "db:" + name + "-reader"),
                                arns.regional("rds", "pg:" + name + "-*"),
                                arns.regional("rds", "snapshot:" + name + "-final-*"),
                                arns.regional("rds", "subgrp:" + name + "-*")),
                        "rds:AddTagsToResource",
                        "rds:CreateDBInstance",
                        "rds:CreateDBInstanceReadReplica",
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
                        "rds:ResetDBParameterGroup",
                        "rds:RestoreDBInstanceFromDBSnapshot"),
                // A new database may start from a snapshot of the account, or one that was shared with it, but not from
                // that of another environment: snapshots have the tags of their database.
                allow(
                        tags.nobodyElses(),
                        List.of("arn:aws:rds:%s:*:snapshot:*"
                                .formatted(arns.account().region())),
                        "rds:RestoreDBInstanceFromDBSnapshot"),
                // An instance of PostgreSQL uses RDS's default option group.
                allow(
                        List.of(arns.regional("rds", "og:default:postgres-*")),
                        "rds:CreateDBInstance",
                        "rds:ModifyDBInstance"),
                // "Password management with Amazon RDS and AWS Secrets Manager": RDS acts on behalf of the caller,
                // and tags the secret with its database.
                allow(
                        Condition.equalIfExists("aws:ResourceTag/aws:rds:primaryDBInstanceArn", arns.database()),
                        List.of(arns.databaseSecrets()),
                        "secretsmanager:CreateSecret",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:RotateSecret",
                        "secretsmanager:TagResource"),
                allow(
                        Condition.equal(
                                "kms:ViaService",
                                Stream.of("elasticfilesystem", "rds", "secretsmanager", "ssm")
                                        .map(service -> "%s.%s.amazonaws.com"
                                                .formatted(
                                                        service, arns.account().region()))
                                        .toList()),
                        List.of("*"),
                        "kms:CreateGrant",
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey"),
                allow(tags.tagged().and(inRegion()), List.of("*"), "elasticfilesystem:CreateFileSystem"),
                allow(
                        tags.tagged()
                                .and(Condition.equal(
                                        "elasticfilesystem:CreateAction",
                                        List.of("CreateAccessPoint", "CreateFileSystem"))),
                        files,
                        "elasticfilesystem:TagResource"),
                allow(tags.own().and(tags.retagged()), files, "elasticfilesystem:TagResource"),
                allow(
                        tags.own(),
                        files,
                        "elasticfilesystem:CreateAccessPoint",
                        "elasticfilesystem:CreateMountTarget",
                        "elasticfilesystem:DeleteAccessPoint",
                        "elasticfilesystem:DeleteFileSystem",
                        "elasticfilesystem:DeleteFileSystemPolicy",
                        "elasticfilesystem:DeleteMountTarget",
                        "elasticfilesystem:ModifyMountTargetSecurityGroups",
                        "elasticfilesystem:PutBackupPolicy",
                        "elasticfilesystem:PutFileSystemPolicy",
                        "elasticfilesystem:PutLifecycleConfiguration",
                        "elasticfilesystem:UntagResource",
                        "elasticfilesystem:UpdateFileSystem"),
                allow(
                        List.of(arns.parameters()),
                        "ssm:AddTagsToResource",
                        "ssm:DeleteParameter",
                        "ssm:GetParameter",
                        "ssm:GetParameters",
                        "ssm:ListTagsForResource",
                        "ssm:PutParameter",
                        "ssm:RemoveTagsFromResource"),
                allow(
                        List.of(
                                arns.logGroups(),
                                arns.regional("logs", "log-group:/aws/ecs/containerinsights/" + name + "/*"),
                                arns.regional("logs", "log-group:/aws/rds/cluster/" + name + "/*"),
                                arns.regional("logs", "log-group:/aws/rds/instance/" + name + "/*"),
                                arns.regional("logs", "log-group:aws-waf-logs-" + name + ":*")),
                        "logs:AssociateKmsKey",
                        "logs:CreateLogGroup",
                        "logs:DeleteLogGroup",
                        "logs:DisassociateKmsKey",
                        "logs:PutRetentionPolicy",
                        "logs:TagResource",
                        "logs:UntagResource"),
                // delivery/verdict reads logs to explain a failed rollout. A preview does not read logs.
                allow(
                        List.of(arns.logGroups()),
                        "logs:DescribeLogStreams",
                        "logs:FilterLogEvents",
                        "logs:GetLogEvents"),
                // Flow logs are delivered by CloudWatch Logs.
                allow(inRegion(), List.of("*"), "logs:CreateLogDelivery", "logs:DeleteLogDelivery"),
                allow(
                        List.of(arns.buckets(), arns.buckets() + "/*"),
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
                        "s3:PutBucketVersioning",
                        "s3:PutLifecycleConfiguration"),
                allow(
                        List.of(arns.regional("sqs", arns.name() + "-*")),
                        "sqs:CreateQueue",
                        "sqs:DeleteQueue",
                        "sqs:SetQueueAttributes",
                        "sqs:TagQueue",
                        "sqs:UntagQueue")));
    }

    /** What protects the environment: its key, web ACL, backups, and the events of its database. */
    String protection() {
        var name = arns.name();
        return ServiceRole.policy(List.of(
                allow(tags.tagged().and(inRegion()), List.of("*"), "kms:CreateKey"),
                allow(
                        List.of(arns.regional("kms", "alias/" + name)),
                        "kms:CreateAlias",
                        "kms:DeleteAlias",
                        "kms:UpdateAlias"),
                allow(
                        tags.own().and(tags.retagged()),
                        List.of(arns.regional("kms", "key/*")),
                        "kms:CreateAlias",
                        "kms:CreateGrant",
                        "kms:Decrypt",
                        "kms:DeleteAlias",
                        "kms:EnableKeyRotation",
                        "kms:GenerateDataKey",
                        "kms:PutKeyPolicy",
                        "kms:RetireGrant",
                        "kms:ScheduleKeyDeletion",
                        "kms:TagResource",
                        "kms:UntagResource",
                        "kms:UpdateAlias",
                        "kms:UpdateKeyDescription"),
                // A web ACL is associated with a load balancer, and uses AWS's managed rules.
                allow(
                        List.of(
                                arns.regional("wafv2", "regional/webacl/%s/*".formatted(name)),
                                arns.regional("wafv2", "regional/managedruleset/*"),
                                arns.regional("elasticloadbalancing", "loadbalancer/app/" + name + "-*")),
                        "wafv2:AssociateWebACL",
                        "wafv2:CreateWebACL",
                        "wafv2:DeleteLoggingConfiguration",
                        "wafv2:DeleteWebACL",
                        "wafv2:DisassociateWebACL",
                        "wafv2:PutLoggingConfiguration",
                        "wafv2:TagResource",
                        "wafv2:UntagResource",
                        "wafv2:UpdateWebACL"),
                // "Sending web ACL traffic logs to a CloudWatch Logs log group": WAF adds itself to the account's
                // policy.
                allow(inRegion(), List.of("*"), "logs:DescribeResourcePolicies", "logs:PutResourcePolicy"),
                // A cluster of Aurora and its instances: data() has no room for more.
                allow(
                        Stream.of(
                                        "cluster:" + name,
                                        "cluster-pg:" + name + "-*",
                                        "cluster-snapshot:" + name + "-final-*",
                                        "db:" + name + "-first",
                                        "db:" + name + "-reader",
                                        "db:" + name + "-standby",
                                        "og:default:aurora-postgresql-*",
                                        "subgrp:" + name + "-*")
                                .map(resource -> arns.regional("rds", resource))
                                .toList(),
                        "rds:AddTagsToResource",
                        "rds:CreateDBCluster",
                        "rds:CreateDBClusterParameterGroup",
                        "rds:CreateDBClusterSnapshot",
                        "rds:CreateDBInstance",
                        "rds:DeleteDBCluster",
                        "rds:DeleteDBClusterParameterGroup",
                        "rds:DeleteDBInstance",
                        "rds:ModifyDBCluster",
                        "rds:ModifyDBClusterParameterGroup",
                        "rds:ModifyDBInstance",
                        "rds:RemoveTagsFromResource",
                        "rds:ResetDBClusterParameterGroup",
                        "rds:RestoreDBClusterFromSnapshot"),
                allow(
                        tags.nobodyElses(),
                        List.of("arn:aws:rds:%s:*:cluster-snapshot:*"
                                .formatted(arns.account().region())),
                        "rds:RestoreDBClusterFromSnapshot"),
                allow(
                        Condition.equalIfExists("aws:ResourceTag/aws:rds:primaryDBClusterArn", arns.databaseCluster()),
                        List.of(arns.clusterSecrets()),
                        "secretsmanager:CreateSecret",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:RotateSecret",
                        "secretsmanager:TagResource"),
                allow(
                        List.of(
                                arns.databaseCluster(),
                                arns.regional("rds", "db:" + name + "*"),
                                arns.regional("rds", "es:" + name + "-*")),
                        "rds:AddSourceIdentifierToSubscription",
                        "rds:AddTagsToResource",
                        "rds:CreateEventSubscription",
                        "rds:DeleteEventSubscription",
                        "rds:ModifyEventSubscription",
                        "rds:RemoveSourceIdentifierFromSubscription",
                        "rds:RemoveTagsFromResource"),
                allow(
                        List.of(arns.regional("backup", "backup-vault:" + name)),
                        "backup:CreateBackupVault",
                        "backup:DeleteBackupVault",
                        "backup:DeleteBackupVaultLockConfiguration",
                        "backup:ListRecoveryPointsByBackupVault",
                        "backup:PutBackupVaultLockConfiguration",
                        "backup:TagResource",
                        "backup:UntagResource"),
                // "API permissions" of AWS Backup: creating a vault needs this action, which has no resources.
                allow(inRegion(), List.of("*"), "backup-storage:MountCapsule"),
                allow(
                        tags.tagged(),
                        List.of(arns.regional("backup", "backup-plan:*")),
                        "backup:CreateBackupPlan",
                        "backup:TagResource"),
                allow(
                        tags.own(),
                        List.of(arns.regional("backup", "backup-plan:*")),
                        "backup:CreateBackupSelection",
                        "backup:DeleteBackupPlan",
                        "backup:DeleteBackupSelection",
                        "backup:UntagResource",
                        "backup:UpdateBackupPlan")));
    }

    /** The workspaces for the tasks' metrics ("Actions, resources, and condition keys" of both services). */
    String metrics() {
        return ServiceRole.policy(List.of(
                allow(tags.tagged().and(inRegion()), List.of("*"), "aps:CreateWorkspace", "grafana:CreateWorkspace"),
                allow(
                        tags.own().and(tags.retagged()),
                        List.of(arns.regional("aps", "workspace/*"), arns.regional("grafana", "/workspaces/*")),
                        "aps:DeleteWorkspace",
                        "aps:TagResource",
                        "aps:UntagResource",
                        "aps:UpdateWorkspaceAlias",
                        "grafana:DeleteWorkspace",
                        "grafana:TagResource",
                        "grafana:UntagResource",
                        "grafana:UpdateWorkspace",
                        "grafana:UpdateWorkspaceAuthentication",
                        "grafana:UpdateWorkspaceConfiguration"),
                // "Actions, resources, and condition keys for Amazon Managed Grafana": the actions that creating and
                // deleting a workspace depends on.
                allow(
                        List.of("*"),
                        "organizations:DescribeOrganization",
                        "sso:CreateManagedApplicationInstance",
                        "sso:DeleteManagedApplicationInstance",
                        "sso:DescribeRegisteredRegions",
                        "sso:GetApplicationInstance",
                        "sso:GetSharedSsoConfiguration",
                        "sso:ListApplicationInstances")));
    }

    /** The environment's own Pulumi state, and the key that encrypts its secrets. */
    String state(String keyArn) {
        return ServiceRole.policy(Stream.concat(
                        readable(keyArn),
                        Stream.of(
                                allow(stateOf(arns.environment()), "s3:DeleteObject", "s3:PutObject"),
                                allow(List.of(keyArn), "kms:Encrypt", "kms:GenerateDataKey")))
                .toList());
    }

    String readState(String keyArn) {
        return ServiceRole.policy(readable(keyArn).toList());
    }

    /**
     * All stack names can be listed, but only the environment's own state and the foundation's, which has no secrets, can be
     * read.
     */
    private Stream<IamStatement> readable(String keyArn) {
        var bucket = arns.stateBucket();
        return Stream.of(
                allow(List.of(bucket), "s3:GetBucketLocation", "s3:ListBucket"),
                allow(
                        Stream.of(
                                        Stream.of(bucket + "/.pulumi/meta.yaml"),
                                        stateOf(foundation).stream(),
                                        stateOf(arns.environment()).stream())
                                .flatMap(objects -> objects)
                                .toList(),
                        "s3:GetObject"),
                allow(List.of(keyArn), "kms:Decrypt"),
                allow(
                        // A key with several aliases has several values here.
                        Condition.any(
                                "kms:ResourceAliases",
                                List.of("alias/%s-%s-state".formatted(arns.project(), foundation))),
                        List.of(arns.regional("kms", "key/*")),
                        "kms:Decrypt"));
    }

    /** The objects of one stack in Pulumi's bucket: state, locks, history and backups. */
    private List<String> stateOf(String stack) {
        var pulumi = arns.stateBucket() + "/.pulumi/";
        var own = arns.project() + "/" + stack;
        return List.of(
                pulumi + "stacks/" + own + ".*",
                pulumi + "locks/organization/" + own + "/*",
                pulumi + "history/" + own + "/*",
                pulumi + "backups/" + own + "/*");
    }
}

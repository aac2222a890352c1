package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.IamPolicies.About;
import dev.slipway.IamPolicies.Request;
import dev.slipway.plan.Plan;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what staging's deploy role may and may not do, by evaluating the text of its policies: the simulated AWS ignores
 * all conditions and most resources.
 */
class DeployRightsTest {

    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "000000000000";
    private static final String TAG = "aws:ResourceTag/environment";
    private static final String PROJECT = "aws:ResourceTag/project";
    private static final String REQUEST_TAG = "aws:RequestTag/environment";
    private static final String REQUEST_PROJECT = "aws:RequestTag/project";

    private static final Plan FOUNDATION = TestEstate.stack("foundation").plan();
    private static final IamPolicies DEPLOY = policies("staging-deploy-");
    private static final IamPolicies PREVIEW = policies("staging-preview-");
    private static final IamPolicies BOUNDARY = policies("staging-boundary");

    @Test
    void no_attempt_to_escalate_succeeds() {
        var attempts = new LinkedHashMap<String, Request>();
        attempts.put("create a role without the boundary", iam("CreateRole", "slipway-staging-mine"));
        attempts.put(
                "create a role with production's boundary",
                iam("CreateRole", "slipway-staging-mine").with("iam:PermissionsBoundary", boundary("prod")));
        attempts.put("create a role of production's", bounded("CreateRole", "slipway-prod-mine"));
        attempts.put("create a role with a deploy role's name", bounded("CreateRole", "slipway-deploy-mine"));
        attempts.put("give the deploy role itself more rights", bounded("PutRolePolicy", "slipway-deploy-staging"));
        attempts.put("give a role without the boundary more rights", iam("PutRolePolicy", "slipway-staging-old"));
        attempts.put("attach a managed policy", bounded("AttachRolePolicy", "slipway-staging-task-1"));
        attempts.put(
                "attach a managed policy to the deploy role", bounded("AttachRolePolicy", "slipway-deploy-staging"));
        attempts.put("rewrite the trust of a task's role", bounded("UpdateAssumeRolePolicy", "slipway-staging-task-1"));
        attempts.put("rewrite the trust of production's role", iam("UpdateAssumeRolePolicy", "slipway-deploy-prod"));
        attempts.put("delete the boundary", bounded("DeleteRolePermissionsBoundary", "slipway-staging-task-1"));
        attempts.put(
                "put another boundary in its place",
                iam("PutRolePermissionsBoundary", "slipway-staging-task-1")
                        .with("iam:PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"));
        attempts.put("rewrite the boundary itself", Request.of("iam:CreatePolicyVersion", boundary("staging")));
        attempts.put(
                "pass production's role to a task",
                iam("PassRole", "slipway-prod-task-1").with("iam:PassedToService", "ecs-tasks.amazonaws.com"));
        attempts.put(
                "pass the deploy role to a task",
                iam("PassRole", "slipway-deploy-staging").with("iam:PassedToService", "ecs-tasks.amazonaws.com"));
        attempts.put(
                "pass a task's role to another service",
                iam("PassRole", "slipway-staging-task-1").with("iam:PassedToService", "lambda.amazonaws.com"));
        attempts.put("assume production's role", Request.of("sts:AssumeRole", role("slipway-deploy-prod")));
        attempts.put(
                "restore production's snapshot",
                Request.of(
                                "rds:RestoreDBInstanceFromDBSnapshot",
                                "arn:aws:rds:eu-central-1:%s:snapshot:slipway-prod-final-1".formatted(ACCOUNT))
                        .with("aws:ResourceTag/project", "slipway")
                        .with("aws:ResourceTag/environment", "prod"));
        attempts.put("create a user", Request.of("iam:CreateUser", "arn:aws:iam::%s:user/me".formatted(ACCOUNT)));
        attempts.put(
                "trust another issuer of tokens",
                Request.of("iam:CreateOpenIDConnectProvider", "arn:aws:iam::%s:oidc-provider/evil".formatted(ACCOUNT)));
        attempts.put("write production's state", state("PutObject", "stacks/slipway/prod.json"));
        attempts.put("read production's state", state("GetObject", "stacks/slipway/prod.json"));
        attempts.put(
                "read production's former state", state("GetObject", "history/slipway/prod/prod-1.checkpoint.json"));
        attempts.put("read a copy of production's state", state("GetObject", "backups/slipway/prod/prod.json"));
        attempts.put(
                "read the state of an environment with a longer name",
                state("GetObject", "stacks/slipway/staging-eu.json"));
        attempts.put("write the foundation's state", state("PutObject", "stacks/slipway/foundation.json"));
        attempts.put("delete production's lock", state("DeleteObject", "locks/organization/slipway/prod/1.json"));
        attempts.put(
                "open the state's bucket", Request.of("s3:PutBucketPolicy", "arn:aws:s3:::slipway-state-" + ACCOUNT));
        attempts.put(
                "decrypt production's state",
                Request.of("kms:Decrypt", key("prod")).with("kms:ResourceAliases", "alias/slipway-prod-state"));
        attempts.put(
                "encrypt with the foundation's key",
                Request.of("kms:Encrypt", regional("kms", "key/1"))
                        .with("kms:ResourceAliases", "alias/slipway-foundation-state"));
        attempts.put(
                "read production's administrator's password",
                Request.of("secretsmanager:GetSecretValue", regional("secretsmanager", "secret:rds!db-1"))
                        .with("aws:ResourceTag/aws:rds:primaryDBInstanceArn", regional("rds", "db:slipway-prod")));
        attempts.put(
                "rotate production's administrator's password",
                Request.of("secretsmanager:RotateSecret", regional("secretsmanager", "secret:rds!db-1"))
                        .with("aws:ResourceTag/aws:rds:primaryDBInstanceArn", regional("rds", "db:slipway-prod")));
        attempts.put(
                "change production's cluster",
                Request.of("rds:ModifyDBCluster", regional("rds", "cluster:slipway-prod")));
        attempts.put(
                "rotate the password of production's cluster",
                Request.of("secretsmanager:RotateSecret", regional("secretsmanager", "secret:rds!cluster-1"))
                        .with("aws:ResourceTag/aws:rds:primaryDBClusterArn", regional("rds", "cluster:slipway-prod")));
        attempts.put(
                "read production's API key",
                Request.of("ssm:GetParameter", regional("ssm", "parameter/slipway/prod/api-key/1")));
        attempts.put(
                "read production's access logs",
                Request.of("s3:GetObject", "arn:aws:s3:::slipway-prod-balancer-access-logs-bucket-1/AWSLogs/1"));
        attempts.put("read production's log", log("prod"));
        attempts.put(
                "change production's database", Request.of("rds:ModifyDBInstance", regional("rds", "db:slipway-prod")));
        attempts.put(
                "delete production's key",
                Request.of("kms:ScheduleKeyDeletion", regional("kms", "key/1"))
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway"));
        attempts.put(
                "let somebody else use the key of production's state",
                Request.of("kms:PutKeyPolicy", key("prod"))
                        .with(TAG, "foundation")
                        .with(PROJECT, "slipway"));
        attempts.put(
                "point production's alias to another key",
                Request.of("kms:UpdateAlias", regional("kms", "alias/slipway-prod")));
        attempts.put(
                "switch production's web ACL off",
                Request.of("wafv2:UpdateWebACL", regional("wafv2", "regional/webacl/slipway-prod/1")));
        attempts.put(
                "unlock production's backups",
                Request.of(
                        "backup:DeleteBackupVaultLockConfiguration", regional("backup", "backup-vault:slipway-prod")));
        attempts.put(
                "stop production's backups",
                Request.of("backup:DeleteBackupPlan", regional("backup", "backup-plan:1"))
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway"));
        attempts.put(
                "silence the events of production's database",
                Request.of("rds:DeleteEventSubscription", regional("rds", "es:slipway-prod-database-events")));
        attempts.put("delete an image", Request.of("ecr:BatchDeleteImage", regional("ecr", "repository/slipway")));
        attempts.put(
                "open production's security group",
                Request.of("ec2:AuthorizeSecurityGroupIngress", ec2("security-group"))
                        .with(TAG, "prod"));
        attempts.put(
                "tag production's security group as staging's",
                Request.of("ec2:CreateTags", ec2("security-group"))
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway")
                        .with(REQUEST_TAG, "staging")
                        .with(REQUEST_PROJECT, "slipway"));
        attempts.put(
                "put a subnet into production's VPC",
                making("CreateSubnet", "subnet").and(own("vpc").with(TAG, "prod")));
        attempts.put(
                "put a resource into an environment of another project",
                making("CreateSubnet", "subnet").and(own("vpc").with(PROJECT, "other")));
        attempts.put("create a VPC without tags", Request.of("ec2:CreateVpc", ec2("vpc")));
        attempts.put(
                "change the file system policy of production",
                Request.of("elasticfilesystem:PutFileSystemPolicy", regional("elasticfilesystem", "file-system/fs-1"))
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway"));
        attempts.put(
                "tag an untagged file system as staging's",
                Request.of("elasticfilesystem:TagResource", regional("elasticfilesystem", "file-system/fs-1"))
                        .with(REQUEST_TAG, "staging")
                        .with(REQUEST_PROJECT, "slipway"));
        attempts.put(
                "detach a network interface of production's",
                Request.of("ec2:DeleteNetworkInterface", ec2("network-interface"))
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway"));
        attempts.put(
                "silence production's scaling",
                Request.of(
                        "cloudwatch:DeleteAlarms",
                        regional("cloudwatch", "alarm:TargetTracking-service/slipway-prod/slipway-prod-AlarmHigh-1")));
        attempts.put(
                "delete production's certificate",
                Request.of("acm:DeleteCertificate", regional("acm", "certificate/1"))
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway"));
        attempts.put(
                "take over the domain's mail",
                Request.of("route53:ChangeResourceRecordSets", zone())
                        .with("route53:ChangeResourceRecordSetsRecordTypes", "MX"));
        attempts.put(
                "delegate a subdomain",
                Request.of("route53:ChangeResourceRecordSets", zone())
                        .with("route53:ChangeResourceRecordSetsRecordTypes", "A", "NS"));
        attempts.put(
                "silence production's alarms",
                Request.of("cloudwatch:DeleteAlarms", regional("cloudwatch", "alarm:slipway-prod-alarms-cpu-1")));
        attempts.put(
                "scale production down",
                Request.of("application-autoscaling:RegisterScalableTarget", scalable())
                        .with("application-autoscaling:service-namespace", "ecs")
                        .with(TAG, "prod")
                        .with(PROJECT, "slipway"));
        assertThat(attempts.entrySet())
                .filteredOn(attempt -> DEPLOY.allow(inRegion(attempt.getValue())))
                .as("attempts that succeed")
                .isEmpty();
    }

    /** Otherwise the test above would pass for a role without any permissions. */
    @Test
    void a_rollout_is_allowed() {
        var needed = List.of(
                making("CreateVpc", "vpc"),
                making("CreateSubnet", "subnet").and(own("vpc")),
                making("CreateRouteTable", "route-table").and(own("vpc")),
                making("CreateSecurityGroup", "security-group").and(own("vpc")),
                making("CreateInternetGateway", "internet-gateway"),
                making("AllocateAddress", "elastic-ip"),
                making("CreateNatGateway", "natgateway").and(own("subnet")).and(own("elastic-ip")),
                making("CreateVpcEndpoint", "vpc-endpoint")
                        .and(own("vpc"))
                        .and(own("subnet"))
                        .and(own("security-group"))
                        .and(own("route-table")),
                making("CreateFlowLogs", "vpc-flow-log").and(own("vpc")),
                changing("AttachInternetGateway", "internet-gateway").and(own("vpc")),
                changing("CreateRoute", "route-table"),
                changing("AssociateRouteTable", "route-table").and(own("subnet")),
                changing("AuthorizeSecurityGroupIngress", "security-group")
                        .and(new About(ec2("security-group-rule"), Map.of())),
                changing("ModifySecurityGroupRules", "security-group")
                        .and(new About(ec2("security-group-rule"), Map.of())),
                changing("RevokeSecurityGroupEgress", "security-group"),
                changing("DeleteVpc", "vpc"),
                making("CreateTags", "vpc").with("ec2:CreateAction", "CreateVpc"),
                // Not tagged at creation: a rule, and the default group of a new VPC.
                making("CreateTags", "security-group-rule"),
                making("CreateTags", "security-group"),
                changing("CreateTags", "subnet").with("aws:RequestTag/Name", "subnet"),
                // EFS, on behalf of the caller, for a mount target.
                Request.of("ec2:CreateNetworkInterface", ec2("network-interface"))
                        .and(own("subnet"))
                        .and(own("security-group")),
                Request.of("ec2:DeleteNetworkInterface", ec2("network-interface")),
                bounded("CreateRole", "slipway-staging-task-1"),
                bounded("PutRolePolicy", "slipway-staging-task-1"),
                bounded("DeleteRolePolicy", "slipway-staging-task-1"),
                bounded("DeleteRole", "slipway-staging-task-1"),
                iam("PassRole", "slipway-staging-task-1").with("iam:PassedToService", "ecs-tasks.amazonaws.com"),
                iam("PassRole", "slipway-staging-flow-logs-1")
                        .with("iam:PassedToService", "vpc-flow-logs.amazonaws.com"),
                iam("CreateServiceLinkedRole", "aws-service-role/ecs.amazonaws.com/x")
                        .with("iam:AWSServiceName", "ecs.amazonaws.com"),
                Request.of("acm:RequestCertificate", "*")
                        .with(REQUEST_TAG, "staging")
                        .with(REQUEST_PROJECT, "slipway"),
                Request.of("acm:AddTagsToCertificate", regional("acm", "certificate/1"))
                        .with(REQUEST_TAG, "staging")
                        .with(REQUEST_PROJECT, "slipway"),
                Request.of("route53:ChangeResourceRecordSets", zone())
                        .with("route53:ChangeResourceRecordSetsRecordTypes", "CNAME"),
                Request.of("elasticfilesystem:CreateFileSystem", "*")
                        .with(REQUEST_TAG, "staging")
                        .with(REQUEST_PROJECT, "slipway"),
                Request.of("elasticfilesystem:CreateMountTarget", regional("elasticfilesystem", "file-system/fs-1"))
                        .with(TAG, "staging")
                        .with(PROJECT, "slipway"),
                Request.of("application-autoscaling:RegisterScalableTarget", scalable())
                        .with("application-autoscaling:service-namespace", "ecs"),
                Request.of(
                        "elasticloadbalancing:CreateLoadBalancer",
                        regional("elasticloadbalancing", "loadbalancer/app/slipway-staging-1/2")),
                Request.of(
                        "cloudwatch:PutMetricAlarm",
                        regional(
                                "cloudwatch",
                                "alarm:TargetTracking-service/slipway-staging/slipway-staging-AlarmHigh-1")),
                Request.of("rds:CreateDBInstance", regional("rds", "og:default:postgres-18")),
                Request.of("rds:CreateDBCluster", regional("rds", "cluster:slipway-staging")),
                Request.of("rds:CreateDBCluster", regional("rds", "og:default:aurora-postgresql-18")),
                Request.of("rds:CreateDBInstance", regional("rds", "db:slipway-staging-standby")),
                Request.of("secretsmanager:CreateSecret", regional("secretsmanager", "secret:rds!cluster-1")),
                Request.of("logs:CreateLogGroup", regional("logs", "log-group:/aws/rds/cluster/slipway-staging/x:*")),
                Request.of("elasticfilesystem:TagResource", regional("elasticfilesystem", "file-system/fs-1"))
                        .with(TAG, "staging")
                        .with(PROJECT, "slipway")
                        .with("aws:RequestTag/cost-centre", "4711"),
                Request.of("kms:CreateKey", "*").with(REQUEST_TAG, "staging").with(REQUEST_PROJECT, "slipway"),
                Request.of("kms:CreateAlias", regional("kms", "alias/slipway-staging"))
                        .and(new About(
                                regional("kms", "key/1"),
                                Map.of(TAG, List.of("staging"), PROJECT, List.of("slipway")))),
                Request.of("logs:AssociateKmsKey", regional("logs", "log-group:/slipway/staging/app:*")),
                Request.of("logs:CreateLogGroup", regional("logs", "log-group:aws-waf-logs-slipway-staging:*")),
                Request.of("wafv2:CreateWebACL", regional("wafv2", "regional/webacl/slipway-staging/1")),
                Request.of(
                        "elasticloadbalancing:SetWebAcl",
                        regional("elasticloadbalancing", "loadbalancer/app/slipway-staging-1/2")),
                Request.of("backup:CreateBackupVault", regional("backup", "backup-vault:slipway-staging")),
                Request.of("backup:CreateBackupPlan", regional("backup", "backup-plan:1"))
                        .with(REQUEST_TAG, "staging")
                        .with(REQUEST_PROJECT, "slipway"),
                Request.of("rds:CreateEventSubscription", regional("rds", "es:slipway-staging-database-events-1")),
                iam("PassRole", "slipway-staging-monitoring-1")
                        .with("iam:PassedToService", "monitoring.rds.amazonaws.com"),
                iam("PassRole", "slipway-staging-backups-1").with("iam:PassedToService", "backup.amazonaws.com"),
                Request.of("sns:Unsubscribe", "*"),
                log("staging"),
                Request.of("ecs:DescribeServiceDeployments", "*"),
                Request.of("cloudwatch:DescribeAlarms", "*"),
                Request.of("elasticloadbalancing:DescribeTargetHealth", "*"),
                Request.of("route53:AssociateVPCWithHostedZone", "*"),
                Request.of("secretsmanager:CreateSecret", regional("secretsmanager", "secret:rds!db-1")),
                state("GetObject", "stacks/slipway/staging.json"),
                state("PutObject", "stacks/slipway/staging.json.bak"),
                state("PutObject", "history/slipway/staging/staging-1.history.json"),
                state("DeleteObject", "locks/organization/slipway/staging/1.json"),
                state("GetObject", "stacks/slipway/foundation.json"),
                state("GetObject", "meta.yaml"),
                Request.of("kms:Decrypt", key("staging")),
                Request.of("kms:Decrypt", regional("kms", "key/1"))
                        .with("kms:ResourceAliases", "alias/slipway-foundation-state"));
        assertThat(needed)
                .filteredOn(request -> !DEPLOY.allow(inRegion(request)))
                .isEmpty();
    }

    @Test
    void a_preview_reads_its_own_state_and_changes_nothing() {
        assertThat(List.of(
                        Request.of("ecr:GetAuthorizationToken", "*"),
                        state("GetObject", "stacks/slipway/staging.json"),
                        Request.of("kms:Decrypt", key("staging"))))
                .allMatch(request -> PREVIEW.allow(inRegion(request)));
        assertThat(List.of(
                        state("PutObject", "stacks/slipway/staging.json"),
                        state("GetObject", "stacks/slipway/prod.json"),
                        Request.of("kms:Decrypt", key("prod")),
                        Request.of("kms:Encrypt", key("staging")),
                        log("staging"),
                        Request.of("ssm:GetParameter", regional("ssm", "parameter/slipway/staging/app/api-key/1")),
                        Request.of("s3:GetObject", "arn:aws:s3:::slipway-staging-logs-1/object"),
                        bounded("CreateRole", "slipway-staging-task-1")))
                .noneMatch(request -> PREVIEW.allow(inRegion(request)));
    }

    /**
     * A role's effective permissions are those that both its policies and its boundary allow; here the policies allow
     * everything.
     */
    @Test
    void a_role_cannot_reach_another_environment_whatever_its_policies_allow() {
        var secret = Request.of("secretsmanager:GetSecretValue", regional("secretsmanager", "secret:rds!db-1"));
        assertThat(List.of(
                        iam("CreateRole", "slipway-staging-mine"),
                        Request.of("sts:AssumeRole", role("slipway-deploy-staging")),
                        state("GetObject", "stacks/slipway/staging.json"),
                        state("PutObject", "stacks/slipway/prod.json"),
                        Request.of("kms:Decrypt", key("prod")),
                        Request.of("s3:GetObject", "arn:aws:s3:::slipway-prod-balancer-access-logs-bucket-1/x"),
                        Request.of("ssm:GetParameters", regional("ssm", "parameter/slipway/prod/api-key/1")),
                        secret.with("aws:ResourceTag/aws:rds:primaryDBInstanceArn", regional("rds", "db:slipway-prod")),
                        Request.of("rds-db:connect", regional("rds-db", "dbuser:db-1/slipway-prod")),
                        Request.of("sqs:ReceiveMessage", regional("sqs", "slipway-prod-jobs")),
                        Request.of("elasticfilesystem:ClientMount", regional("elasticfilesystem", "file-system/fs-1"))
                                .with(TAG, "prod")
                                .with(PROJECT, "slipway"),
                        Request.of("ecr:PutImage", regional("ecr", "repository/slipway"))))
                .noneMatch(request -> BOUNDARY.allow(inRegion(request)));
        assertThat(List.of(
                        Request.of("ecr:BatchGetImage", regional("ecr", "repository/slipway")),
                        Request.of(
                                "logs:PutLogEvents", regional("logs", "log-group:/slipway/staging/app:log-stream:1")),
                        Request.of("ssm:GetParameters", regional("ssm", "parameter/slipway/staging/app/api-key/1")),
                        secret.with(
                                "aws:ResourceTag/aws:rds:primaryDBInstanceArn", regional("rds", "db:slipway-staging")),
                        Request.of("rds-db:connect", regional("rds-db", "dbuser:db-1/slipway-staging")),
                        Request.of("s3:GetObject", "arn:aws:s3:::acme-reports/x"),
                        Request.of("sqs:SendMessage", regional("sqs", "jobs"))))
                .allMatch(request -> BOUNDARY.allow(inRegion(request)));
    }

    @Test
    void the_boundary_allows_everything_that_the_environments_own_roles_may_do() {
        var staging = TestEstate.stack("staging")
                .with(
                        "services.app",
                        "grants",
                        "[{\"bucket\": \"acme-reports\", \"access\": \"read-write\"}, {\"queue\": \"jobs\"}]")
                .plan();
        var policies = staging.all("aws:iam/rolePolicy:RolePolicy").toList();
        assertThat(policies).hasSizeGreaterThanOrEqualTo(7).allSatisfy(policy -> {
            var document = IamPolicies.of(Stream.of(policy.text("policy")));
            for (var statement : document.statements()) {
                for (var action : texts(statement.path("Action"))) {
                    for (var resource : texts(statement.path("Resource"))) {
                        assertThat(BOUNDARY.allow(inRegion(Request.of(action, resource)
                                        .with(TAG, "staging")
                                        .with(PROJECT, "slipway")
                                        .with(
                                                "aws:ResourceTag/aws:rds:primaryDBInstanceArn",
                                                regional("rds", "db:slipway-staging")))))
                                .as("%s on %s, of %s", action, resource, policy.name())
                                .isTrue();
                    }
                }
            }
        });
    }

    @Test
    void every_role_of_an_environment_has_its_boundary() {
        assertThat(TestEstate.stack("prod").plan().all("aws:iam/role:Role"))
                .isNotEmpty()
                .allSatisfy(role -> assertThat(role.text("permissionsBoundary")).isEqualTo(boundary("prod")));
    }

    @Test
    void an_environment_that_the_foundation_does_not_list_has_no_boundary() {
        var plan = TestEstate.stack("staging").named("try").plan();
        assertThat(plan.all("aws:iam/role:Role")).isNotEmpty().noneMatch(role -> role.has("permissionsBoundary"));
    }

    private static IamPolicies policies(String of) {
        return IamPolicies.of(FOUNDATION
                .all("aws:iam/policy:Policy")
                .filter(policy -> policy.name().startsWith("slipway-foundation-" + of))
                .map(policy -> policy.text("policy")));
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(node.asText());
    }

    private static Request inRegion(Request request) {
        return request.with("aws:RequestedRegion", REGION);
    }

    /** A new EC2 resource with staging's tags. */
    private static Request making(String action, String type) {
        return Request.of("ec2:" + action, ec2(type))
                .with(REQUEST_TAG, "staging")
                .with(REQUEST_PROJECT, "slipway");
    }

    /** An EC2 resource of staging. */
    private static Request changing(String action, String type) {
        return new Request("ec2:" + action, List.of(own(type)));
    }

    private static About own(String type) {
        return new About(
                ec2(type),
                Map.of(
                        TAG, List.of("staging"),
                        PROJECT, List.of("slipway"),
                        // A request's tags apply to each of its resources.
                        REQUEST_TAG, List.of("staging"),
                        REQUEST_PROJECT, List.of("slipway")));
    }

    private static Request iam(String action, String role) {
        return Request.of("iam:" + action, role(role));
    }

    private static Request bounded(String action, String role) {
        return iam(action, role).with("iam:PermissionsBoundary", boundary("staging"));
    }

    private static Request state(String action, String object) {
        return Request.of("s3:" + action, "arn:aws:s3:::slipway-state-%s/.pulumi/%s".formatted(ACCOUNT, object));
    }

    /** A request for the last log lines of an environment's task. */
    private static Request log(String environment) {
        return Request.of(
                "logs:GetLogEvents",
                regional("logs", "log-group:/slipway/%s/app:log-stream:app/app/1".formatted(environment)));
    }

    private static String role(String role) {
        return "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, role);
    }

    private static String boundary(String environment) {
        return "arn:aws:iam::%s:policy/slipway-%s-boundary".formatted(ACCOUNT, environment);
    }

    private static String key(String environment) {
        return FOUNDATION
                .named("aws:kms/key:Key", "slipway-foundation-" + environment + "-state-key")
                .state()
                .get("arn")
                .toString();
    }

    private static String zone() {
        return "arn:aws:route53:::hostedzone/" + FOUNDATION.outputs().get("zoneId");
    }

    private static String scalable() {
        return regional("application-autoscaling", "scalable-target/1");
    }

    private static String ec2(String type) {
        return regional("ec2", type + "/" + type + "-1");
    }

    private static String regional(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, resource);
    }
}

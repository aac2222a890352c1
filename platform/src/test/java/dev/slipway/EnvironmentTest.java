package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.SettingsProblems;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Plan STAGING = TestEstate.stack("staging").plan();
    private static final Plan PROD = TestEstate.stack("prod").plan();

    /** Resources that a team adds are not checked; the next tests check the rules of security groups. */
    @Test
    void each_component_of_staging_has_exactly_these_resources() {
        assertThat(counts(STAGING)).containsExactlyInAnyOrder("""
                alarms 5 aws:cloudwatch/metricAlarm:MetricAlarm
                balancer 1 aws:ec2/securityGroup:SecurityGroup
                balancer 2 aws:lb/listener:Listener
                balancer 1 aws:lb/loadBalancer:LoadBalancer
                balancer 1 aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2
                balancer 1 aws:s3/bucketOwnershipControls:BucketOwnershipControls
                balancer 1 aws:s3/bucketPolicy:BucketPolicy
                balancer 1 aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock
                balancer 1 aws:s3/bucketV2:BucketV2
                balancer 1 aws:s3/bucketVersioningV2:BucketVersioningV2
                certificate 1 aws:acm/certificate:Certificate
                certificate 1 aws:acm/certificateValidation:CertificateValidation
                certificate 1 aws:route53/record:Record
                cluster 1 aws:ecs/cluster:Cluster
                cluster 1 aws:ecs/clusterCapacityProviders:ClusterCapacityProviders
                dashboard 1 aws:cloudwatch/dashboard:Dashboard
                database 1 aws:ec2/securityGroup:SecurityGroup
                database 1 aws:iam/role:Role
                database 1 aws:iam/rolePolicy:RolePolicy
                database 1 aws:rds/eventSubscription:EventSubscription
                database 1 aws:rds/instance:Instance
                database 1 aws:rds/parameterGroup:ParameterGroup
                database 1 aws:rds/subnetGroup:SubnetGroup
                domain 1 aws:route53/record:Record
                files 1 aws:ec2/securityGroup:SecurityGroup
                files 1 aws:efs/accessPoint:AccessPoint
                files 1 aws:efs/backupPolicy:BackupPolicy
                files 1 aws:efs/fileSystem:FileSystem
                files 1 aws:efs/fileSystemPolicy:FileSystemPolicy
                files 2 aws:efs/mountTarget:MountTarget
                image 1 awsx:ecr:Image
                key 1 aws:kms/alias:Alias
                key 1 aws:kms/key:Key
                levels 1 aws:cloudwatch/compositeAlarm:CompositeAlarm
                levels 10 aws:cloudwatch/metricAlarm:MetricAlarm
                logs 5 aws:cloudwatch/logGroup:LogGroup
                network 1 aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
                network 1 aws:ec2/eip:Eip
                network 1 aws:ec2/flowLog:FlowLog
                network 1 aws:ec2/internetGateway:InternetGateway
                network 1 aws:ec2/natGateway:NatGateway
                network 3 aws:ec2/route:Route
                network 4 aws:ec2/routeTable:RouteTable
                network 6 aws:ec2/routeTableAssociation:RouteTableAssociation
                network 6 aws:ec2/subnet:Subnet
                network 1 aws:ec2/vpc:Vpc
                network 1 aws:ec2/vpcEndpoint:VpcEndpoint
                network 1 aws:iam/role:Role
                network 1 aws:iam/rolePolicy:RolePolicy
                notifications 1 aws:sns/topic:Topic
                notifications 1 aws:sns/topicPolicy:TopicPolicy
                service-app 2 aws:appautoscaling/policy:Policy
                service-app 1 aws:appautoscaling/target:Target
                service-app 6 aws:cloudwatch/metricAlarm:MetricAlarm
                service-app 1 aws:ec2/securityGroup:SecurityGroup
                service-app 1 aws:ecs/service:Service
                service-app 1 aws:ecs/taskDefinition:TaskDefinition
                service-app 2 aws:iam/role:Role
                service-app 6 aws:iam/rolePolicy:RolePolicy
                service-app 1 aws:lb/listenerRule:ListenerRule
                service-app 1 aws:lb/targetGroup:TargetGroup
                service-app 1 aws:ssm/parameter:Parameter
                """.lines().toArray(String[]::new));
    }

    @Test
    void traffic_enters_only_through_the_balancer_and_leaves_only_by_https() {
        assertThat(edges(STAGING))
                .containsExactlyInAnyOrder(
                        "anywhere -> balancer 443",
                        "anywhere -> balancer 80",
                        "balancer -> tasks 8080",
                        "tasks -> database 5432",
                        "tasks -> files 2049",
                        "tasks -> anywhere 443");
        assertThat(edges(PROD)).isEqualTo(edges(STAGING));
    }

    @Test
    void with_endpoints_tasks_can_reach_only_aws_services() {
        var plan = TestEstate.stack("staging")
                .with("network", "egress", "\"endpoints\"")
                .plan();
        assertThat(edges(plan))
                .containsExactlyInAnyOrder(
                        "anywhere -> balancer 443",
                        "anywhere -> balancer 80",
                        "balancer -> tasks 8080",
                        "tasks -> database 5432",
                        "tasks -> files 2049",
                        "tasks -> endpoints 443",
                        "tasks -> s3 443");
        assertThat(plan.all("aws:ec2/natGateway:NatGateway")).isEmpty();
        assertThat(plan.all("aws:ec2/route:Route").map(PlannedResource::name))
                .containsExactly("slipway-staging-network-public-internet");
        assertThat(plan.all("aws:ec2/vpcEndpoint:VpcEndpoint").map(endpoint -> endpoint.text("serviceName")))
                .containsExactlyInAnyOrder(
                        "com.amazonaws.eu-central-1.s3",
                        "com.amazonaws.eu-central-1.ecr.api",
                        "com.amazonaws.eu-central-1.ecr.dkr",
                        "com.amazonaws.eu-central-1.logs",
                        "com.amazonaws.eu-central-1.ssm",
                        "com.amazonaws.eu-central-1.secretsmanager");
    }

    @Test
    void the_service_depends_on_everything_that_a_task_needs_to_start() {
        assertThat(waitsFor(STAGING, STAGING.one("aws:ecs/service:Service")))
                .contains(
                        "slipway-staging-service-app-targets-rule",
                        "slipway-staging-cluster-capacity",
                        "slipway-staging-files-zone-1",
                        "slipway-staging-files-zone-2",
                        "slipway-staging-logs-service-app",
                        "slipway-staging-network-egress-private-1",
                        "slipway-staging-network-egress-private-2",
                        "slipway-staging-network-egress-s3",
                        "slipway-staging-service-app-parameters-api-key-1",
                        "slipway-staging-service-app-task-roles-execution-log",
                        "slipway-staging-service-app-task-roles-execution-pull",
                        "slipway-staging-service-app-task-roles-execution-secrets",
                        "slipway-staging-service-app-task-roles-task-database",
                        "slipway-staging-service-app-task-roles-task-files");
    }

    @Test
    void resources_that_aws_would_create_itself_are_created_first() {
        assertThat(waitsFor(STAGING, STAGING.one("aws:ecs/cluster:Cluster"))).contains("slipway-staging-logs-insights");
        assertThat(waitsFor(STAGING, STAGING.one("aws:rds/instance:Instance")))
                .contains("slipway-staging-logs-postgresql", "slipway-staging-logs-upgrade");
        assertThat(waitsFor(STAGING, STAGING.one("aws:lb/loadBalancer:LoadBalancer")))
                .contains("slipway-staging-balancer-access-logs-bucket");
        assertThat(STAGING.all("aws:cloudwatch/logGroup:LogGroup").map(group -> group.text("retentionInDays")))
                .containsOnly("30");
    }

    @Test
    void all_zones_share_one_gateway_or_each_has_its_own() {
        assertThat(STAGING.all("aws:ec2/natGateway:NatGateway")).hasSize(1);
        assertThat(PROD.all("aws:ec2/natGateway:NatGateway")).hasSize(3);
        assertThat(PROD.all("aws:ec2/route:Route")
                        .filter(route -> route.has("natGatewayId"))
                        .map(route -> route.text("natGatewayId")))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void only_productions_data_is_protected() {
        assertThat(STAGING.resources().stream()
                        .filter(resource -> resource.options().protect()))
                .isEmpty();
        assertThat(PROD.resources().stream()
                        .filter(resource -> resource.options().protect())
                        .map(PlannedResource::type))
                .containsExactlyInAnyOrder(
                        "aws:kms/key:Key",
                        "aws:s3/bucketV2:BucketV2",
                        "aws:rds/instance:Instance",
                        "aws:efs/fileSystem:FileSystem");
        var database = PROD.one("aws:rds/instance:Instance");
        assertThat(database.flag("deletionProtection")).isTrue();
        assertThat(database.flag("multiAz")).isTrue();
        assertThat(database.flag("skipFinalSnapshot")).isFalse();
        assertThat(database.text("finalSnapshotIdentifier")).matches("slipway-prod-final-sg-[0-9a-f]{17}");
        assertThat(PROD.one("aws:lb/loadBalancer:LoadBalancer").flag("enableDeletionProtection"))
                .isTrue();
    }

    @Test
    void health_checks_and_draining_take_less_than_a_minute() {
        var group = STAGING.one("aws:lb/targetGroup:TargetGroup");
        var healthy = group.number("healthCheck.interval") * group.number("healthCheck.healthyThreshold");
        var start = 20;
        assertThat(start + healthy + group.number("deregistrationDelay")).isLessThan(60);
        assertThat(group.text("healthCheck.path")).isEqualTo("/readyz");
    }

    @Test
    void the_migration_runs_first_and_the_service_waits_for_its_success() throws Exception {
        var containers = JSON.readTree(
                STAGING.one("aws:ecs/taskDefinition:TaskDefinition").text("containerDefinitions"));
        assertThat(texts(containers, "name")).containsExactly("migrate", "app");
        assertThat(containers.get(0).get("essential").booleanValue()).isFalse();
        assertThat(containers.get(1).get("dependsOn").toString())
                .isEqualTo("[{\"containerName\":\"migrate\",\"condition\":\"SUCCESS\"}]");
        for (var container : containers) {
            assertThat(container.get("readonlyRootFilesystem").booleanValue()).isTrue();
            assertThat(container.get("user").textValue()).isEqualTo("10001:10001");
            assertThat(variable(container, "SERVICE_NAME")).isEqualTo("slipway-app");
            assertThat(variable(container, "ENVIRONMENT")).isEqualTo("staging");
            assertThat(texts(container.get("mountPoints"), "containerPath")).contains("/tmp");
            assertThat(container.has("healthCheck")).isFalse();
        }
        assertThat(texts(containers.get(0).get("secrets"), "name")).containsExactly("DATABASE_ADMIN_PASSWORD");
        assertThat(texts(containers.get(1).get("secrets"), "name")).containsExactly("API_KEY_1");
    }

    @Test
    void running_resources_stay_or_change_in_place() {
        assertThat(STAGING.one("aws:ecs/taskDefinition:TaskDefinition").flag("skipDestroy"))
                .isTrue();
        assertThat(STAGING.one("aws:ecs/service:Service").flag("forceNewDeployment"))
                .isTrue();
        for (var plan : List.of(STAGING, PROD)) {
            var database = plan.one("aws:rds/instance:Instance");
            assertThat(database.flag("allowMajorVersionUpgrade")).isTrue();
            assertThat(database.flag("applyImmediately")).isTrue();
        }
    }

    @Test
    void a_team_cannot_set_a_variable_that_the_platform_sets() {
        var plan = TestEstate.stack("staging")
                .with("services.app", "corsOrigins", "[\"https://shop.acme.dev\"]")
                .with("services.app", "secrets", "[]")
                .with("services.app", "environment", "{}")
                .plan();
        var names = new TreeSet<String>();
        for (var container : plan.one("aws:ecs/taskDefinition:TaskDefinition").json("containerDefinitions")) {
            container
                    .get("environment")
                    .forEach(variable -> names.add(variable.get("name").textValue()));
            container
                    .get("secrets")
                    .forEach(variable -> names.add(variable.get("name").textValue()));
        }
        assertThat(names)
                .contains("CORS_ORIGINS", "DATABASE_ADMIN_PASSWORD", "API_KEY_1")
                .allSatisfy(name -> {
                    var config = TestEstate.stack("staging")
                            .with("services.app", "environment", "{\"%s\": \"x\"}".formatted(name))
                            .config();
                    assertThatThrownBy(() -> SettingsReader.read(config, TestEstate.ARCHITECTURE.kinds()))
                            .hasMessageContaining("services.app.environment." + name);
                });
    }

    @Test
    void own_variables_secrets_and_keys_reach_only_the_service() throws Exception {
        var plan = TestEstate.stack("staging")
                .with("services.app", "environment", "{\"GREETING\":\"hello\"}")
                .with("services.app", "secrets", "[\"PAYMENT_TOKEN\"]")
                .with("services.app", "apiKeys", "[1,2]")
                .plan();
        var containers =
                JSON.readTree(plan.one("aws:ecs/taskDefinition:TaskDefinition").text("containerDefinitions"));
        assertThat(texts(containers.get(1).get("environment"), "name")).contains("GREETING");
        assertThat(texts(containers.get(0).get("environment"), "name")).doesNotContain("GREETING");
        assertThat(texts(containers.get(1).get("secrets"), "name"))
                .containsExactly("API_KEY_1", "API_KEY_2", "PAYMENT_TOKEN");
        assertThat(plan.all("aws:ssm/parameter:Parameter").map(parameter -> parameter.text("name")))
                .containsExactlyInAnyOrder(
                        "/slipway/staging/app/api-key/1",
                        "/slipway/staging/app/api-key/2",
                        "/slipway/staging/app/secrets/PAYMENT_TOKEN");
        assertThat(policy(plan, "slipway-staging-service-app-task-roles-execution-secrets")
                        .findValuesAsText("Action"))
                .containsExactly("ssm:GetParameters");
        assertThat(policy(plan, "slipway-staging-service-app-task-roles-execution-administrator")
                        .findValuesAsText("Action"))
                .containsExactly("secretsmanager:GetSecretValue");
    }

    @Test
    void a_grant_allows_only_its_bucket_or_queue() {
        var plan = TestEstate.stack("staging")
                .with(
                        "services.app",
                        "grants",
                        "[{\"bucket\":\"acme-reports\"},{\"queue\":\"invoices\",\"access\":\"write\"}]")
                .plan();
        assertThat(policy(plan, "slipway-staging-service-app-task-roles-task-grants")
                        .toString())
                .isEqualTo("""
                        {"Version":"2012-10-17","Statement":[\
                        {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::acme-reports"},\
                        {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-reports/*"},\
                        {"Effect":"Allow","Action":["sqs:GetQueueAttributes","sqs:GetQueueUrl","sqs:SendMessage"],\
                        "Resource":"arn:aws:sqs:eu-central-1:000000000000:invoices"}]}""");
    }

    @Test
    void the_autoscaler_owns_the_number_of_tasks() {
        assertThat(STAGING.one("aws:ecs/service:Service").options().ignoreChanges())
                .contains("desiredCount");
        var target = PROD.one("aws:appautoscaling/target:Target");
        assertThat(target.number("minCapacity")).isEqualTo(2);
        assertThat(target.number("maxCapacity")).isEqualTo(8);
    }

    @Test
    void a_failed_rollout_is_rolled_back_by_the_circuit_breaker_or_two_alarms() {
        var service = STAGING.one("aws:ecs/service:Service");
        assertThat(service.flag("deploymentCircuitBreaker.rollback")).isTrue();
        assertThat(service.flag("alarms.rollback")).isTrue();
        assertThat(service.list("alarms.alarmNames")).hasSize(2);
        assertThat(service.flag("waitForSteadyState")).isTrue();
    }

    @Test
    void spot_gets_its_share_and_production_keeps_one_regular_task() {
        var plan = TestEstate.stack("prod")
                .with("services.app", "spotPercent", "70")
                .plan();
        var service = plan.one("aws:ecs/service:Service");
        assertThat(service.text("capacityProviderStrategies[0].capacityProvider"))
                .isEqualTo("FARGATE");
        assertThat(service.number("capacityProviderStrategies[0].base")).isEqualTo(1);
        assertThat(service.number("capacityProviderStrategies[0].weight")).isEqualTo(30);
        assertThat(service.number("capacityProviderStrategies[1].weight")).isEqualTo(70);
    }

    @Test
    void production_first_runs_stagings_image_and_builds_nothing() {
        assertThat(PROD.outputs().get("imageDigest"))
                .isEqualTo(STAGING.outputs().get("imageDigest"));
        assertThat(PROD.all("awsx:ecr:Image")).isEmpty();
        var digest = "sha256:" + "ab".repeat(32);
        assertThat(TestEstate.stack("prod")
                        .with("image", "digest", '"' + digest + '"')
                        .plan()
                        .outputs())
                .containsEntry("imageDigest", digest);
    }

    @Test
    void the_api_key_is_a_secret_everywhere() {
        assertThat(STAGING.outputs().get("apiKey")).isInstanceOf(Secret.class);
        assertThat(STAGING.one("aws:ssm/parameter:Parameter").inputs().get("value"))
                .isInstanceOf(Secret.class);
        var key = ((Secret) STAGING.outputs().get("apiKey")).value().toString();
        assertThat(key).hasSizeGreaterThan(40);
        assertThat(STAGING.toString()).doesNotContain(key);
    }

    @Test
    void the_same_settings_give_the_same_plan_except_for_generated_values() {
        var again = TestEstate.stack("staging").plan();
        var madeOnce = Set.of("slipway-staging-service-app-parameters-api-key-1");
        assertThat(inputs(again, madeOnce)).isEqualTo(inputs(STAGING, madeOnce));
        assertThat(STAGING.one("aws:ssm/parameter:Parameter").options().ignoreChanges())
                .containsExactly("value");
        assertThat(STAGING.one("aws:rds/instance:Instance").options().ignoreChanges())
                .containsExactly("finalSnapshotIdentifier", "snapshotIdentifier");
    }

    @Test
    void every_resource_is_named_after_the_environment() {
        assertThat(STAGING.resources())
                .isNotEmpty()
                .extracting(PlannedResource::name)
                .allMatch(name -> name.startsWith("slipway-staging"));
    }

    @Test
    void a_domain_outside_the_foundations_zone_is_refused() {
        var elsewhere = TestEstate.stack("staging").with("domain", "name", "\"orders.elsewhere.org\"");
        assertThatThrownBy(elsewhere::plan)
                .isInstanceOf(SettingsProblems.class)
                .hasMessageContaining("domain.name")
                .hasMessageContaining("example.com");
    }

    private static List<String> counts(Plan plan) {
        return plan.resources().stream()
                .filter(resource -> !resource.type().startsWith("slipway:")
                        && resource.kind() != Kind.READ
                        && !resource.type().startsWith("aws:vpc/securityGroup"))
                .collect(groupingBy(
                        resource -> TestEstate.component(plan, resource).replace("slipway-staging-", "")
                                + " %d "
                                + resource.type(),
                        TreeMap::new,
                        counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey().formatted(entry.getValue()))
                .toList();
    }

    /**
     * The rules of the environment's groups as {@code from -> to port}; a pair of egress and ingress rules is one edge.
     * Rules for a team's own group, such as a cache's, are not counted.
     */
    private static Set<String> edges(Plan plan) {
        var edges = new ArrayList<String>();
        plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
                .forEach(rule -> other(plan, rule)
                        .ifPresent(from -> edges.add("%s -> %s %s"
                                .formatted(
                                        from,
                                        group(plan, rule, "securityGroupId").orElseThrow(),
                                        rule.text("fromPort")))));
        plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
                .forEach(rule -> other(plan, rule)
                        .ifPresent(to -> edges.add("%s -> %s %s"
                                .formatted(
                                        group(plan, rule, "securityGroupId").orElseThrow(),
                                        to,
                                        rule.text("fromPort")))));
        return Set.copyOf(edges);
    }

    private static Optional<String> other(Plan plan, PlannedResource rule) {
        if (rule.has("cidrIpv4")) {
            assertThat(rule.text("cidrIpv4")).isEqualTo("0.0.0.0/0");
            return Optional.of("anywhere");
        }
        return rule.has("prefixListId") ? Optional.of("s3") : group(plan, rule, "referencedSecurityGroupId");
    }

    private static Optional<String> group(Plan plan, PlannedResource rule, String end) {
        return plan.all("aws:ec2/securityGroup:SecurityGroup")
                .filter(group -> group.id().equals(rule.text(end)))
                .map(group -> group.name().replaceAll(".*-(\\w+)-group", "$1"))
                .findFirst();
    }

    private static List<String> waitsFor(Plan plan, PlannedResource resource) {
        return resource.dependencies().stream()
                .flatMap(urn -> plan.find(urn).stream())
                .map(PlannedResource::name)
                .toList();
    }

    private static JsonNode policy(Plan plan, String name) {
        try {
            return JSON.readTree(
                    plan.named("aws:iam/rolePolicy:RolePolicy", name).text("policy"));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String variable(JsonNode container, String name) {
        for (var variable : container.get("environment")) {
            if (variable.get("name").textValue().equals(name)) {
                return variable.get("value").textValue();
            }
        }
        throw new AssertionError("no variable " + name);
    }

    private static List<String> texts(JsonNode list, String field) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.get(i).get(field).textValue())
                .toList();
    }

    private static List<String> inputs(Plan plan, Set<String> but) {
        return plan.resources().stream()
                .filter(resource -> !but.contains(resource.name()))
                .map(resource -> resource.name() + " " + resource.inputs())
                .sorted()
                .toList();
    }
}

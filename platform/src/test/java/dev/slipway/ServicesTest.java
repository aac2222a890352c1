package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.BucketSpec;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;
import dev.slipway.settings.stack.SettingsProblems;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static dev.slipway.architecture.BucketSpec.bucket;
import static dev.slipway.architecture.QueueSpec.queue;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Environments with other services than the template's. */
class ServicesTest {

    private static final Architecture TWO = Architecture.of(
            web("admin")
                    .paths("/admin", "/admin/*")
                    .hosts("admin")
                    .healthPath("/admin/health")
                    .port(8081)
                    .command("serve-admin")
                    .usesDatabase(),
            web("app").ownsSchema().usesFiles());
    private static final Plan BOTH = plan(TWO);
    private static final BucketSpec INVOICES = bucket("invoices");
    private static final QueueSpec MAILS = queue("mails");
    private static final Plan LARGER = plan(Architecture.of(
            web("app").ownsSchema().usesFiles().readsFrom(INVOICES).sendsTo(MAILS),
            worker("mailer", MAILS).writesTo(INVOICES),
            job("cleanup").schedule("cron(0 3 * * ? *)").usesDatabase()));
    private static final Plan NEITHER = plan(Architecture.of(web("app")));

    @Test
    void each_web_service_gets_the_requests_of_its_rule() {
        var admin = rule("slipway-staging-service-admin-targets-rule");
        assertThat(admin.number("priority")).isEqualTo(101);
        assertThat(admin.list("conditions[0].hostHeader.values")).containsExactly("admin.orders.staging.example.com");
        assertThat(admin.list("conditions[1].pathPattern.values")).containsExactly("/admin", "/admin/*");
        var app = rule("slipway-staging-service-app-targets-rule");
        assertThat(app.number("priority")).isEqualTo(50_000);
        assertThat(app.list("conditions[0].pathPattern.values")).containsExactly("/*");
        for (var service : List.of("admin", "app")) {
            var group = named("aws:lb/targetGroup:TargetGroup", "slipway-staging-" + service);
            assertThat(rule("slipway-staging-service-%s-targets-rule".formatted(service))
                            .text("actions[0].targetGroupArn"))
                    .isEqualTo(group.text("arn"));
            assertThat(named("aws:ecs/service:Service", "slipway-staging-service-%s-service".formatted(service))
                            .text("loadBalancers[0].targetGroupArn"))
                    .isEqualTo(group.text("arn"));
        }
        assertThat(named("aws:lb/targetGroup:TargetGroup", "slipway-staging-admin")
                        .text("healthCheck.path"))
                .isEqualTo("/admin/health");
    }

    @Test
    void a_request_that_no_rule_matches_gets_404() {
        var https = named("aws:lb/listener:Listener", "slipway-staging-balancer-https");
        assertThat(https.text("defaultActions[0].type")).isEqualTo("fixed-response");
        assertThat(https.text("defaultActions[0].fixedResponse.statusCode")).isEqualTo("404");
    }

    @Test
    void only_the_schemas_owner_migrates_and_the_others_follow_it() {
        assertThat(containers("app")).containsExactly("migrate", "app");
        assertThat(containers("admin")).containsExactly("admin");
        var admin = named("aws:ecs/service:Service", "slipway-staging-service-admin-service");
        var app = named("aws:ecs/service:Service", "slipway-staging-service-app-service");
        assertThat(admin.dependencies()).contains(app.urn());
        assertThat(app.dependencies()).doesNotContain(admin.urn());
    }

    @Test
    void a_service_gets_only_what_it_uses() {
        var admin = definition("admin").get(0);
        assertThat(admin.path("command").toString()).isEqualTo("[\"serve-admin\"]");
        assertThat(admin.path("environment").toString())
                .contains("{\"name\":\"PORT\",\"value\":\"8081\"}", "DATABASE_HOST")
                .doesNotContain("FILES_DIRECTORY");
        assertThat(named("aws:ecs/taskDefinition:TaskDefinition", "slipway-staging-service-admin-task-task")
                        .list("volumes"))
                .hasSize(1);
        assertThat(BOTH.all("aws:iam/rolePolicy:RolePolicy")
                        .map(PlannedResource::name)
                        .filter(name -> name.contains("-service-admin-")))
                .containsExactlyInAnyOrder(
                        "slipway-staging-service-admin-task-roles-execution-pull",
                        "slipway-staging-service-admin-task-roles-execution-log",
                        "slipway-staging-service-admin-task-roles-execution-secrets",
                        "slipway-staging-service-admin-task-roles-task-database");
    }

    @Test
    void each_service_has_its_own_settings_keys_logs_alarms_and_graphs() {
        var plan = plan(
                TWO,
                TestEstate.stack("staging")
                        .with("services.admin", "cpu", "512")
                        .with("services.admin", "memory", "1024"));
        assertThat(find(plan, "slipway-staging-service-admin-task-task").text("cpu"))
                .isEqualTo("512");
        assertThat(find(plan, "slipway-staging-service-app-task-task").text("cpu"))
                .isEqualTo("256");
        assertThat(BOTH.all("aws:ssm/parameter:Parameter").map(parameter -> parameter.text("name")))
                .containsExactlyInAnyOrder("/slipway/staging/admin/api-key/1", "/slipway/staging/app/api-key/1");
        assertThat(BOTH.outputs().get("appApiKey")).isInstanceOf(Secret.class);
        assertThat(BOTH.all("aws:cloudwatch/logGroup:LogGroup").map(group -> group.text("name")))
                .contains("/slipway/staging/admin", "/slipway/staging/app");
        assertThat(BOTH.all("aws:cloudwatch/metricAlarm:MetricAlarm")
                        .filter(alarm -> alarm.has("dimensions.ServiceName"))
                        .map(alarm -> alarm.text("dimensions.ServiceName")))
                .containsOnly("slipway-staging-admin", "slipway-staging-app");
        assertThat(BOTH.one("aws:cloudwatch/dashboard:Dashboard").text("dashboardBody"))
                .contains("admin: healthy and unhealthy tasks", "app: healthy and unhealthy tasks");
    }

    @Test
    void without_database_and_files_nothing_of_them_is_left() {
        assertThat(NEITHER.resources())
                .extracting(PlannedResource::type)
                .noneMatch(type -> type.startsWith("aws:rds/") || type.startsWith("aws:efs/"));
        assertThat(NEITHER.resources())
                .extracting(PlannedResource::name)
                .noneMatch(name -> name.contains("database") || name.contains("files"));
        assertThat(NEITHER.one("aws:cloudwatch/dashboard:Dashboard").text("dashboardBody"))
                .doesNotContain("database", "AWS/RDS");
        assertThat(NEITHER.one("aws:ecs/taskDefinition:TaskDefinition").text("containerDefinitions"))
                .doesNotContain("DATABASE_", "FILES_DIRECTORY", "migrate");
        assertThat(NEITHER.outputs()).doesNotContainKey("databaseEndpoint");
    }

    @Test
    void a_worker_consumes_its_queue_without_a_load_balancer() {
        assertThat(rules(LARGER)).doesNotContain("mailer");
        var service = find(LARGER, "slipway-staging-service-mailer-service");
        assertThat(service.has("loadBalancers")).isFalse();
        assertThat(service.has("alarms")).isFalse();
        assertThat(service.flag("deploymentCircuitBreaker.rollback")).isTrue();
        var container = find(LARGER, "slipway-staging-service-mailer-task-task")
                .json("containerDefinitions")
                .get(0);
        assertThat(container.path("command").toString()).isEqualTo("[\"work\"]");
        assertThat(container.path("environment").toString())
                .contains("MAILS_QUEUE_URL", "INVOICES_BUCKET")
                .doesNotContain("RATE_LIMIT", "\"PORT\"");
        var scaling = find(LARGER, "slipway-staging-service-mailer-scaling-messages");
        assertThat(scaling.number("targetTrackingScalingPolicyConfiguration.targetValue"))
                .isEqualTo(100);
        assertThat(scaling.inputs().toString()).contains("waiting / tasks", "RunningTaskCount");
        assertThat(LARGER.outputs()).doesNotContainKey("mailerApiKey");
    }

    @Test
    void a_job_runs_on_its_schedule_and_its_failures_trigger_alarms() {
        var schedule = find(LARGER, "slipway-staging-job-cleanup-schedule", "aws:scheduler/schedule:Schedule");
        assertThat(schedule.text("scheduleExpression")).isEqualTo("cron(0 3 * * ? *)");
        assertThat(schedule.text("target.ecsParameters.taskDefinitionArn"))
                .isEqualTo(find(LARGER, "slipway-staging-job-cleanup-task-task").text("arn"));
        assertThat(LARGER.all("aws:ecs/service:Service").map(PlannedResource::name))
                .noneMatch(name -> name.contains("cleanup"));
        assertThat(LARGER.all("aws:cloudwatch/metricAlarm:MetricAlarm")
                        .map(PlannedResource::name)
                        .filter(name -> name.contains("cleanup")))
                .containsExactlyInAnyOrder(
                        "slipway-staging-job-cleanup-failed",
                        "slipway-staging-job-cleanup-not-started",
                        "slipway-staging-job-cleanup-overdue");
        assertThat(find(LARGER, "slipway-staging-job-cleanup-schedule-run").text("policy"))
                .contains("ecs:RunTask", "iam:PassRole")
                .doesNotContain("\"*\"");
    }

    @Test
    void buckets_and_queues_are_encrypted_versioned_and_reachable_over_tls_only() {
        assertThat(find(
                                LARGER,
                                "slipway-staging-bucket-invoices-bucket",
                                "aws:s3/bucketVersioningV2:BucketVersioningV2")
                        .text("versioningConfiguration.status"))
                .isEqualTo("Enabled");
        assertThat(find(LARGER, "slipway-staging-bucket-invoices-bucket", "aws:s3/bucketPolicy:BucketPolicy")
                        .text("policy"))
                .contains("aws:SecureTransport", "Deny");
        for (var queue : List.of("queue", "failed")) {
            var name = "slipway-staging-queue-mails-" + queue;
            assertThat(find(LARGER, name, "aws:sqs/queue:Queue").flag("sqsManagedSseEnabled"))
                    .isTrue();
            assertThat(find(LARGER, name, "aws:sqs/queuePolicy:QueuePolicy").text("policy"))
                    .contains("aws:SecureTransport", "Deny");
        }
        assertThat(find(LARGER, "slipway-staging-queue-mails-queue", "aws:sqs/redrivePolicy:RedrivePolicy")
                        .json("redrivePolicy")
                        .path("maxReceiveCount")
                        .intValue())
                .isEqualTo(5);
    }

    @Test
    void a_service_may_do_with_a_bucket_or_queue_only_what_it_is_declared_to_do() {
        assertThat(find(LARGER, "slipway-staging-service-mailer-task-roles-task-uses")
                        .text("policy"))
                .contains("s3:PutObject", "sqs:ReceiveMessage")
                .doesNotContain("s3:GetObject", "sqs:SendMessage", "\"*\"");
        assertThat(find(LARGER, "slipway-staging-service-app-task-roles-task-uses")
                        .text("policy"))
                .contains("s3:GetObject", "sqs:SendMessage")
                .doesNotContain("s3:PutObject", "sqs:ReceiveMessage");
    }

    @Test
    void an_undeclared_service_in_the_settings_is_refused() {
        var stack = TestEstate.stack("staging").with("services.admi", "cpu", "512");
        assertThatThrownBy(() -> plan(TWO, stack))
                .isInstanceOf(SettingsProblems.class)
                .hasMessageContaining("services.admi")
                .hasMessageContaining("did you mean services.admin?");
    }

    @Test
    void rules_keep_the_order_of_the_declaration() {
        var many = new ArrayList<ServiceSpec>();
        for (var name : List.of("c", "a", "b")) {
            many.add(web(name).paths("/" + name + "/*"));
        }
        assertThat(plan(new Architecture(many))
                        .all("aws:lb/listenerRule:ListenerRule")
                        .map(rule -> rule.number("priority") + " " + rule.list("conditions[0].pathPattern.values")))
                .containsExactlyInAnyOrder("101 [/c/*]", "102 [/a/*]", "103 [/b/*]");
    }

    private static Plan plan(Architecture architecture) {
        return plan(architecture, TestEstate.stack("staging"));
    }

    private static Plan plan(Architecture architecture, TestEstate stack) {
        return EstatePlans.of(TestEstate.PROJECT, architecture).plan(stack.config());
    }

    private static PlannedResource rule(String name) {
        return named("aws:lb/listenerRule:ListenerRule", name);
    }

    private static PlannedResource named(String type, String name) {
        return BOTH.all(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rules(Plan plan) {
        return plan.all("aws:lb/listenerRule:ListenerRule")
                .map(PlannedResource::name)
                .toList();
    }

    private static PlannedResource find(Plan plan, String name, String type) {
        return plan.all(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PlannedResource find(Plan plan, String name) {
        return plan.resources().stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode definition(String service) {
        return named("aws:ecs/taskDefinition:TaskDefinition", "slipway-staging-service-%s-task-task".formatted(service))
                .json("containerDefinitions");
    }

    private static List<String> containers(String service) {
        return definition(service)
                .valueStream()
                .map(container -> container.path("name").asText())
                .toList();
    }
}

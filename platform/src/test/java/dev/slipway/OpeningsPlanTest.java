package dev.slipway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.architecture.Architecture;
import dev.slipway.changes.Change;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static dev.slipway.architecture.BucketSpec.bucket;
import static dev.slipway.architecture.ServiceSpec.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a team opens by a setting, in the plan. */
class OpeningsPlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final TestEstate STAGING = TestEstate.stack("staging");

    @Test
    void tags_and_role_reach_the_provider() {
        var provider = STAGING
                .withKey("aws:defaultTags", "{\"tags\":{\"CostCenter\":\"4711\"}}")
                .withKey("aws:assumeRole", "{\"roleArn\":\"arn:aws:iam::000000000000:role/deployer\"}")
                .whole()
                .resources()
                .stream()
                .filter(resource -> resource.type().equals("pulumi:providers:aws"))
                .findFirst()
                .orElseThrow();
        assertThat(provider.inputs().toString())
                .contains("CostCenter", "4711", "managed-by", "arn:aws:iam::000000000000:role/deployer");
    }

    @Test
    void all_names_are_in_the_certificate_and_in_dns_and_redirects_come_first() {
        var plan = STAGING.with("domain", "aliases", "[\"*.orders.staging.example.com\"]")
                .with("domain", "redirects", "[\"www.staging.example.com\"]")
                .plan();
        assertThat(one(plan, "aws:acm/certificate:Certificate").list("subjectAlternativeNames"))
                .containsExactly("*.orders.staging.example.com", "www.staging.example.com");
        assertThat(all(plan, "aws:route53/record:Record")
                        .filter(record -> record.text("type").equals("A"))
                        .map(record -> record.text("name")))
                .containsExactlyInAnyOrder(
                        "orders.staging.example.com", "*.orders.staging.example.com", "www.staging.example.com");
        // The wildcard is validated by the record of the name that it is below.
        assertThat(all(plan, "aws:route53/record:Record")
                        .filter(record -> record.text("type").equals("CNAME")))
                .hasSize(2);
        var redirect = all(plan, "aws:lb/listenerRule:ListenerRule")
                .filter(rule -> rule.name().endsWith("redirect-1"))
                .findFirst()
                .orElseThrow();
        assertThat(redirect.number("priority")).isEqualTo(1);
        assertThat(redirect.text("actions[0].redirect.host")).isEqualTo("orders.staging.example.com");
    }

    @Test
    void browsers_are_bound_to_https_for_subdomains_only_on_request() {
        var header = "routingHttpResponseStrictTransportSecurityHeaderValue";
        assertThat(https(STAGING.plan()).text(header)).isEqualTo("max-age=63072000");
        assertThat(https(STAGING.with("domain", "includeSubdomains", "true").plan())
                        .text(header))
                .isEqualTo("max-age=63072000; includeSubDomains");
    }

    @Test
    void tasks_reach_the_ports_of_the_setting_and_callers_come_from_its_ranges() {
        var plan = STAGING.with("network", "egressPorts", "[443, 587]")
                .with("balancer", "allowedRanges", "[\"203.0.113.0/24\"]")
                .plan();
        assertThat(all(plan, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
                        .filter(rule ->
                                rule.name().contains("tasks") && rule.name().contains("to-anywhere"))
                        .map(rule -> rule.number("toPort")))
                .containsExactlyInAnyOrder(443L, 587L);
        assertThat(all(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
                        .filter(rule -> rule.name().contains("balancer"))
                        .filter(rule -> rule.inputs().containsKey("cidrIpv4"))
                        .map(rule -> rule.text("cidrIpv4")))
                .containsExactly("203.0.113.0/24", "203.0.113.0/24");
    }

    @Test
    void a_balancer_is_private_on_request_and_tasks_keep_connections_for_longer() {
        var plan = STAGING.with("balancer", "internal", "true")
                .with("balancer", "idleTimeout", "120")
                .with("balancer", "trustedProxies", "1")
                .plan();
        var balancer = one(plan, "aws:lb/loadBalancer:LoadBalancer");
        assertThat(balancer.inputs()).containsEntry("internal", true);
        assertThat(balancer.number("idleTimeout")).isEqualTo(120);
        assertThat(balancer.list("subnets"))
                .isEqualTo(one(plan, "aws:ecs/service:Service").list("networkConfiguration.subnets"));
        assertThat(variables(plan, "app")).contains("IDLE_TIMEOUT=135", "TRUSTED_PROXIES=1");
    }

    @Test
    void existing_secrets_reach_the_container_and_its_role_alone() throws Exception {
        var arn = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:shared/stripe-AbCdEf";
        var plan = STAGING.with("services.app", "secrets", "[\"STRIPE_KEY=%s:key::\"]".formatted(arn))
                .plan();
        assertThat(container(plan, "app").path("secrets").toString()).contains(arn + ":key::");
        assertThat(all(plan, "aws:iam/rolePolicy:RolePolicy")
                        .filter(policy -> policy.text("policy").contains(arn)))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.name()).endsWith("task-roles-execution-existing-secrets");
                    assertThat(policy.text("policy")).contains("\"" + arn + "\"", "kms:ViaService");
                });
        assertThat(all(plan, "aws:ssm/parameter:Parameter")).hasSize(1);
    }

    @Test
    void an_existing_vpc_is_used_as_it_is() {
        var plan = STAGING.with("network", "existing", """
                        {"vpc": "vpc-0123456789abcdef0",
                         "publicSubnets": ["subnet-00000001", "subnet-00000002"],
                         "privateSubnets": ["subnet-00000003", "subnet-00000004"],
                         "isolatedSubnets": ["subnet-00000005", "subnet-00000006"]}""").plan();
        assertThat(plan.resources())
                .extracting(PlannedResource::type)
                .doesNotContain(
                        "aws:ec2/vpc:Vpc",
                        "aws:ec2/subnet:Subnet",
                        "aws:ec2/natGateway:NatGateway",
                        "aws:ec2/vpcEndpoint:VpcEndpoint",
                        "aws:ec2/flowLog:FlowLog");
        assertThat(one(plan, "aws:ecs/service:Service").list("networkConfiguration.subnets"))
                .containsExactly("subnet-00000003", "subnet-00000004");
        assertThat(one(plan, "aws:lb/loadBalancer:LoadBalancer").list("subnets"))
                .containsExactly("subnet-00000001", "subnet-00000002");
        assertThat(all(plan, "aws:ec2/securityGroup:SecurityGroup").map(group -> group.text("vpcId")))
                .containsOnly("vpc-0123456789abcdef0");
    }

    @Test
    void users_sign_in_before_the_request_is_forwarded() {
        var plan = STAGING.with("balancer", "signIn", """
                        {"issuer": "https://login.acme.dev", "authorizationEndpoint": "https://login.acme.dev/authorize",
                         "tokenEndpoint": "https://login.acme.dev/token", "userInfoEndpoint": "https://login.acme.dev/user",
                         "clientSecret": "slipway/staging/oidc", "clientId": "orders"}""")
                .with("services.app", "signIn", "true")
                .plan();
        var rule = one(plan, "aws:lb/listenerRule:ListenerRule");
        assertThat(rule.text("actions[0].type")).isEqualTo("authenticate-oidc");
        assertThat(rule.text("actions[1].type")).isEqualTo("forward");
        assertThat(rule.inputs().toString()).contains("https://login.acme.dev/token");
    }

    @Test
    void exec_opens_the_channel_of_the_agent() throws Exception {
        var plan = STAGING.with("services.app", "exec", "true").plan();
        assertThat(one(plan, "aws:ecs/service:Service").inputs()).containsEntry("enableExecuteCommand", true);
        assertThat(all(plan, "aws:iam/rolePolicy:RolePolicy")
                        .filter(policy -> policy.text("policy").contains("ssmmessages:OpenDataChannel")))
                .hasSize(1);
        assertThat(container(plan, "app").path("readonlyRootFilesystem").booleanValue())
                .isFalse();
        assertThat(container(STAGING.plan(), "app")
                        .path("readonlyRootFilesystem")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void a_log_router_sends_the_lines_on() throws Exception {
        var plan = STAGING.with("services.app", "logRouter", "{\"Name\": \"http\", \"Host\": \"logs.acme.dev\"}")
                .plan();
        assertThat(container(plan, "app").at("/logConfiguration/logDriver").textValue())
                .isEqualTo("awsfirelens");
        assertThat(container(plan, "log-router")
                        .at("/firelensConfiguration/type")
                        .textValue())
                .isEqualTo("fluentbit");
    }

    @Test
    void a_database_has_the_storage_the_parameters_and_the_replica_of_its_settings() throws Exception {
        var plan = STAGING.with("database", "storageType", "\"io2\"")
                .with("database", "iops", "3000")
                .with("database", "storage", "100")
                .with("database", "parameters", "{\"work_mem\": \"16384\", \"max_connections\": \"200\"}")
                .with("database", "extensions", "[\"pg_trgm\"]")
                .with("database", "readReplica", "true")
                .with("database", "snapshot", "\"acme-orders\"")
                .plan();
        var instances = all(plan, "aws:rds/instance:Instance").toList();
        assertThat(instances).hasSize(2);
        assertThat(instances.getFirst().text("storageType")).isEqualTo("io2");
        assertThat(instances.getFirst().text("snapshotIdentifier")).isEqualTo("acme-orders");
        assertThat(instances.getLast().text("identifier")).isEqualTo("slipway-staging-reader");
        // RDS creates no replica of an instance whose administrator's password it manages.
        assertThat(instances.getFirst().has("manageMasterUserPassword")).isFalse();
        var password = plan.named("aws:ssm/parameter:Parameter", "slipway-staging-database-administrator");
        assertThat(instances.getFirst().text("password")).isEqualTo(password.text("value"));
        assertThat(container(plan, "migrate").at("/secrets/0/valueFrom").asText())
                .isEqualTo(password.text("arn"));
        var group = one(plan, "aws:rds/parameterGroup:ParameterGroup");
        assertThat(group.inputs().get("parameters").toString())
                .contains("max_connections", "pending-reboot", "work_mem", "rds.force_ssl");
        assertThat(variables(plan, "migrate")).contains("DATABASE_EXTENSIONS=pg_trgm");
        assertThat(variables(plan, "app")).anyMatch(variable -> variable.startsWith("DATABASE_READER_HOST="));
    }

    @Test
    void a_store_with_data_is_deleted_only_after_its_name_was_typed() {
        var prod = TestEstate.stack("prod");
        var invoices = Architecture.of(web("app").ownsSchema().usesFiles().writesTo(bucket("invoices")));
        var runs =
                EstatePlans.running(EstatePlans.of(TestEstate.PROJECT, invoices).plan(prod.config()));
        var nothing = Architecture.of(web("app"));

        assertThat(ChangesTest.changes(runs, ChangesTest.settings(prod), nothing).stream()
                        .filter(Change::refused))
                .extracting(Change::setting)
                .containsExactly("database", "files", "bucket-invoices");

        var typed = prod.withValue(
                "unprotected", "[\"slipway-prod-database\", \"slipway-prod-files\", \"slipway-prod-bucket-invoices\"]");
        assertThat(ChangesTest.changes(runs, ChangesTest.settings(typed), nothing))
                .extracting(Change::setting, Change::refused)
                .contains(
                        org.assertj.core.api.Assertions.tuple("database", false),
                        org.assertj.core.api.Assertions.tuple("bucket-invoices", false));
        assertThat(one(EstatePlans.of(TestEstate.PROJECT, invoices).plan(typed.config()), "aws:rds/instance:Instance")
                        .inputs())
                .containsEntry("deletionProtection", false);
    }

    @Test
    void more_names_than_a_certificate_or_rule_can_have_are_refused() {
        var refused = catchThrowableOfType(
                SettingsProblems.class,
                () -> STAGING.with(
                                "domain",
                                "aliases",
                                Stream.iterate(1, i -> i + 1)
                                        .limit(12)
                                        .map("\"n%d.example.com\""::formatted)
                                        .toList()
                                        .toString())
                        .plan());
        assertThat(refused.problems()).extracting(Problem::path).containsExactly("domain.aliases");
    }

    private static PlannedResource https(Plan plan) {
        return all(plan, "aws:lb/listener:Listener")
                .filter(listener -> listener.name().endsWith("-https"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<PlannedResource> all(Plan plan, String type) {
        return plan.resources().stream().filter(resource -> resource.type().equals(type));
    }

    private static PlannedResource one(Plan plan, String type) {
        return all(plan, type).findFirst().orElseThrow();
    }

    private static JsonNode container(Plan plan, String name) throws Exception {
        var containers =
                JSON.readTree(one(plan, "aws:ecs/taskDefinition:TaskDefinition").text("containerDefinitions"));
        return StreamSupport.stream(containers.spliterator(), false)
                .filter(container -> container.path("name").textValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> variables(Plan plan, String container) {
        try {
            return container(plan, container)
                    .path("environment")
                    .valueStream()
                    .map(each -> each.path("name").textValue() + "="
                            + each.path("value").textValue())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

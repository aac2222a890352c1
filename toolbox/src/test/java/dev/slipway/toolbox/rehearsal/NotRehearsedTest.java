package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static dev.slipway.toolbox.rehearsal.Planned.plan;
import static dev.slipway.toolbox.rehearsal.Planned.resource;
import static org.assertj.core.api.Assertions.assertThat;

class NotRehearsedTest {

    private static final Map<String, String> CHANGED = Map.of("DATABASE_SIGN_IN", "password");

    @Test
    void resources_that_every_rehearsal_starts_are_not_listed() {
        assertThat(names(plan(estate(Map.of(), Map.of()))))
                .containsExactlyInAnyOrder("Container", "Environment", "RDS", "Balancer", "Certificate");
    }

    @Test
    void an_unknown_type_is_listed_by_its_name() {
        assertThat(notRehearsed(
                        with(resource("aws:glue/job:Job", "a", Map.of()), resource("aws:glue/job:Job", "b", Map.of()))))
                .contains(new NotRehearsed("aws:glue/job:Job", "2 not created"));
    }

    @Test
    void a_part_with_several_resources_is_listed_once() {
        assertThat(names(with(
                        resource("aws:ec2/vpc:Vpc", "vpc", Map.of()),
                        resource("aws:ec2/subnet:Subnet", "subnet", Map.of()),
                        resource("aws:wafv2/webAcl:WebAcl", "acl", Map.of()))))
                .containsOnlyOnce("Network")
                .contains("Firewall");
    }

    @Test
    void features_of_the_database_are_listed_from_its_settings() {
        assertThat(names(plan(estate(Map.of("multiAz", true, "iamDatabaseAuthenticationEnabled", true), Map.of()))))
                .contains("Multi-AZ", "IAM sign-in");
        assertThat(names(plan(estate(Map.of("multiAz", false), Map.of())))).doesNotContain("Multi-AZ", "IAM sign-in");
    }

    @Test
    void a_cluster_of_aurora_is_listed_once() {
        assertThat(names(with(
                        resource(
                                "aws:rds/cluster:Cluster",
                                "cluster",
                                Map.of("engine", "aurora-postgresql", "engineVersion", "18")),
                        resource("aws:rds/clusterInstance:ClusterInstance", "first", Map.of()),
                        resource("aws:rds/clusterInstance:ClusterInstance", "standby", Map.of()))))
                .containsOnlyOnce("Aurora", "Multi-AZ");
    }

    @Test
    void spot_is_listed_only_where_tasks_may_run_on_it() {
        assertThat(names(plan(estate(Map.of(), spot(30))))).contains("Spot");
        assertThat(names(plan(estate(Map.of(), spot(0))))).doesNotContain("Spot");
    }

    @Test
    void variables_that_differ_are_listed_without_their_values() {
        assertThat(notRehearsed(plan(estate(Map.of(), Map.of()))))
                .contains(new NotRehearsed(
                        "Environment",
                        "as planned except for HOST, PORT, METRICS_PORT, FILES_DIRECTORY, DATABASE_SIGN_IN"));
    }

    @Test
    void a_missing_secret_is_listed() {
        var plan = plan(estate(Map.of(), Map.of(), "to be filled in"));

        assertThat(names(plan)).contains("Secrets set by hand");
        assertThat(Blueprint.of(plan, DatabaseAccess.Passwords.make(), Map.of())
                        .services()
                        .getFirst()
                        .task()
                        .secrets()
                        .get("app"))
                .containsEntry("GIVEN", "stand-in");
        assertThat(Blueprint.of(plan, DatabaseAccess.Passwords.make(), Map.of("GIVEN", "mine"))
                        .services()
                        .getFirst()
                        .task()
                        .secrets()
                        .get("app"))
                .containsEntry("GIVEN", "mine");
    }

    private static List<String> names(Plan plan) {
        return notRehearsed(plan).stream().map(NotRehearsed::what).toList();
    }

    private static List<NotRehearsed> notRehearsed(Plan plan) {
        return NotRehearsed.of(Blueprint.of(plan, DatabaseAccess.Passwords.make(), Map.of()), CHANGED);
    }

    private static Plan with(PlannedResource... more) {
        var resources = new ArrayList<>(List.of(estate(Map.of(), Map.of())));
        resources.addAll(List.of(more));
        return plan(resources.toArray(PlannedResource[]::new));
    }

    private static Map<String, Object> spot(long weight) {
        return Map.of(
                "capacityProviderStrategies", List.of(Map.of("capacityProvider", "FARGATE_SPOT", "weight", weight)));
    }

    private static PlannedResource[] estate(Map<String, Object> database, Map<String, Object> service) {
        return estate(database, service, "a value");
    }

    private static PlannedResource[] estate(
            Map<String, Object> database, Map<String, Object> service, String parameter) {
        var instance = new HashMap<String, Object>(Map.of(
                "engine", "postgres",
                "engineVersion", "18",
                "instanceClass", "db.t4g.micro",
                "dbName", "app",
                "username", "administrator"));
        instance.putAll(database);
        var ecs = new HashMap<String, Object>(Map.of(
                "name",
                "app",
                "taskDefinition",
                "arn:task",
                "desiredCount",
                1L,
                "loadBalancers",
                List.of(Map.of("containerName", "app", "containerPort", 8080L, "targetGroupArn", "arn:group"))));
        ecs.putAll(service);
        return new PlannedResource[] {
            resource("aws:lb/loadBalancer:LoadBalancer", "balancer", Map.of()),
            resource("aws:lb/targetGroup:TargetGroup", "group", Map.of()),
            resource("aws:acm/certificate:Certificate", "certificate", Map.of("domainName", "orders.example.com")),
            resource(
                    "aws:lb/listener:Listener",
                    "https",
                    Map.of(
                            "port",
                            443L,
                            "protocol",
                            "HTTPS",
                            "defaultActions",
                            List.of(Map.of("type", "forward", "targetGroupArn", "arn:group")))),
            resource("aws:rds/instance:Instance", "database", instance),
            resource("aws:ecs/service:Service", "service", ecs),
            resource(
                    "aws:ecs/taskDefinition:TaskDefinition",
                    "task",
                    Map.of("cpu", "256", "memory", "512", "containerDefinitions", """
                            [{"name": "app", "image": "own",
                              "environment": [{"name": "DATABASE_SIGN_IN", "value": "iam"},
                                              {"name": "FILES_DIRECTORY", "value": "/files"}],
                              "secrets": [{"name": "GIVEN", "valueFrom": "/given"}],
                              "mountPoints": [{"sourceVolume": "files", "containerPath": "/files"}]}]""")),
            resource("aws:ssm/parameter:Parameter", "given", Map.of("name", "/given", "value", new Secret(parameter)))
        };
    }
}

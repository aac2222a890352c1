package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.toolbox.rehearsal.tasks.Container;
import dev.slipway.toolbox.rehearsal.tasks.OutgoingConnections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a plan that a rehearsal does not cover. Resources of unknown types are listed by type, so that nothing is
 * omitted silently.
 *
 * @param what the part, such as {@code Scaling}
 * @param instead what happens instead, or what to keep in mind
 */
public record NotRehearsed(String what, String instead) {

    /** Types that are rehearsed completely, except for the details listed below. */
    private static final Set<String> REHEARSED = Set.of(
            "aws:lb/loadBalancer:LoadBalancer",
            "aws:lb/listener:Listener",
            "aws:lb/listenerRule:ListenerRule",
            "aws:lb/targetGroup:TargetGroup",
            "aws:ecs/service:Service",
            "aws:ecs/taskDefinition:TaskDefinition",
            "aws:ssm/parameter:Parameter",
            "aws:rds/cluster:Cluster",
            "aws:rds/clusterInstance:ClusterInstance",
            "aws:rds/instance:Instance",
            "aws:efs/fileSystem:FileSystem",
            "aws:appautoscaling/target:Target");

    /** Parts of an estate by the prefix of their type tokens, in the order of the list. */
    private static final Map<String, NotRehearsed> PARTS = new LinkedHashMap<>();

    static {
        var network = OutgoingConnections.areListed()
                ? "subnets, routes; a connection that a security group would block is reported, unless it is very short"
                : "subnets, routes, security groups: a connection that the plan would block works here";
        part("aws:ec2/", "Network", network);
        part("aws:vpc/", "Network", network);
        part("aws:route53/", "DNS", "the domain's records are not created");
        part("aws:acm/", "Certificate", "issued by a temporary authority, not validated by DNS");
        part("aws:wafv2/", "Firewall", "no request is filtered or counted by the web ACL");
        part("aws:iam/", "Permissions", "no role is assumed, so no policy can refuse anything");
        part("aws:kms/", "Encryption keys", "nothing is encrypted at rest");
        part("aws:appautoscaling/", "Scaling", "the number of tasks stays at the minimum");
        part(
                "aws:cloudwatch/metric",
                "Alarms",
                "no metric is collected, and no alarm triggers or rolls a deployment back");
        part(
                "aws:cloudwatch/compositeAlarm",
                "Alarms",
                "no metric is collected, and no alarm triggers or rolls a deployment back");
        part("aws:sns/", "Notifications", "no notification is sent");
        part("aws:cloudwatch/logGroup", "Log groups", "logs are files here, without retention or queries");
        part("aws:cloudwatch/queryDefinition", "Log groups", "logs are files here, without retention or queries");
        part("aws:cloudwatch/dashboard", "Dashboard", "not drawn");
        part("aws:s3/", "Buckets", "no versions, policies and encryption; the balancer's access logs are not written");
        part("aws:sqs/", "Queues", "no policies and encryption; ElasticMQ keeps the messages in memory");
        part("aws:scheduler/", "Scheduler", "no schedule starts a job");
        part("aws:cloudwatch/event", "Events", "no failed run of a job is noticed");
        part("aws:servicediscovery/", "Service Connect", "calls go through a local proxy, without retries");
        part("aws:backup/", "Backups", "no backups are taken");
        part("aws:rds/", "Database parameters", "parameter group and subnet group are not applied");
        part(
                "aws:efs/",
                "EFS",
                "the shared volume is a local folder: no latency, no NFS locks, no access point's user");
        part("aws:ecs/cluster", "Cluster", "Container Insights and capacity providers: tasks are processes here");
        part("awsx:ecr:", "Image", "not built: the jar runs on this machine's Java");
        part("aws:ecr/", "Image", "not built: the jar runs on this machine's Java");
    }

    private static void part(String prefix, String what, String instead) {
        PARTS.put(prefix, new NotRehearsed(what, instead));
    }

    /** All parts that a rehearsal does not cover, beginning with details of the resources that it starts. */
    static List<NotRehearsed> of(Blueprint blueprint, Map<String, String> changed) {
        var found = new ArrayList<NotRehearsed>();
        for (var service : blueprint.services()) {
            task(service, changed, found);
        }
        if (!blueprint.foreign().isEmpty()) {
            found.add(new NotRehearsed(
                    "Services",
                    "not started, because they run images of their own: "
                            + blueprint.foreign().stream()
                                    .map(service -> service.name(blueprint.plan()))
                                    .collect(Collectors.joining(", "))));
        }
        if (!blueprint.jobs().isEmpty()) {
            found.add(new NotRehearsed(
                    "Schedules",
                    "no job starts by itself: --run %s runs one"
                            .formatted(blueprint.jobs().stream()
                                    .map(job -> job.name(blueprint.plan()))
                                    .collect(Collectors.joining(" or --run ")))));
        }
        if (!blueprint.standIns().isEmpty()) {
            found.add(new NotRehearsed(
                    "Secrets set by hand",
                    "'%s' unless set in rehearsal.env: %s"
                            .formatted(SecretsOfTask.STAND_IN, String.join(", ", blueprint.standIns()))));
        }
        database(blueprint.plan(), found);
        balancer(blueprint.plan(), found);
        found.addAll(parts(blueprint.plan()));
        return found.stream().distinct().toList();
    }

    private static void task(RehearsedService planned, Map<String, String> changed, List<NotRehearsed> found) {
        var definition = planned.task().resource();
        var own = planned.task().containers().container(planned.definition().container());
        found.add(new NotRehearsed(
                "Container",
                "the image, its user, its read-only root, its limits (%s CPU units, %s MiB)"
                        .formatted(definition.text("cpu"), definition.text("memory"))));
        var differing = Stream.concat(
                        Stream.of("HOST", "PORT", "METRICS_PORT"),
                        Stream.concat(
                                own.environment().entrySet().stream()
                                        .filter(variable -> own.mounts().containsValue(variable.getValue()))
                                        .map(Map.Entry::getKey),
                                changed.keySet().stream()
                                        .filter(name -> !changed.get(name)
                                                .equals(own.environment().get(name)))))
                .collect(Collectors.joining(", "));
        found.add(new NotRehearsed("Environment", "as planned except for " + differing));
        if (!planned.task().foreign().isEmpty()) {
            var names = planned.task().foreign().stream().map(Container::name).collect(Collectors.joining(", "));
            found.add(new NotRehearsed("Side containers", "not started, because they use other images: " + names));
        }
        var service = planned.resource();
        if (usesSpot(service)) {
            found.add(new NotRehearsed("Spot", "no task is reclaimed with two minutes' notice"));
        }
        if (service.has("deploymentCircuitBreaker")) {
            found.add(new NotRehearsed("Rollouts", "only the first one: nothing to roll back to"));
        }
    }

    private static boolean usesSpot(PlannedResource service) {
        return IntStream.range(0, service.list("capacityProviderStrategies").size())
                .mapToObj("capacityProviderStrategies[%d]"::formatted)
                .anyMatch(
                        provider -> service.text(provider + ".capacityProvider").equals("FARGATE_SPOT")
                                && service.number(provider + ".weight") > 0);
    }

    private static void database(Plan plan, List<NotRehearsed> found) {
        Stream.of("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
                .flatMap(plan::all)
                .filter(database -> database.flag("iamDatabaseAuthenticationEnabled"))
                .forEach(_ -> found.add(new NotRehearsed(
                        "IAM sign-in", "a password: this PostgreSQL has no rds_iam; TLS to it is off")));
        var ofClusters = plan.all("aws:rds/clusterInstance:ClusterInstance").count();
        if (ofClusters > 1 || plan.all("aws:rds/instance:Instance").anyMatch(instance -> instance.flag("multiAz"))) {
            found.add(new NotRehearsed("Multi-AZ", "no failover: a stopped database is down until it is restarted"));
        }
        plan.all("aws:rds/cluster:Cluster")
                .forEach(cluster -> found.add(new NotRehearsed(
                        "Aurora",
                        "%s %s with %d instances there, one PostgreSQL here; its capacity, storage and backups are not here"
                                .formatted(cluster.text("engine"), cluster.text("engineVersion"), ofClusters))));
        plan.all("aws:rds/instance:Instance").forEach(instance -> {
            found.add(new NotRehearsed(
                    "RDS",
                    "%s %s with %s there; its backups, storage and limits are not here"
                            .formatted(
                                    instance.text("engine"),
                                    instance.value("engineVersion")
                                            .map(String::valueOf)
                                            .orElse("(newest)"),
                                    instance.text("instanceClass"))));
        });
    }

    private static void balancer(Plan plan, List<NotRehearsed> found) {
        found.add(new NotRehearsed(
                "Balancer", "WebSockets, the TLS policy's ciphers; one address instead of one per zone"));
        plan.all("aws:lb/targetGroup:TargetGroup")
                .filter(group -> group.flag("stickiness.enabled"))
                .forEach(group -> found.add(new NotRehearsed("Stickiness", "any task may get any request")));
        plan.resources().stream()
                .filter(NotRehearsed::authenticates)
                .findFirst()
                .ifPresent(rule ->
                        found.add(new NotRehearsed("Sign-in at the balancer", "not applied: every request passes")));
    }

    private static boolean authenticates(PlannedResource resource) {
        return resource.type().startsWith("aws:lb/listener") && (resource.inputs() + "").contains("type=authenticate-");
    }

    private static Set<NotRehearsed> parts(Plan plan) {
        var present = plan.resources().stream()
                .filter(resource -> resource.kind() != Kind.COMPONENT)
                // Providers and stack references belong to the engine, not to the estate.
                .filter(resource -> !resource.type().startsWith("pulumi:"))
                .collect(Collectors.groupingBy(PlannedResource::type, TreeMap::new, Collectors.counting()));
        present.keySet().removeAll(REHEARSED);
        var found = new LinkedHashSet<NotRehearsed>();
        PARTS.forEach((prefix, part) -> {
            Predicate<String> ofPart = type -> type.startsWith(prefix);
            if (present.keySet().removeIf(ofPart)) {
                found.add(part);
            }
        });
        present.forEach((type, count) ->
                found.add(new NotRehearsed(type, count == 1 ? "not created" : count + " not created")));
        return found;
    }
}

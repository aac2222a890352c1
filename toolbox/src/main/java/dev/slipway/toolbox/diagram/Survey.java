package dev.slipway.toolbox.diagram;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a stack's architecture from its plan. */
final class Survey {

    private static final String INTERNET = "internet";
    private static final String PRIVATE = "private";

    private final Plan plan;
    private final Map<String, String> boxOfGroup = new LinkedHashMap<>();
    private final Map<String, List<Box>> boxesOfTier = new LinkedHashMap<>();
    private final List<Box> global = new ArrayList<>();
    private final List<Box> regional = new ArrayList<>();
    private final Set<Arrow> arrows = new LinkedHashSet<>();

    Survey(Plan plan) {
        this.plan = plan;
    }

    /** The parts of an environment; for a stack without a network, such as a foundation, its components. */
    Architecture architecture() {
        var vpc =
                plan.all("aws:ec2/securityGroup:SecurityGroup").findFirst().map(group -> network(group.text("vpcId")));
        if (vpc.isEmpty()) {
            components();
        }
        return new Architecture(plan.environment(), region(), global, regional, vpc, List.copyOf(arrows));
    }

    private String region() {
        return plan.all("pulumi:providers:aws")
                .findFirst()
                .map(provider -> provider.text("region"))
                .or(() -> plan.all("aws:ec2/subnet:Subnet")
                        .findFirst()
                        .map(subnet -> subnet.text("availabilityZone").replaceFirst("[a-z]$", "")))
                .orElse("");
    }

    /** @param id the id of the VPC, which may not be part of the plan */
    private Vpc network(String id) {
        plan.all("aws:ec2/subnet:Subnet").forEach(subnet -> boxesOfTier.putIfAbsent(tier(subnet), new ArrayList<>()));
        global.add(Box.of(INTERNET, Box.Shape.ROUND, "Internet"));
        balancer();
        egress();
        tasks();
        database();
        files();
        rules();
        services();
        return new Vpc(
                plan.all("aws:ec2/vpc:Vpc")
                        .findFirst()
                        .map(own -> own.text("cidrBlock"))
                        .orElse(id),
                boxesOfTier.entrySet().stream()
                        .map(tier -> new Tier(tier.getKey(), subnets(tier.getKey()), tier.getValue()))
                        .toList());
    }

    private void balancer() {
        plan.all("aws:lb/loadBalancer:LoadBalancer").findFirst().ifPresent(balancer -> {
            var secure = plan.all("aws:lb/listener:Listener")
                    .filter(listener -> listener.has("sslPolicy"))
                    .findFirst();
            box(
                    tierOf(balancer.list("subnets"), "public"),
                    Box.strong(
                            "balancer",
                            Box.Shape.PLAIN,
                            "Load balancer",
                            plan.all("aws:acm/certificate:Certificate")
                                    .findFirst()
                                    .map(certificate -> certificate.text("domainName"))
                                    .orElse(""),
                            secure.map(listener -> listener.text("sslPolicy").replaceAll(".*(TLS\\d+-\\d-\\d).*", "$1"))
                                    .map(policy -> policy.replaceFirst("TLS13-1-2", "TLS 1.2 and 1.3"))
                                    .orElse(""),
                            plan.all("aws:wafv2/webAclAssociation:WebAclAssociation")
                                    .findFirst()
                                    .map(_ -> "behind a web ACL")
                                    .orElse("")));
            groups(balancer.list("securityGroups"), "balancer");
        });
    }

    /** Adds the routes of tasks to the outside: NAT gateways, or endpoints of AWS services. */
    private void egress() {
        var gateways = plan.all("aws:ec2/natGateway:NatGateway").toList();
        if (!gateways.isEmpty()) {
            box(
                    tierOf(List.of(gateways.getFirst().text("subnetId")), "public"),
                    Box.of("nat", Box.Shape.PLAIN, "NAT gateway" + times(gateways.size())));
            arrows.add(allowed("nat", INTERNET, ""));
        }
        var endpoints = plan.all("aws:ec2/vpcEndpoint:VpcEndpoint")
                .filter(endpoint -> endpoint.has("subnetIds"))
                .toList();
        if (!endpoints.isEmpty()) {
            box(
                    tierOf(endpoints.getFirst().list("subnetIds"), PRIVATE),
                    Box.of(
                            "endpoints",
                            Box.Shape.PLAIN,
                            "VPC endpoints",
                            endpoints.stream()
                                    .map(endpoint -> endpoint.text("serviceName")
                                            .replaceFirst("com\\.amazonaws\\.[a-z0-9-]+\\.", ""))
                                    .collect(Collectors.joining(", "))));
            endpoints.forEach(endpoint -> groups(endpoint.list("securityGroupIds"), "endpoints"));
        }
    }

    private void tasks() {
        definitions().forEach(task -> {
            var service = service(task);
            box(
                    service.map(each -> tierOf(each.list("networkConfiguration.subnets"), PRIVATE))
                            .orElse(PRIVATE),
                    Box.strong(
                            id(task),
                            Box.Shape.PLAIN,
                            label(task),
                            Stream.of(service.map(this::count).orElseGet(() -> schedule(task)), containers(task))
                                    .filter(text -> !text.isEmpty() && !text.equals(label(task)))
                                    .collect(Collectors.joining(", ")),
                            "%s CPU units · %s MiB · %s"
                                    .formatted(
                                            task.text("cpu"),
                                            task.text("memory"),
                                            task.text("runtimePlatform.cpuArchitecture"))));
            plan.all("aws:ec2/securityGroup:SecurityGroup")
                    .filter(group -> group.name().equals(component(task) + "-tasks-group"))
                    .forEach(group -> boxOfGroup.put(group.text("id"), id(task)));
        });
    }

    private Stream<PlannedResource> definitions() {
        return plan.all("aws:ecs/taskDefinition:TaskDefinition");
    }

    /** The service that runs a task definition; a job has none. */
    private Optional<PlannedResource> service(PlannedResource definition) {
        return plan.all("aws:ecs/service:Service")
                .filter(service -> service.text("taskDefinition").equals(definition.text("arn")))
                .findFirst();
    }

    private String schedule(PlannedResource definition) {
        return "job, "
                + plan.all("aws:scheduler/schedule:Schedule")
                        .filter(schedule -> schedule.name().startsWith(component(definition) + "-"))
                        .findFirst()
                        .map(schedule -> schedule.text("scheduleExpression"))
                        .orElse("by hand");
    }

    /** The containers of a task in their order: {@code migrate, then app, with collector}. */
    private static String containers(PlannedResource definition) {
        var first = new ArrayList<String>();
        var beside = new ArrayList<String>();
        var main = "";
        for (var container : definition.json("containerDefinitions")) {
            var name = container.path("name").asText();
            if (main.isEmpty() && container.path("essential").asBoolean()) {
                main = name;
            } else {
                (main.isEmpty() ? first : beside).add(name);
            }
        }
        return Stream.concat(first.stream(), Stream.of(main)).collect(Collectors.joining(", then "))
                + (beside.isEmpty() ? "" : ", with " + String.join(", ", beside));
    }

    /** The name of the component of a service or job, with which the names of its parts begin. */
    private static String component(PlannedResource definition) {
        return definition.name().replaceFirst("-task-task$", "");
    }

    /** The name of a service or job without the environment's, which all have in common. */
    private String label(PlannedResource definition) {
        return plan.shortName(definition.text("family"));
    }

    private String id(PlannedResource definition) {
        return "service-" + label(definition);
    }

    private String count(PlannedResource service) {
        return plan.all("aws:appautoscaling/target:Target")
                .filter(target -> target.text("resourceId").endsWith("/" + service.text("name")))
                .findFirst()
                .map(target -> "%s to %s".formatted(target.text("minCapacity"), target.text("maxCapacity")))
                .orElse("");
    }

    private void database() {
        plan.all("aws:rds/instance:Instance")
                .findFirst()
                .ifPresent(database -> database(
                        database,
                        "PostgreSQL",
                        database.text("instanceClass")
                                + (database.flag("multiAz") ? ", standby in another zone" : "")));
        plan.all("aws:rds/cluster:Cluster").findFirst().ifPresent(cluster -> {
            var instances = plan.all("aws:rds/clusterInstance:ClusterInstance").count();
            database(
                    cluster,
                    "Aurora PostgreSQL",
                    "%d instance%s, %s to %s ACU"
                            .formatted(
                                    instances,
                                    instances == 1 ? "" : "s",
                                    cluster.text("serverlessv2ScalingConfiguration.minCapacity"),
                                    cluster.text("serverlessv2ScalingConfiguration.maxCapacity")));
        });
    }

    private void database(PlannedResource database, String engine, String size) {
        var subnets = plan.all("aws:rds/subnetGroup:SubnetGroup")
                .findFirst()
                .map(group -> group.list("subnetIds"))
                .orElse(List.of());
        box(
                tierOf(subnets, "isolated"),
                Box.strong(
                        "database",
                        Box.Shape.STORE,
                        "%s %s".formatted(engine, database.text("engineVersion")),
                        size,
                        "backups %s days".formatted(database.text("backupRetentionPeriod"))));
        groups(database.list("vpcSecurityGroupIds"), "database");
    }

    private void files() {
        var targets = plan.all("aws:efs/mountTarget:MountTarget").toList();
        if (!targets.isEmpty()) {
            box(
                    tierOf(List.of(targets.getFirst().text("subnetId")), "isolated"),
                    Box.strong("files", Box.Shape.STORE, "Shared files", "EFS, in %d zones".formatted(targets.size())));
            targets.forEach(target -> groups(target.list("securityGroups"), "files"));
        }
    }

    private void rules() {
        var ports = new LinkedHashMap<Arrow, Set<String>>();
        plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").forEach(rule -> {
            var from = rule.has("referencedSecurityGroupId")
                    ? boxOfGroup.get(rule.text("referencedSecurityGroupId"))
                    : rule.has("cidrIpv4") ? INTERNET : null;
            var to = boxOfGroup.get(rule.text("securityGroupId"));
            if (from != null && to != null) {
                ports.computeIfAbsent(allowed(from, to, ""), _ -> new LinkedHashSet<>())
                        .add(rule.has("fromPort") ? rule.text("fromPort") : "all");
            }
        });
        ports.forEach((arrow, numbers) -> arrows.add(allowed(arrow.from(), arrow.to(), String.join(", ", numbers))));
        plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
                .filter(rule -> rule.has("cidrIpv4") && boxOfGroup.containsKey(rule.text("securityGroupId")))
                .filter(_ -> plan.all("aws:ec2/natGateway:NatGateway").findAny().isPresent())
                .map(rule -> allowed(boxOfGroup.get(rule.text("securityGroupId")), "nat", rule.text("fromPort")))
                .forEach(arrows::add);
    }

    /** Adds dotted arrows for resources that are reached by name, without a security group rule. */
    private void services() {
        plan.all("aws:route53/record:Record")
                .filter(record -> record.has("aliases"))
                .findFirst()
                .ifPresent(record -> {
                    global.add(Box.of("dns", Box.Shape.PLAIN, "Route 53", record.text("name")));
                    arrows.add(uses("dns", "balancer", ""));
                });
        image().ifPresent(image -> {
            regional.add(Box.of("registry", Box.Shape.PLAIN, "ECR", image));
            definitions().forEach(task -> arrows.add(uses(id(task), "registry", "image")));
        });
        stores();
        var parameters = plan.all("aws:ssm/parameter:Parameter").count();
        var managed = Stream.of("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
                .flatMap(plan::all)
                .filter(database -> database.flag("manageMasterUserPassword"))
                .findFirst()
                .map(_ -> "the administrator's password")
                .orElse("");
        if (parameters > 0 || !managed.isEmpty()) {
            regional.add(Box.of(
                    "secrets",
                    Box.Shape.PLAIN,
                    "Secrets",
                    parameters > 0 ? "%d SSM parameter%s".formatted(parameters, parameters == 1 ? "" : "s") : "",
                    managed));
            definitions()
                    .filter(task -> task.text("containerDefinitions").contains("valueFrom"))
                    .forEach(task -> arrows.add(uses(id(task), "secrets", "")));
        }
        plan.all("aws:lb/loadBalancer:LoadBalancer").findFirst().ifPresent(_ -> {
            regional.add(Box.of("accesslogs", Box.Shape.STORE, "S3", "access logs"));
            arrows.add(uses("balancer", "accesslogs", ""));
        });
        plan.all("aws:backup/plan:Plan").findFirst().ifPresent(backups -> {
            regional.add(Box.of(
                    "backups",
                    Box.Shape.STORE,
                    "AWS Backup",
                    "daily, for %s days, locked".formatted(backups.text("rules[0].lifecycle.deleteAfter"))));
            Stream.of("database", "files")
                    .filter(boxOfGroup::containsValue)
                    .forEach(store -> arrows.add(uses(store, "backups", "")));
        });
        var alarms = plan.all("aws:cloudwatch/metricAlarm:MetricAlarm").count();
        if (alarms > 0) {
            regional.add(Box.of(
                    "watch",
                    Box.Shape.PLAIN,
                    "CloudWatch",
                    "logs, dashboard, %d alarms".formatted(alarms),
                    plan.all("aws:sns/topic:Topic").findAny().isPresent() ? "notifies by SNS" : ""));
            definitions().forEach(task -> arrows.add(uses(id(task), "watch", "")));
        }
        plan.all("aws:amp/workspace:Workspace").findFirst().ifPresent(workspace -> {
            regional.add(Box.of("metrics", Box.Shape.PLAIN, "Prometheus", "shown by Grafana"));
            definitions()
                    .filter(task -> may(task, workspace, "aps:RemoteWrite"))
                    .forEach(task -> arrows.add(uses(id(task), "metrics", "")));
        });
    }

    /** Adds the queues and buckets that tasks use, by the policies of their roles. */
    private void stores() {
        for (var queue : plan.all("aws:sqs/queue:Queue").toList()) {
            store(queue, "queue", Box.Shape.QUEUE, "SQS", "sqs:SendMessage", "sqs:ReceiveMessage");
        }
        for (var bucket : plan.all("aws:s3/bucketV2:BucketV2").toList()) {
            store(bucket, "bucket", Box.Shape.STORE, "S3", "s3:PutObject", "s3:GetObject");
        }
    }

    private void store(
            PlannedResource store, String kind, Box.Shape shape, String product, String writes, String reads) {
        var name = plan.shortName(store.name()).replaceFirst("^" + kind + "-(.*)-" + kind + "$", "$1");
        var id = kind + "-" + name;
        var used = new LinkedHashSet<Arrow>();
        definitions().forEach(task -> {
            if (may(task, store, writes)) {
                used.add(uses(id(task), id, "writes"));
            }
            if (may(task, store, reads)) {
                used.add(uses(id, id(task), "reads"));
            }
        });
        if (!used.isEmpty()) {
            regional.add(Box.of(id, shape, product, "%s %s".formatted(kind, name)));
            arrows.addAll(used);
        }
    }

    private boolean may(PlannedResource task, PlannedResource store, String action) {
        return plan.all("aws:iam/rolePolicy:RolePolicy")
                .filter(policy -> policy.name().startsWith(component(task) + "-task-roles-task-"))
                .map(policy -> policy.text("policy"))
                .anyMatch(policy -> policy.contains(store.text("arn")) && policy.contains(action));
    }

    /** The repository of the tasks' image. */
    private Optional<String> image() {
        return plan.all("aws:ecs/taskDefinition:TaskDefinition")
                .findFirst()
                .map(task ->
                        task.json("containerDefinitions").path(0).path("image").asText())
                .filter(image -> image.contains("/"))
                .map(image -> image.substring(image.indexOf('/') + 1).replaceFirst("[@:].*", ""));
    }

    private void box(String tier, Box box) {
        boxesOfTier.computeIfAbsent(tier, _ -> new ArrayList<>()).add(box);
    }

    private static Arrow allowed(String from, String to, String label) {
        return new Arrow(from, to, label, Arrow.Kind.ALLOWED);
    }

    private static Arrow uses(String from, String to, String label) {
        return new Arrow(from, to, label, Arrow.Kind.USES);
    }

    private void groups(List<Object> ids, String box) {
        ids.forEach(id -> boxOfGroup.put(String.valueOf(id), box));
    }

    /** {@code private} for a subnet named {@code …-private-2}. */
    private static String tier(PlannedResource subnet) {
        return subnet.name().replaceFirst(".*?([a-z]+)-\\d+$", "$1");
    }

    /** @param existing the tier of these subnets if they are not part of the plan */
    private String tierOf(List<?> subnetIds, String existing) {
        return plan.all("aws:ec2/subnet:Subnet")
                .filter(subnet -> subnetIds.contains(subnet.id()))
                .findFirst()
                .map(Survey::tier)
                .orElse(existing);
    }

    private List<Tier.Subnet> subnets(String tier) {
        return plan.all("aws:ec2/subnet:Subnet")
                .filter(subnet -> tier(subnet).equals(tier))
                .map(subnet -> new Tier.Subnet(subnet.text("availabilityZone"), subnet.text("cidrBlock")))
                .toList();
    }

    private static String times(int count) {
        return count > 1 ? " ×" + count : "";
    }

    private void components() {
        for (var root : plan.roots()) {
            for (var component : plan.children(root)) {
                if (regional.stream().noneMatch(box -> box.id().equals(root.name()))) {
                    regional.add(Box.of(root.name(), Box.Shape.PLAIN, root.name()));
                }
                regional.add(Box.strong(component.name(), Box.Shape.PLAIN, lines(root, component)));
                arrows.add(new Arrow(root.name(), component.name(), "", Arrow.Kind.PART));
            }
        }
    }

    /** The component's name below its root, and the kinds of its parts. */
    private String[] lines(PlannedResource root, PlannedResource component) {
        var length = Math.min(root.name().length() + 1, component.name().length());
        return Stream.concat(
                        Stream.of(component.name().substring(length)),
                        plan.children(component).stream()
                                .map(child ->
                                        child.type().substring(child.type().lastIndexOf(':') + 1))
                                .distinct())
                .toArray(String[]::new);
    }
}

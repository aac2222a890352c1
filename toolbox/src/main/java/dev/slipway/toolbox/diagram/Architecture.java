package dev.slipway.toolbox.diagram;

import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stack's architecture as a Mermaid flowchart: the tiers that traffic passes, and the resources that tasks use. Arrows
 * with port numbers are the plan's security group rules.
 */
public final class Architecture {

    private static final String INTERNET = "internet";
    private static final String PRIVATE = "private";

    private final Plan plan;
    private final Map<String, String> boxOfGroup = new LinkedHashMap<>();
    private final Map<String, List<String>> boxesOfTier = new LinkedHashMap<>();
    private final List<String> outside = new ArrayList<>();
    private final Set<String> arrows = new LinkedHashSet<>();

    private Architecture(Plan plan) {
        this.plan = plan;
    }

    /** The text of the chart; for a stack without a network, such as a foundation, its components. */
    public static String of(Plan plan) {
        var architecture = new Architecture(plan);
        return plan.all("aws:ec2/securityGroup:SecurityGroup")
                .findFirst()
                .map(group -> architecture.network(group.text("vpcId")))
                .orElseGet(architecture::components);
    }

    /** @param vpc the id of the VPC, which may not be part of the plan */
    private String network(String vpc) {
        plan.all("aws:ec2/subnet:Subnet").forEach(subnet -> boxesOfTier.putIfAbsent(tier(subnet), new ArrayList<>()));
        balancer();
        egress();
        tasks();
        database();
        files();
        rules();
        services();

        var chart = new StringBuilder("flowchart LR\n");
        chart.append("  internet([Internet])\n");
        outside.forEach(box -> chart.append("  ").append(box).append('\n'));
        chart.append("  subgraph vpc [\"VPC %s\"]\n"
                .formatted(plan.all("aws:ec2/vpc:Vpc")
                        .findFirst()
                        .map(own -> own.text("cidrBlock"))
                        .orElse(vpc)));
        boxesOfTier.forEach((tier, boxes) -> {
            chart.append("    subgraph %s [\"%s subnets%s\"]\n".formatted(tier, tier, zones(tier)));
            boxes.forEach(box -> chart.append("      ").append(box).append('\n'));
            chart.append("    end\n");
        });
        chart.append("  end\n");
        arrows.forEach(arrow -> chart.append("  ").append(arrow).append('\n'));
        return chart.toString();
    }

    private void balancer() {
        plan.all("aws:lb/loadBalancer:LoadBalancer").findFirst().ifPresent(balancer -> {
            var secure = plan.all("aws:lb/listener:Listener")
                    .filter(listener -> listener.has("sslPolicy"))
                    .findFirst();
            box(
                    tierOf(balancer.list("subnets"), "public"),
                    "balancer",
                    "[\"%s\"]",
                    "<b>Load balancer</b>",
                    plan.all("aws:acm/certificate:Certificate")
                            .findFirst()
                            .map(certificate -> certificate.text("domainName"))
                            .orElse(""),
                    secure.map(listener -> listener.text("sslPolicy").replaceAll(".*(TLS\\d+-\\d-\\d).*", "$1"))
                            .map(policy -> policy.replaceFirst("TLS13-1-2", "TLS 1.2 and 1.3"))
                            .orElse(""));
            groups(balancer.list("securityGroups"), "balancer");
        });
    }

    /** Adds the routes of tasks to the outside: NAT gateways, or endpoints of AWS services. */
    private void egress() {
        var gateways = plan.all("aws:ec2/natGateway:NatGateway").toList();
        if (!gateways.isEmpty()) {
            box(
                    tierOf(List.of(gateways.getFirst().text("subnetId")), "public"),
                    "nat",
                    "[\"%s\"]",
                    "NAT gateway" + times(gateways.size()));
            arrows.add("nat --> internet");
        }
        var endpoints = plan.all("aws:ec2/vpcEndpoint:VpcEndpoint")
                .filter(endpoint -> endpoint.has("subnetIds"))
                .toList();
        if (!endpoints.isEmpty()) {
            box(
                    tierOf(endpoints.getFirst().list("subnetIds"), PRIVATE),
                    "endpoints",
                    "[\"%s\"]",
                    "VPC endpoints",
                    endpoints.stream()
                            .map(endpoint ->
                                    endpoint.text("serviceName").replaceFirst("com\\.amazonaws\\.[a-z0-9-]+\\.", ""))
                            .collect(Collectors.joining(", ")));
            endpoints.forEach(endpoint -> groups(endpoint.list("securityGroupIds"), "endpoints"));
        }
    }

    private void tasks() {
        definitions().forEach(task -> {
            var service = service(task);
            box(
                    service.map(each -> tierOf(each.list("networkConfiguration.subnets"), PRIVATE))
                            .orElse(PRIVATE),
                    id(task),
                    "[\"%s\"]",
                    "<b>%s</b>".formatted(label(task)),
                    Stream.of(service.map(this::count).orElseGet(() -> schedule(task)), containers(task))
                            .filter(text -> !text.isEmpty() && !text.equals(label(task)))
                            .collect(Collectors.joining(", ")),
                    "%s CPU units · %s MiB · %s"
                            .formatted(
                                    task.text("cpu"),
                                    task.text("memory"),
                                    task.text("runtimePlatform.cpuArchitecture")));
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
        plan.all("aws:rds/instance:Instance").findFirst().ifPresent(database -> {
            var subnets = plan.all("aws:rds/subnetGroup:SubnetGroup")
                    .findFirst()
                    .map(group -> group.list("subnetIds"))
                    .orElse(List.of());
            box(
                    tierOf(subnets, "isolated"),
                    "database",
                    "[(\"%s\")]",
                    "<b>PostgreSQL %s</b>".formatted(database.text("engineVersion")),
                    database.text("instanceClass") + (database.flag("multiAz") ? ", standby in another zone" : ""),
                    "backups %s days".formatted(database.text("backupRetentionPeriod")));
            groups(database.list("vpcSecurityGroupIds"), "database");
        });
    }

    private void files() {
        var targets = plan.all("aws:efs/mountTarget:MountTarget").toList();
        if (!targets.isEmpty()) {
            box(
                    tierOf(List.of(targets.getFirst().text("subnetId")), "isolated"),
                    "files",
                    "[(\"%s\")]",
                    "<b>Shared files</b>",
                    "EFS, in %d zones".formatted(targets.size()));
            targets.forEach(target -> groups(target.list("securityGroups"), "files"));
        }
    }

    private void rules() {
        var ports = new LinkedHashMap<String, Set<String>>();
        plan.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").forEach(rule -> {
            var from = rule.has("referencedSecurityGroupId")
                    ? boxOfGroup.get(rule.text("referencedSecurityGroupId"))
                    : rule.has("cidrIpv4") ? INTERNET : null;
            var to = boxOfGroup.get(rule.text("securityGroupId"));
            if (from != null && to != null) {
                ports.computeIfAbsent(from + " -->|%s| " + to, _ -> new LinkedHashSet<>())
                        .add(rule.has("fromPort") ? rule.text("fromPort") : "all");
            }
        });
        ports.forEach((arrow, numbers) -> arrows.add(arrow.formatted(String.join(", ", numbers))));
        plan.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
                .filter(rule -> rule.has("cidrIpv4") && boxOfGroup.containsKey(rule.text("securityGroupId")))
                .filter(_ -> plan.all("aws:ec2/natGateway:NatGateway").findAny().isPresent())
                .map(rule ->
                        "%s -->|%s| nat".formatted(boxOfGroup.get(rule.text("securityGroupId")), rule.text("fromPort")))
                .forEach(arrows::add);
    }

    /** Adds dotted arrows for resources that are reached by name, without a security group rule. */
    private void services() {
        plan.all("aws:route53/record:Record")
                .filter(record -> record.has("aliases"))
                .findFirst()
                .ifPresent(record -> {
                    outside("dns", "[\"%s\"]", "Route 53", record.text("name"));
                    arrows.add("dns -.-> balancer");
                });
        image().ifPresent(image -> {
            outside("registry", "[\"%s\"]", "ECR", image);
            definitions().forEach(task -> arrows.add(id(task) + " -.->|image| registry"));
        });
        stores();
        var parameters = plan.all("aws:ssm/parameter:Parameter").count();
        var managed = plan.all("aws:rds/instance:Instance")
                .filter(database -> database.flag("manageMasterUserPassword"))
                .findFirst()
                .map(_ -> "the administrator's password")
                .orElse("");
        if (parameters > 0 || !managed.isEmpty()) {
            outside(
                    "secrets",
                    "[\"%s\"]",
                    "Secrets",
                    parameters > 0 ? "%d SSM parameter%s".formatted(parameters, parameters == 1 ? "" : "s") : "",
                    managed);
            definitions()
                    .filter(task -> task.text("containerDefinitions").contains("valueFrom"))
                    .forEach(task -> arrows.add(id(task) + " -.-> secrets"));
        }
        plan.all("aws:lb/loadBalancer:LoadBalancer").findFirst().ifPresent(_ -> {
            outside("accesslogs", "[(\"%s\")]", "S3", "access logs");
            arrows.add("balancer -.-> accesslogs");
        });
        var alarms = plan.all("aws:cloudwatch/metricAlarm:MetricAlarm").count();
        if (alarms > 0) {
            outside(
                    "watch",
                    "[\"%s\"]",
                    "CloudWatch",
                    "logs, dashboard, %d alarms".formatted(alarms),
                    plan.all("aws:sns/topic:Topic").findAny().isPresent() ? "notifies by SNS" : "");
            definitions().forEach(task -> arrows.add(id(task) + " -.-> watch"));
        }
    }

    /** Adds the queues and buckets that tasks use, by the policies of their roles. */
    private void stores() {
        for (var queue : plan.all("aws:sqs/queue:Queue").toList()) {
            store(queue, "queue", "[[\"%s\"]]", "SQS", "sqs:SendMessage", "sqs:ReceiveMessage");
        }
        for (var bucket : plan.all("aws:s3/bucketV2:BucketV2").toList()) {
            store(bucket, "bucket", "[(\"%s\")]", "S3", "s3:PutObject", "s3:GetObject");
        }
    }

    private void store(PlannedResource store, String kind, String shape, String product, String writes, String reads) {
        var name = plan.shortName(store.name()).replaceFirst("^" + kind + "-(.*)-" + kind + "$", "$1");
        var id = kind + "-" + name;
        var used = new LinkedHashSet<String>();
        definitions().forEach(task -> {
            if (may(task, store, writes)) {
                used.add("%s -.->|writes| %s".formatted(id(task), id));
            }
            if (may(task, store, reads)) {
                used.add("%s -.->|reads| %s".formatted(id, id(task)));
            }
        });
        if (!used.isEmpty()) {
            outside(id, shape, product, "%s %s".formatted(kind, name));
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

    private void box(String tier, String id, String shape, String... lines) {
        boxesOfTier.computeIfAbsent(tier, _ -> new ArrayList<>()).add(id + shape.formatted(text(lines)));
    }

    private void outside(String id, String shape, String... lines) {
        outside.add(id + shape.formatted(text(lines)));
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
                .map(Architecture::tier)
                .orElse(existing);
    }

    private String zones(String tier) {
        return plan.all("aws:ec2/subnet:Subnet")
                .filter(subnet -> tier(subnet).equals(tier))
                .map(subnet -> subnet.text("availabilityZone"))
                .reduce((some, next) -> some + ", " + next)
                .map(zones -> " · " + zones)
                .orElse("");
    }

    private static String times(int count) {
        return count > 1 ? " ×" + count : "";
    }

    private static String text(String... lines) {
        return Stream.of(lines)
                .filter(line -> !line.isEmpty() && !line.contains(Secret.MASK))
                .map(line -> line.replace("\"", "#quot;"))
                .collect(Collectors.joining("<br/>"));
    }

    private String components() {
        var chart = new StringBuilder("flowchart LR\n");
        for (var root : plan.roots()) {
            for (var component : plan.children(root)) {
                var name = component
                        .name()
                        .substring(Math.min(
                                root.name().length() + 1, component.name().length()));
                chart.append("  %s --- %s[\"%s\"]\n"
                        .formatted(root.name(), component.name(), text("<b>" + name + "</b>", kinds(component))));
            }
        }
        return chart.toString();
    }

    private String kinds(PlannedResource component) {
        return plan.children(component).stream()
                .map(child -> child.type().substring(child.type().lastIndexOf(':') + 1))
                .distinct()
                .collect(Collectors.joining("<br/>"));
    }
}

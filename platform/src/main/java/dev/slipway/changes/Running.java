package dev.slipway.changes;

import dev.slipway.settings.DatabaseSettings.Engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The running configuration of an environment, read from its resources after the last update or in a plan. The resources may
 * include a team's own, so each is looked up by its name.
 *
 * @param environment the prefix of the names: {@code <project>-<stack>}
 */
public record Running(String environment, List<Resource> resources) {

    private static final String DATABASE = "database-instance";
    private static final String CLUSTER = "database-cluster";

    /**
     * One resource.
     *
     * @param type the type's token, such as {@code aws:ec2/vpc:Vpc}
     * @param name its name in the program
     * @param properties its inputs, and the outputs that the provider computed
     */
    public record Resource(String type, String name, Map<?, ?> properties) {}

    /**
     * Reads the engine's answer.
     *
     * @param state each resource's {@code type} and {@code outputs}, by URN
     */
    public static Running of(String environment, Map<?, ?> state) {
        var resources = new ArrayList<Resource>();
        state.forEach((urn, entry) -> {
            if (entry instanceof Map<?, ?> resource
                    && resource.get("type") instanceof String type
                    && resource.get("outputs") instanceof Map<?, ?> outputs) {
                var name = String.valueOf(urn);
                resources.add(new Resource(type, name.substring(name.lastIndexOf("::") + 2), outputs));
            }
        });
        return new Running(environment, resources);
    }

    /** Whether this stack built the image of a tag, and still has it in its state. */
    public boolean built(String tag) {
        return resources.stream()
                .anyMatch(resource -> resource.type().equals("docker-build:index:Image")
                        && resource.name().equals(tag));
    }

    Optional<String> region() {
        return arn(3);
    }

    Optional<String> account() {
        return arn(4);
    }

    /** The existing VPC that it uses, or that it has one of its own. */
    Optional<String> vpc() {
        return cidr().map(_ -> "a VPC of its own").or(() -> text("balancer-balancer-group", "vpcId"));
    }

    /** Whether the load balancer has only private addresses. */
    Optional<Boolean> internal() {
        return resources.stream()
                .filter(resource -> resource.type().equals("aws:lb/loadBalancer:LoadBalancer")
                        && resource.name().equals(environment))
                .flatMap(resource -> Stream.ofNullable(resource.properties().get("internal")))
                .map(internal -> Boolean.valueOf(String.valueOf(internal)))
                .findFirst();
    }

    boolean hasFiles() {
        return text("files-files", "arn").isPresent();
    }

    /** The names of its buckets, without those of the platform. */
    SortedSet<String> buckets() {
        var names = new TreeSet<String>();
        children("bucket-")
                .filter(resource -> resource.type().equals("aws:s3/bucketV2:BucketV2"))
                .forEach(resource -> names.add(resource.name()
                        .substring((environment + "-bucket-").length())
                        .replaceFirst("-bucket$", "")));
        return names;
    }

    Optional<String> cidr() {
        return text("network-vpc", "cidrBlock");
    }

    Optional<Integer> zones() {
        return Optional.of(count("aws:ec2/subnet:Subnet", "network-public-")).filter(zones -> zones > 0);
    }

    Optional<Integer> natGateways() {
        return zones().map(_ -> count("aws:ec2/natGateway:NatGateway", "network-egress-nat-"));
    }

    Optional<String> domain() {
        return text("certificate-certificate", "domainName");
    }

    Optional<String> architecture(String service) {
        return text("service-" + service + "-task-task", "runtimePlatform", "cpuArchitecture");
    }

    /** The engine of the database, if there is one. */
    Optional<Engine> databaseEngine() {
        return text(CLUSTER, "engineVersion")
                .map(_ -> Engine.AURORA_SERVERLESS)
                .or(() -> text(DATABASE, "engineVersion").map(_ -> Engine.POSTGRES));
    }

    /** The major version of PostgreSQL. */
    Optional<Integer> databaseVersion() {
        return text(DATABASE, "engineVersion")
                .or(() -> text(CLUSTER, "engineVersion"))
                .map(version -> Integer.valueOf(version.replaceFirst("\\D.*", "")));
    }

    Optional<String> databaseClass() {
        return text(DATABASE, "instanceClass");
    }

    /** Storage in GiB, including automatic growth. */
    Optional<Integer> databaseStorage() {
        return number(DATABASE, "allocatedStorage");
    }

    Optional<Integer> databaseBackupDays() {
        return number(DATABASE, "backupRetentionPeriod").or(() -> number(CLUSTER, "backupRetentionPeriod"));
    }

    Optional<Boolean> databaseStandby() {
        return text(DATABASE, "multiAz")
                .map(Boolean::valueOf)
                .or(() -> text(CLUSTER, "engineVersion")
                        .map(_ -> text("database-standby", "engine").isPresent()));
    }

    Optional<Boolean> databaseProtection() {
        return text(DATABASE, "deletionProtection")
                .or(() -> text(CLUSTER, "deletionProtection"))
                .map(Boolean::valueOf);
    }

    Optional<Boolean> filesBackup() {
        return text("files-files", "backupPolicy", "status").map("ENABLED"::equals);
    }

    Optional<Integer> logDays() {
        return number("logs-insights", "retentionInDays");
    }

    SortedSet<String> secrets(String service) {
        return parameters(service, "secrets");
    }

    SortedSet<String> apiKeys(String service) {
        return parameters(service, "api-key");
    }

    private SortedSet<String> parameters(String service, String folder) {
        var names = new TreeSet<String>();
        children("service-" + service + "-parameters-")
                .map(parameter -> String.valueOf(parameter.properties().get("name")))
                .filter(name -> name.contains("/" + folder + "/"))
                .forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
        return names;
    }

    private Optional<String> arn(int part) {
        return text("cluster-cluster", "arn").map(arn -> arn.split(":", 6)[part]);
    }

    /** The engine returns whole numbers as doubles. */
    private Optional<Integer> number(String child, String property) {
        return text(child, property).map(number -> (int) Double.parseDouble(number));
    }

    /** The property of the resource with this name. */
    private Optional<String> text(String child, String... path) {
        return resources.stream()
                .filter(resource -> resource.name().equals(environment + "-" + child))
                .flatMap(resource -> Stream.ofNullable(property(resource.properties(), path)))
                .map(String::valueOf)
                .findFirst();
    }

    private static Object property(Map<?, ?> properties, String... path) {
        Object value = properties;
        for (var name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    private int count(String type, String prefix) {
        return (int) children(prefix)
                .filter(resource -> resource.type().equals(type))
                .count();
    }

    private Stream<Resource> children(String prefix) {
        return resources.stream().filter(resource -> resource.name().startsWith(environment + "-" + prefix));
    }
}

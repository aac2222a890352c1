package dev.slipway.guardrails.mutation;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans with one change for the worse each: a flag flipped, a range or a policy widened, a statement dropped, a retention
 * shortened, a list emptied, a resource removed. A resource that others refer to is not removed: the program would not compile.
 */
public final class Mutants {

    /** Inputs whose absence matters: encryption, protection, logs, backups, rights, and what checks or notifies. */
    private static final Pattern MATTERS = Pattern.compile(
            "(?i)accessLogs|alarms|alarmActions|okActions|backupRetentionPeriod|caCertIdentifier|certificateArn|configuration"
                    + "|deletionWindowInDays|desyncMitigationMode|enabledCloudwatchLogsExports|encrypted|finalSnapshotIdentifier"
                    + "|healthCheck|kmsKeyArn|kmsKeyId|kmsMasterKeyId|imageScanningConfiguration|logDestination|messageRetentionSeconds"
                    + "|minRetentionDays|monitoringInterval|monitoringRoleArn|permissionsBoundary|redactedFields|retentionInDays"
                    + "|securityGroups|sslPolicy|storageEncrypted|visibilityConfig|vpcSecurityGroupIds");

    /** Flags whose false is the better value. */
    private static final Pattern BETTER_OFF =
            Pattern.compile("(?i).*(assignPublicIp|deleteAutomatedBackups|enableExecuteCommand"
                    + "|forceDestroy|mapPublicIpOnLaunch|publiclyAccessible|ServerEnabled|skipFinalSnapshot)");

    private static final Pattern SHORTER =
            Pattern.compile("(?i).*(retention|days|minCapacity|deleteAfter|deletionWindow"
                    + "|stopTimeout|minimumHealthy|messageRetentionSeconds|base|minRetentionDays|keepImages|uid|gid)");

    private static final Pattern LONGER = Pattern.compile("(?i).*(threshold|evaluationPeriods|deregistrationDelay"
            + "|maxSessionDuration|maximumRetryAttempts|monitoringInterval|daysAfterInitiation)");

    private static final Pattern RANGE = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+/([89]|[1-3]\\d)");

    /** Weaker values of inputs that have names for them. */
    private static final Map<String, String> WEAKER = Map.ofEntries(
            Map.entry("0750", "0777"),
            Map.entry("/app", "/"),
            Map.entry("ALL", "NONE"),
            Map.entry("BucketOwnerEnforced", "ObjectWriter"),
            Map.entry("DNS", "EMAIL"),
            Map.entry("ENABLED", "DISABLED"),
            Map.entry("Enabled", "Suspended"),
            Map.entry("GreaterThanThreshold", "LessThanThreshold"),
            Map.entry("HTTPS", "HTTP"),
            Map.entry("IMMUTABLE", "MUTABLE"),
            Map.entry("LATEST", "1.3.0"),
            Map.entry("LessThanThreshold", "GreaterThanThreshold"),
            Map.entry("OVERRIDE", "NONE"),
            Map.entry("REJECT", "NONE"),
            Map.entry("RSA_2048", "RSA_1024"),
            Map.entry("SecureString", "String"),
            Map.entry("administrator", "postgres"),
            Map.entry("awsvpc", "host"),
            Map.entry("breaching", "notBreaching"),
            Map.entry("defensive", "monitor"),
            Map.entry("enabled", "disabled"),
            Map.entry("fixed-response", "forward"),
            Map.entry("redirect", "forward"),
            Map.entry("sts.amazonaws.com", "anybody"),
            Map.entry("tcp", "-1"));

    private final Plan plan;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutants(Plan plan) {
        this.plan = plan;
    }

    /** All changes of a plan, in the order of its resources. */
    public static List<Mutant> of(Plan plan) {
        var all = new Mutants(plan);
        plan.resources().stream()
                .filter(resource -> resource.kind() == Kind.CUSTOM)
                .forEach(all::mutate);
        return List.copyOf(all.mutants);
    }

    private void mutate(PlannedResource resource) {
        if (!resource.type().startsWith("pulumi:") && !isNeeded(resource)) {
            mutants.add(new Mutant(resource.name(), resource.type(), "is removed", Edit.without(plan, resource)));
        }
        if (resource.options().protect()) {
            add(resource, "is not protected", Edit.with(resource, options -> options(options, false, List.of())));
        }
        if (resource.options().ignoreChanges().contains("value")) {
            add(
                    resource,
                    "its value is overwritten",
                    Edit.with(resource, options -> options(options, options.protect(), List.of())));
        }
        resource.inputs().forEach((input, value) -> {
            if (!input.startsWith("tags") && !input.startsWith("__")) {
                values(resource, List.of(input), value);
            }
        });
        for (var policy : List.of("policy", "assumeRolePolicy")) {
            if (resource.inputs().get(policy) instanceof String) {
                PolicyMutants.of(resource.json(policy))
                        .forEach((change, text) -> add(resource, change, Edit.with(resource, List.of(policy), text)));
            }
        }
        if (resource.inputs().get("containerDefinitions") instanceof String) {
            ContainerMutants.of(resource.json("containerDefinitions"))
                    .forEach((change, text) ->
                            add(resource, change, Edit.with(resource, List.of("containerDefinitions"), text)));
        }
    }

    /** Whether an input of another resource refers to it. */
    private boolean isNeeded(PlannedResource resource) {
        return plan.resources().stream()
                .anyMatch(other -> other.kind() == Kind.CUSTOM
                        && other.propertyDependencies().values().stream()
                                .anyMatch(needed -> needed.contains(resource.urn())));
    }

    private void values(PlannedResource resource, List<Object> path, Object value) {
        var name = path.stream().map(String::valueOf).collect(Collectors.joining("."));
        Consumer<Object> set =
                changed -> add(resource, "%s is %s".formatted(name, changed), Edit.with(resource, path, changed));
        switch (value) {
            case Boolean flag when flag != BETTER_OFF.matcher(name).matches() -> set.accept(!flag);
            case Long number when SHORTER.matcher(name).matches() && number > 0 -> set.accept(number > 1 ? 1L : 0L);
            case Long number when name.equals("threshold") && isLow(resource) -> set.accept(0L);
            case Double number when name.equals("threshold") -> set.accept(isLow(resource) ? 0.0 : number * 1000);
            case Long number when LONGER.matcher(name).matches() -> set.accept(number * 1000 + 1000);
            case String text -> weaker(text).ifPresent(set);
            case Secret secret -> add(resource, name + " is not a secret", Edit.with(resource, path, secret.value()));
            case List<?> list -> {
                if (!list.isEmpty()) {
                    set.accept(List.of());
                }
                for (var i = 0; i < list.size(); i++) {
                    var element = Stream.concat(path.stream(), Stream.of(i)).toList();
                    if (list.size() > 1 && list.get(i) instanceof String) {
                        add(
                                resource,
                                "%s is without %s".formatted(name, list.get(i)),
                                Edit.with(resource, element, null));
                    }
                    values(resource, element, list.get(i));
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, each) -> values(
                        resource, Stream.concat(path.stream(), Stream.of(key)).toList(), each));
            default -> {}
        }
        if (path.size() == 1 && MATTERS.matcher(name).matches()) {
            add(resource, "%s is not set".formatted(name), Edit.with(resource, path, null));
        }
    }

    private static boolean isLow(PlannedResource alarm) {
        return alarm.text("comparisonOperator").startsWith("LessThan");
    }

    private static Optional<Object> weaker(String text) {
        return RANGE.matcher(text).matches()
                ? Optional.of("0.0.0.0/0")
                : text.startsWith("ELBSecurityPolicy-")
                        ? Optional.of("ELBSecurityPolicy-2016-08")
                        : Optional.ofNullable(WEAKER.get(text));
    }

    private void add(PlannedResource resource, String change, PlannedResource changed) {
        mutants.add(new Mutant(resource.name(), resource.type(), change, Edit.with(plan, changed)));
    }

    private static Options options(Options from, boolean protect, List<String> ignoreChanges) {
        return new Options(
                protect,
                from.retainOnDelete(),
                ignoreChanges,
                from.replaceOnChanges(),
                from.additionalSecretOutputs(),
                from.aliases(),
                from.provider(),
                from.providers(),
                from.version(),
                from.timeouts(),
                from.deleteBeforeReplace(),
                from.importId());
    }
}

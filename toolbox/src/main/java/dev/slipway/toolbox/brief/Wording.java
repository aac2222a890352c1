package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.Secret;
import dev.slipway.toolbox.brief.Preview.Operation;
import dev.slipway.toolbox.brief.Preview.Step;
import dev.slipway.toolbox.brief.ResourceChange.PropertyChange;
import dev.slipway.toolbox.plan.ResourceSummary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps of a preview in words. Numbers and flags are shown, and text only of properties that are known to hold no secrets:
 * the engine masks what is marked as secret, but not a password that somebody wrote into an environment variable or a policy.
 */
final class Wording {

    /** What the engine writes for a value that is not known before the update. */
    private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static final String BUILT = "is built during the update";

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Properties of any type whose text is a name, a size or a mode. */
    private static final Set<String> SHOWN = Set.of(
            "applyMethod",
            "availabilityZone",
            "availabilityZones",
            "caCertIdentifier",
            "capacityProvider",
            "cidrBlock",
            "cidrIpv4",
            "comparisonOperator",
            "cpu",
            "cpuArchitecture",
            "dbInstanceClass",
            "domainName",
            "engine",
            "engineVersion",
            "family",
            "fromPort",
            "identifier",
            "imageTagMutability",
            "instanceClass",
            "instanceTenancy",
            "ipProtocol",
            "launchType",
            "memory",
            "metricName",
            "name",
            "networkMode",
            "port",
            "protocol",
            "retentionInDays",
            "scheduleExpression",
            "sslPolicy",
            "statistic",
            "storageType",
            "subjectAlternativeNames",
            "throughputMode",
            "toPort",
            "treatMissingData",
            "type",
            "vpcEndpointType");

    static final String TASK = "aws:ecs/taskDefinition:TaskDefinition";

    private static final int LONGEST = 120;

    private final String prefix;

    /** @param environment {@code <project>-<stack>}, with which names begin */
    Wording(String environment) {
        this.prefix = environment + "-";
    }

    /** The changes, the worst first. */
    List<ResourceChange> changes(Preview preview, Deployed deployed) {
        return preview.steps().stream()
                .map(step -> change(step, deployed.secrets(step.urn())))
                .sorted(Comparator.comparing((ResourceChange change) -> !change.losesData()))
                .toList();
    }

    private ResourceChange change(Step step, Set<String> secrets) {
        var properties = step.operation() == Operation.CHANGED || step.operation() == Operation.REPLACED
                ? properties(step, secrets)
                : List.<PropertyChange>of();
        var gone = step.operation() == Operation.DELETED || step.operation() == Operation.REPLACED;
        return new ResourceChange(
                // A task definition has revisions, which are never changed.
                step.type().equals(TASK) && step.operation() == Operation.REPLACED
                        ? "changed"
                        : step.operation().name().toLowerCase(Locale.ROOT),
                Kinds.name(step.type()),
                name(step.name()),
                properties,
                summary(step, secrets),
                gone ? Kinds.loss(step.type()).orElse("") : "",
                isImage(step, properties));
    }

    private String name(String name) {
        var shown = Redaction.text(name);
        return shown.startsWith(prefix) ? shown.substring(prefix.length()) : shown;
    }

    /** Only of types whose important settings are listed: those of others may be anything. */
    private static String summary(Step step, Set<String> secrets) {
        if (step.operation() == Operation.CHANGED
                || step.operation() == Operation.REPLACED
                || !ResourceSummary.lists(step.type())) {
            return "";
        }
        var inputs = step.after().isObject() ? step.after() : step.before();
        var resource = Json.MAPPER
                .createObjectNode()
                .put("urn", step.urn())
                .put("type", step.type())
                .put("custom", true);
        resource.set("inputs", known(inputs, secrets));
        return Redaction.text(new ResourceSummary(text -> text).of(Deployed.planned(resource)));
    }

    /** The inputs that may be shown. */
    private static JsonNode known(JsonNode inputs, Set<String> secrets) {
        var known = Json.MAPPER.createObjectNode();
        inputs.properties().stream()
                .filter(entry -> !isUnknown(entry.getValue()) && !isFree(entry.getKey()))
                .filter(entry -> !secrets.contains(entry.getKey()))
                .forEach(entry -> known.set(entry.getKey(), entry.getValue()));
        return known;
    }

    private static boolean isImage(Step step, List<PropertyChange> properties) {
        return switch (step.type()) {
            case "docker-build:index:Image", "awsx:ecr:Image", "slipway:delivery:AppImage" -> true;
            case TASK ->
                step.operation() == Operation.REPLACED
                        && !properties.isEmpty()
                        && properties.stream()
                                .allMatch(change -> change.property().equals("image")
                                        || change.property().endsWith(" image"));
            // What runs a task definition names its new revision.
            default ->
                step.operation() == Operation.CHANGED
                        && !step.changed().isEmpty()
                        && step.changed().stream().allMatch(name -> name.startsWith("taskDefinition"));
        };
    }

    private static List<PropertyChange> properties(Step step, Set<String> secrets) {
        var changes = new ArrayList<PropertyChange>();
        var names = new TreeSet<String>();
        for (var name : union(step.before(), step.after())) {
            if (!step.before().path(name).equals(step.after().path(name))) {
                names.add(name);
            }
        }
        var because = new TreeSet<>(step.changed());
        because.remove("id");
        names.removeIf(name -> !because.isEmpty() && !because.contains(name));
        // AWS has another value than the state.
        because.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> changes.add(PropertyChange.noted(name, "is set again")));
        for (var name : names) {
            if (secrets.contains(name)) {
                changes.add(new PropertyChange(name, Secret.MASK, Secret.MASK, null));
            } else if (name.equals("containerDefinitions")) {
                changes.addAll(containers(step.before().path(name), step.after().path(name)));
            } else {
                compare(name, name, step.before().path(name), step.after().path(name), changes);
            }
        }
        return List.copyOf(changes);
    }

    private static void compare(
            String path, String name, JsonNode before, JsonNode after, List<PropertyChange> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject() && !isFree(name)) {
            union(before, after)
                    .forEach(field ->
                            compare(path + "." + field, field, before.path(field), after.path(field), changes));
            return;
        }
        if (name.equals("taskDefinition") || name.equals("taskDefinitionArn")) {
            changes.add(PropertyChange.noted(path, "the new revision"));
            return;
        }
        if (isUnknown(after)) {
            changes.add(PropertyChange.noted(path, "known after the update"));
            return;
        }
        var one = shown(name, before);
        var other = shown(name, after);
        changes.add(
                one == null || other == null
                        ? PropertyChange.hidden(path)
                        : new PropertyChange(path, one.isEmpty() ? null : one, other.isEmpty() ? null : other, null));
    }

    /** The value, empty if there is none, or null if it may be anything. */
    private static String shown(String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isNumber() || value.isBoolean()) {
            return value.asText();
        }
        if (value.isArray()) {
            var all = new ArrayList<String>();
            for (var element : value) {
                var text = shown(name, element);
                if (text == null) {
                    return null;
                }
                all.add(text);
            }
            return shortened(String.join(", ", all));
        }
        if (!value.isTextual() || isFree(name)) {
            return null;
        }
        var text = value.asText();
        if (text.equals(Secret.MASK)) {
            return Secret.MASK;
        }
        return SHOWN.contains(name) || text.matches("\\d{1,9}(?:\\.\\d{1,9})?")
                ? shortened(Redaction.text(text))
                : null;
    }

    /** Whether a property's content belongs to the program, so that it may be anything. */
    private static boolean isFree(String name) {
        return name.toLowerCase(Locale.ROOT)
                .matches(
                        ".*(?:environment|variables|secret|password|token|userdata|tags|tagsall|policy|value|content).*");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    private static boolean isUnknown(JsonNode value) {
        return value.isTextual() && value.asText().equals(UNKNOWN);
    }

    /** Containers by name. Variables are named without values. */
    private static List<PropertyChange> containers(JsonNode before, JsonNode after) {
        if (isUnknown(after)) {
            return List.of(PropertyChange.noted("image", BUILT));
        }
        var former = byName(before);
        var next = byName(after);
        if (former.isEmpty() || next.isEmpty()) {
            return List.of(PropertyChange.hidden("containers"));
        }
        var changes = new ArrayList<PropertyChange>();
        union(former.keySet(), next.keySet()).forEach(name -> {
            var one = former.get(name);
            var other = next.get(name);
            var path = "container " + Redaction.text(name);
            if (one == null || other == null) {
                changes.add(PropertyChange.noted(path, one == null ? "is added" : "is removed"));
                return;
            }
            for (var property : union(one, other)) {
                if (one.path(property).equals(other.path(property))) {
                    continue;
                }
                switch (property) {
                    case "image" ->
                        changes.add(new PropertyChange(
                                path + " image",
                                image(one.path(property).asText()),
                                image(other.path(property).asText()),
                                null));
                    case "environment", "secrets" ->
                        variables(path, property, one.path(property), other.path(property), changes);
                    default ->
                        compare(path + " " + property, property, one.path(property), other.path(property), changes);
                }
            }
        });
        return changes;
    }

    private static void variables(
            String path, String property, JsonNode before, JsonNode after, List<PropertyChange> changes) {
        var former = byName(before);
        var next = byName(after);
        var word = property.equals("secrets") ? "secret" : "variable";
        union(former.keySet(), next.keySet()).forEach(name -> {
            var one = former.get(name);
            var other = next.get(name);
            if (one == null || !one.equals(other)) {
                changes.add(PropertyChange.noted(
                        "%s %s %s".formatted(path, word, Redaction.text(name)),
                        one == null ? "is added" : other == null ? "is removed" : "gets another value"));
            }
        });
    }

    private static Map<String, JsonNode> byName(JsonNode list) {
        var elements = list;
        if (list.isTextual()) {
            try {
                elements = Json.MAPPER.readTree(list.asText());
            } catch (IOException e) {
                return Map.of();
            }
        }
        var named = new LinkedHashMap<String, JsonNode>();
        for (var element : elements) {
            named.put(element.path("name").asText(), element);
        }
        return named;
    }

    /** The digest of an image, or its tag. */
    static String image(String reference) {
        var digest = DIGEST.matcher(reference);
        return digest.find() ? digest.group() : Redaction.text(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /** The images of a task definition's containers by their names; empty if they are built during the update. */
    static Map<String, String> images(JsonNode containerDefinitions) {
        return isUnknown(containerDefinitions)
                ? Map.of()
                : byName(containerDefinitions).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> image(entry.getValue().path("image").asText())));
    }

    static boolean isBuilt(JsonNode containerDefinitions) {
        return isUnknown(containerDefinitions);
    }

    private static Collection<String> union(JsonNode one, JsonNode other) {
        var names = new TreeSet<String>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Collection<String> union(Collection<String> one, Collection<String> other) {
        var names = new LinkedHashSet<>(one);
        names.addAll(other);
        return names;
    }
}

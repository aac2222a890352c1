package dev.slipway.toolbox.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A plan in the form that {@code terraform show -json} prints, for tools that read it, such as Checkov ("JSON Output Format" of
 * Terraform). Pulumi's AWS provider wraps Terraform's, so only names differ: types, and properties in camel case, which are in the
 * plural for lists of blocks. Secrets are masked. A type that Terraform does not have is left out.
 */
public final class TerraformPlan {

    private static final Map<String, String> TYPES = read();

    /** Maps with keys of their own, which are no blocks. */
    private static final Set<String> MAPS = Set.of("dimensions", "options", "tags", "tags_all");

    /** Lists of blocks whose names are plural in Terraform too. */
    private static final Set<String> PLURAL = Set.of("redacted_fields", "log_destination_configs");

    /** Properties whose names do not follow the rule. */
    private static final Map<String, String> OTHERS = Map.of(
            "aws:sns/topicSubscription:TopicSubscription topic",
            "topic_arn",
            "aws:route53/record:Record aliases",
            "alias");

    private final Plan plan;
    private final Map<String, String> addresses = new TreeMap<>();

    private TerraformPlan(Plan plan) {
        this.plan = plan;
        plan.resources().stream()
                .filter(TerraformPlan::isKnown)
                .forEach(resource -> addresses.put(resource.urn(), TYPES.get(resource.type()) + "." + label(resource)));
    }

    /** The plan as JSON. */
    public static String of(Plan plan) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(new TerraformPlan(plan).document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan contains only values that JSON supports", e);
        }
    }

    private Map<String, Object> document() {
        var known = plan.resources().stream().filter(TerraformPlan::isKnown).toList();
        var document = new LinkedHashMap<String, Object>();
        document.put("format_version", "1.2");
        document.put("terraform_version", "1.9.0");
        document.put("planned_values", root(known.stream().map(this::planned).toList()));
        document.put("resource_changes", known.stream().map(this::change).toList());
        document.put("configuration", root(known.stream().map(this::configured).toList()));
        return document;
    }

    private static Map<String, Object> root(List<?> resources) {
        return Map.of("root_module", Map.of("resources", resources));
    }

    private Map<String, Object> named(PlannedResource resource) {
        var named = new LinkedHashMap<String, Object>();
        named.put("address", addresses.get(resource.urn()));
        named.put("mode", "managed");
        named.put("type", TYPES.get(resource.type()));
        named.put("name", label(resource));
        named.put("provider_name", "registry.terraform.io/hashicorp/aws");
        return named;
    }

    private Map<String, Object> planned(PlannedResource resource) {
        var planned = named(resource);
        planned.put("schema_version", 0);
        planned.put("values", values(resource));
        return planned;
    }

    private Map<String, Object> change(PlannedResource resource) {
        var change = named(resource);
        var after = new LinkedHashMap<String, Object>();
        after.put("actions", List.of("create"));
        after.put("before", null);
        after.put("after", values(resource));
        after.put("after_unknown", Map.of());
        change.put("change", after);
        return change;
    }

    /** The references of a resource, by the property that has them. */
    private Map<String, Object> configured(PlannedResource resource) {
        var expressions = new TreeMap<String, Object>();
        resource.propertyDependencies().forEach((property, urns) -> {
            var references = urns.stream()
                    .map(addresses::get)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
            if (!references.isEmpty()) {
                expressions.put(name(resource.type(), property, null), Map.of("references", references));
            }
        });
        var configured = named(resource);
        configured.put("expressions", expressions);
        return configured;
    }

    private static Map<String, Object> values(PlannedResource resource) {
        var values = new TreeMap<String, Object>();
        resource.inputs().forEach((key, value) -> {
            if (!key.startsWith("__")) {
                var name = name(resource.type(), key, value);
                values.put(name, value(name, value));
            }
        });
        return values;
    }

    private static Object value(String name, Object value) {
        return switch (value) {
            case Secret secret -> secret.toString();
            case List<?> list -> list.stream().map(each -> element(each)).toList();
            case Map<?, ?> map when MAPS.contains(name) -> map;
            // A single block is a list with one element in Terraform.
            case Map<?, ?> map -> List.of(block(map));
            case null, default -> value;
        };
    }

    private static Object element(Object value) {
        return value instanceof Map<?, ?> map ? block(map) : value instanceof Secret secret ? secret.toString() : value;
    }

    private static Map<String, Object> block(Map<?, ?> map) {
        var block = new TreeMap<String, Object>();
        map.forEach((key, value) -> {
            var name = name("", (String) key, value);
            block.put(name, value(name, value));
        });
        return block;
    }

    private static String name(String type, String property, Object value) {
        var other = OTHERS.get(type + " " + property);
        if (other != null) {
            return other;
        }
        var name = property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        var isBlocks = value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map;
        return isBlocks && !PLURAL.contains(name) ? singular(name) : name;
    }

    private static String singular(String name) {
        return name.endsWith("ies") ? name.substring(0, name.length() - 3) + "y" : name.replaceFirst("s$", "");
    }

    private static boolean isKnown(PlannedResource resource) {
        return resource.kind() == Kind.CUSTOM && TYPES.containsKey(resource.type());
    }

    private static String label(PlannedResource resource) {
        return resource.name().replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static Map<String, String> read() {
        try (var text = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TerraformPlan.class.getResourceAsStream("terraform-types.txt")),
                StandardCharsets.UTF_8))) {
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", 2))
                    .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

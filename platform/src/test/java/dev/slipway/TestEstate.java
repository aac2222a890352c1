package dev.slipway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.architecture.Architecture;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.settings.stack.StackConfig;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static dev.slipway.architecture.ServiceSpec.web;

/** The template's stacks and variations of them, so that a team's own settings and resources do not affect tests. */
public final class TestEstate {

    /** A project with these stacks. */
    public static final Path PROJECT = Path.of("../settings/src/test/resources/project");

    /** The components of an environment. */
    static final Set<String> ENVIRONMENT = Set.of(
            "alarms",
            "backups",
            "balancer",
            "certificate",
            "cluster",
            "dashboard",
            "database",
            "domain",
            "files",
            "firewall",
            "image",
            "key",
            "levels",
            "logs",
            "network",
            "notifications",
            "service-app");

    /** The template's services. */
    static final Architecture ARCHITECTURE =
            Architecture.of(web("app").ownsSchema().usesFiles());

    /** The components of a foundation; the roles of an environment are under its name. */
    static final Set<String> FOUNDATION = Set.of("budget", "prod", "registry", "staging", "trust", "zone");

    private static final JsonMapper JSON = new JsonMapper();

    private final StackConfig config;

    private TestEstate(StackConfig config) {
        this.config = config;
    }

    static TestEstate stack(String stack) {
        return new TestEstate(StackConfig.fromFiles(PROJECT, stack));
    }

    /** The stack with a cluster of Aurora, a standby and a reader. */
    static TestEstate aurora(String stack) {
        return stack(stack).withValue("database", """
                        {"engine": "aurora-serverless", "multiAz": true, "readReplica": true, "backupDays": 14}""");
    }

    /** A copy with another value of a section's setting; the value is JSON. A section may be a path: services.app. */
    TestEstate with(String section, String setting, String value) {
        try {
            var path = section.split("\\.");
            var key = config.project() + ":" + path[0];
            var tree = (ObjectNode) JSON.readTree(config.values().getOrDefault(key, "{}"));
            var group = tree;
            for (var step : List.of(path).subList(1, path.length)) {
                group = group.withObjectProperty(step);
            }
            group.set(setting, JSON.readTree(value));
            var values = new HashMap<>(config.values());
            values.put(key, tree.toString());
            return new TestEstate(new StackConfig(config.project(), config.stack(), values, config.secretKeys()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A copy with another value of a top-level key. */
    TestEstate withValue(String key, String value) {
        var values = new HashMap<>(config.values());
        values.put(config.project() + ":" + key, value);
        return new TestEstate(new StackConfig(config.project(), config.stack(), values, config.secretKeys()));
    }

    /** A copy with a key that has its namespace: {@code aws:profile}. */
    TestEstate withKey(String key, String value) {
        var values = new HashMap<>(config.values());
        values.put(key, value);
        return new TestEstate(new StackConfig(config.project(), config.stack(), values, config.secretKeys()));
    }

    /** The plan with its providers. */
    Plan whole() {
        return EstatePlans.of(PROJECT, ARCHITECTURE).plan(config);
    }

    StackConfig config() {
        return config;
    }

    /** A copy with another stack name. */
    TestEstate named(String stack) {
        return new TestEstate(new StackConfig(config.project(), stack, config.values(), config.secretKeys()));
    }

    /** A copy that belongs to another project. */
    TestEstate in(String project) {
        var values = new HashMap<String, String>();
        config.values()
                .forEach((key, value) ->
                        values.put(key.replaceFirst("^" + config.project() + ":", project + ":"), value));
        return new TestEstate(new StackConfig(project, config.stack(), values, config.secretKeys()));
    }

    /** The plan of the template's components, without a team's own resources. */
    Plan plan() {
        var whole = whole();
        var root = config.project() + "-" + config.stack();
        var components = config.isFoundation() ? FOUNDATION : ENVIRONMENT;
        var ours = Stream.concat(Stream.of(root), components.stream().map(component -> root + "-" + component))
                .collect(Collectors.toSet());
        return new Plan(
                whole.project(),
                whole.stack(),
                whole.resources().stream()
                        .filter(resource -> ours.contains(component(whole, resource)))
                        .toList(),
                whole.outputs());
    }

    /** The name of the component of the environment or foundation that a resource is or belongs to. */
    static String component(Plan plan, PlannedResource resource) {
        return resource.parent()
                .flatMap(plan::find)
                .filter(parent -> parent.parent().isPresent())
                .map(parent -> component(plan, parent))
                .orElse(resource.name());
    }
}

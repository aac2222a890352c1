package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack's keys as one tree, with the {@code aws:} keys under {@value StackConfig#AWS}. Values directly under {@code
 * config:} are {@link Raw} leaves unless they are objects. A key such as {@code domain.name} is read as a path.
 */
final class ConfigTree {

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> encrypted = new HashSet<>();
    private final StackConfig config;

    ConfigTree(StackConfig config) {
        this.config = config;
        new TreeMap<>(config.values()).forEach(this::add); // sorted: service comes before services.app.cpu
    }

    ObjectNode root() {
        return root;
    }

    /** Keys of other namespaces, encrypted settings and settings that are set twice. */
    List<Problem> problems() {
        return problems;
    }

    /** The paths of encrypted values, which must not be read. */
    Set<String> encrypted() {
        return encrypted;
    }

    private void add(String key, String text) {
        var colon = key.indexOf(':');
        var namespace = key.substring(0, colon);
        var name = key.substring(colon + 1);
        var aws = namespace.equals("aws");
        if (namespace.equals("pulumi")) {
            return; // keys of the engine itself, such as pulumi:tags
        }
        if (!aws && !namespace.equals(config.project())) {
            problems.add(new Problem(
                    key,
                    "",
                    "is not read: it belongs to a project named %s, and Pulumi.yaml says %s"
                            .formatted(namespace, config.project()),
                    "write %s:%s if the project was renamed; else delete it".formatted(config.project(), name)));
        } else if (config.secretKeys().contains(key)) {
            encrypted.add(aws ? key : name);
            problems.add(new Problem(
                    aws ? key : name,
                    "",
                    "holds an encrypted value, but settings are stored in plain text in Pulumi's state and in task definitions",
                    "delete the encrypted value; list the names of a service's secrets in services.<name>.secrets"));
        } else if (aws) {
            section(root, StackConfig.AWS).set(name, node(text));
        } else {
            set(List.of(name.split("\\.", -1)), name, text);
        }
    }

    private void set(List<String> path, String key, String text) {
        var parent = root;
        for (var step : path.subList(0, path.size() - 1)) {
            parent = section(parent, step);
        }
        if (parent.has(path.getLast())) {
            problems.add(new Problem(
                    key,
                    "",
                    "is set twice: by this key, and inside its section",
                    "`pulumi config rm -s " + config.stack() + " " + config.project() + ":" + key + "`"));
        } else {
            parent.set(path.getLast(), node(text));
        }
    }

    /** A value in place of a section stays as it is; the reader reports it. */
    private static ObjectNode section(ObjectNode parent, String name) {
        return switch (parent.get(name)) {
            case null -> parent.putObject(name);
            case ObjectNode section -> section;
            default -> JsonNodeFactory.instance.objectNode();
        };
    }

    private static JsonNode node(String text) {
        var raw = new Raw(text);
        return text.startsWith("{") && raw.json() instanceof ObjectNode object ? object : new POJONode(raw);
    }
}

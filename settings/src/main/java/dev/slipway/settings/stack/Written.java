package dev.slipway.settings.stack;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How values are written in a stack's file that has them without quotes and to YAML are not text: {@code 01234} is 668 to YAML,
 * {@code 2026-01-01} a point in time, {@code ~} nothing.
 *
 * @param directory where the stacks' files are; empty for values that are in none
 * @param values by their path, such as {@code service.environment.ZIP}
 */
public record Written(Optional<Path> directory, Map<String, String> values) {

    /** By the YAML of Pulumi's engine (go-yaml 3, resolve.go). */
    private static final String NO_TEXT = "|~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
            + "|[-+]?(0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?"
            + "|\\.[0-9]+([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)"
            + "|\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?";

    /** What is not text to YAML, but reads the same as text. */
    private static final String SAME_AS_TEXT = "-?(0|[1-9][0-9]{0,17})|true|false";

    /** Of values that are in no file. */
    public static final Written NOWHERE = new Written(Optional.empty(), Map.of());

    /** Of the values in a stack's file, of none where it is not there or is not YAML. */
    public static Written in(Path directory, String file, String project) {
        var values = new HashMap<String, String>();
        try {
            var yaml =
                    new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(directory.resolve(file))));
            value(yaml, "config")
                    .ifPresent(config -> config.getValue()
                            .forEach(setting -> collect(
                                    values,
                                    text(setting.getKeyNode()).replaceFirst("^\\Q" + project + ":\\E", ""),
                                    setting.getValueNode())));
        } catch (IOException | YAMLException e) {
            // The engine was handed its values some other way: what it says of them is all that is known.
            values.clear();
        }
        return new Written(Optional.of(directory), Map.copyOf(values));
    }

    /** The same values where settings have other paths. */
    public Written renamed(Map<String, String> paths) {
        var moved = new HashMap<String, String>();
        values.forEach((path, value) -> moved.put(
                paths.entrySet().stream()
                        .filter(name -> path.equals(name.getKey())
                                || path.startsWith(name.getKey() + ".")
                                || path.startsWith(name.getKey() + "["))
                        .findFirst()
                        .map(name ->
                                name.getValue() + path.substring(name.getKey().length()))
                        .orElse(path),
                value));
        return new Written(directory, moved);
    }

    /** The value at a path, where it is one of these. */
    public Optional<String> at(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /** The value at a path as it was written, where the program would get another text instead. */
    public Optional<String> otherThan(String text, String path) {
        return at(path).filter(written -> !written.equals(text) || !written.matches(SAME_AS_TEXT));
    }

    private static Optional<MappingNode> value(Node group, String key) {
        return group instanceof MappingNode root
                ? root.getValue().stream()
                        .filter(entry -> text(entry.getKeyNode()).equals(key))
                        .map(NodeTuple::getValueNode)
                        .filter(MappingNode.class::isInstance)
                        .map(MappingNode.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    private static void collect(Map<String, String> values, String path, Node node) {
        switch (node) {
            case MappingNode group ->
                group.getValue()
                        .forEach(entry -> collect(values, path + "." + text(entry.getKeyNode()), entry.getValueNode()));
            case SequenceNode list -> {
                for (int i = 0; i < list.getValue().size(); i++) {
                    collect(values, path + "[" + i + "]", list.getValue().get(i));
                }
            }
            case ScalarNode scalar
            when scalar.isPlain() && scalar.getValue().matches(NO_TEXT) -> values.put(path, scalar.getValue());
            default -> {}
        }
    }

    private static String text(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}

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
 * The original spelling of unquoted values in a stack's file that YAML does not read as text: YAML reads {@code 01234} as
 * 668, {@code 2026-01-01} as a point in time and {@code ~} as null.
 *
 * @param directory the directory of the stacks' files; empty for values that are not in a file
 * @param values by their path, such as {@code service.environment.ZIP}
 */
public record OriginalText(Optional<Path> directory, Map<String, String> values) {

    /** Values that the YAML parser of Pulumi's engine (go-yaml 3, resolve.go) does not read as text. */
    private static final String NOT_TEXT = "|~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
            + "|[-+]?(0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?"
            + "|\\.[0-9]+([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)"
            + "|\\d{4}-\\d{1,2}-\\d{1,2}([Tt ].*)?";

    /** Values that YAML does not read as text, but that have the same form as text. */
    private static final String SAME_AS_TEXT = "-?(0|[1-9][0-9]{0,17})|true|false";

    /** For values that are not in a file. */
    public static final OriginalText NOWHERE = new OriginalText(Optional.empty(), Map.of());

    /** Reads a stack's file; without values if the file does not exist or is not YAML. */
    public static OriginalText in(Path directory, String file, String project) {
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
            // The engine got its values from elsewhere, so their original spelling is unknown.
            values.clear();
        }
        return new OriginalText(Optional.of(directory), Map.copyOf(values));
    }

    /** A copy with renamed paths. */
    public OriginalText renamed(Map<String, String> paths) {
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
        return new OriginalText(directory, moved);
    }

    /** The value at a path, if it is one of these. */
    public Optional<String> at(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /** The original spelling of the value at a path, if the program would get a different text. */
    public Optional<String> otherThan(String text, String path) {
        return at(path).filter(original -> !original.equals(text) || !original.matches(SAME_AS_TEXT));
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
            when scalar.isPlain() && scalar.getValue().matches(NOT_TEXT) -> values.put(path, scalar.getValue());
            default -> {}
        }
    }

    private static String text(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}

package dev.slipway.toolbox.init;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** YAML whose values change in place: comments, order and form of everything else stay. */
record YamlText(String text) {

    /** A list as the Pulumi CLI writes it: JSON in a text. */
    private static final Pattern JSON_LIST = Pattern.compile("\\[\\s*\"?([^\",\\]]*).*");

    boolean has(List<String> path) {
        return node(path).isPresent();
    }

    /** The value at a path of keys; that of a list is its first entry. Empty if there is none. */
    Optional<String> at(List<String> path) {
        return node(path).flatMap(YamlText::value);
    }

    private static Optional<String> value(Node node) {
        return switch (node) {
            case ScalarNode scalar -> {
                var list = JSON_LIST.matcher(scalar.getValue());
                yield Optional.of(list.matches() ? list.group(1) : scalar.getValue());
            }
            case SequenceNode list
            when !list.getValue().isEmpty() -> value(list.getValue().getFirst());
            default -> Optional.empty();
        };
    }

    /** A copy with another value at a path of keys, whose parents are added if they are missing. */
    YamlText with(List<String> path, String value) {
        var found = node(path);
        return found.isPresent() ? replaced(found.get(), plain(value)) : added(path, plain(value));
    }

    /** A copy with another first entry of the list at a path of keys, which is added if it is missing. */
    YamlText withFirst(List<String> path, String value) {
        var quoted = "\"" + value + "\"";
        return switch (node(path).orElse(null)) {
            case null -> added(path, "[" + quoted + "]");
            case SequenceNode list
            when !list.getValue().isEmpty() -> replaced(list.getValue().getFirst(), quoted);
            case Node other -> replaced(other, "[" + quoted + "]");
        };
    }

    /** A copy with other keys in the group at a path. */
    YamlText renamed(List<String> path, UnaryOperator<String> key) {
        var changed = this;
        if (node(path).orElse(null) instanceof MappingNode group) {
            // From the end, so that the places before stay valid.
            for (var entry : group.getValue().reversed()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && !key.apply(name.getValue()).equals(name.getValue())) {
                    changed = changed.replaced(name, key.apply(name.getValue()));
                }
            }
        }
        return changed;
    }

    private Optional<Node> node(List<String> path) {
        var node = Optional.ofNullable(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        for (var key : path) {
            node = node.flatMap(parent -> parent instanceof MappingNode group
                    ? group.getValue().stream()
                            .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                                    && name.getValue().equals(key))
                            .map(NodeTuple::getValueNode)
                            .findFirst()
                    : Optional.empty());
        }
        return node;
    }

    private YamlText replaced(Node node, String value) {
        return new YamlText(
                text.substring(0, place(node.getStartMark())) + value + text.substring(place(node.getEndMark())));
    }

    /** Adds the missing groups and the value to the deepest group of the path that exists. */
    private YamlText added(List<String> path, String value) {
        var depth = path.size() - 1;
        while (!has(path.subList(0, depth))) {
            depth--;
        }
        var entry = value;
        for (var key : path.subList(depth, path.size()).reversed()) {
            entry = key + ": " + (entry.startsWith("{") || entry.equals(value) ? entry : "{" + entry + "}");
        }
        return switch (node(path.subList(0, depth)).orElseThrow()) {
            case MappingNode group
            when group.getFlowStyle() == FlowStyle.FLOW -> {
                var end = place(group.getEndMark()) - 1;
                yield new YamlText(text.substring(0, end)
                        + (group.getValue().isEmpty() ? "" : ", ")
                        + entry
                        + text.substring(end));
            }
            case MappingNode group -> {
                var first = group.getValue().getFirst().getKeyNode().getStartMark();
                yield new YamlText(text.substring(0, place(first))
                        + entry
                        + "\n"
                        + " ".repeat(first.getColumn())
                        + text.substring(place(first)));
            }
            case Node nothing -> replaced(nothing, " {" + entry + "}");
        };
    }

    /** SnakeYAML counts code points. */
    private int place(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    /** Quotes what YAML might read as something else than text. */
    private static String plain(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9./@_-]*") ? value : "\"" + value + "\"";
    }
}

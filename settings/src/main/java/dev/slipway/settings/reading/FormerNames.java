package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.settings.stack.Problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Moves the values of renamed settings to their new names, so that files with the former names keep working. */
final class FormerNames {

    private final ObjectNode root;
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Moves the values that a stack's tree has under former names. */
    FormerNames(ObjectNode root, Shape.Section section) {
        this.root = root;
        move(root, section, "");
    }

    /** The tree, with all values under their new names. */
    ObjectNode root() {
        return root;
    }

    /** The new paths of the settings that were found under a former name, by former path. */
    Map<String, String> renamed() {
        return renamed;
    }

    /** Settings that are set under both names. */
    List<Problem> problems() {
        return problems;
    }

    private void move(ObjectNode node, Shape.Section section, String path) {
        for (var field : section.fields()) {
            var former = field.setting().formerly();
            if (section.type() != Map.class && !former.isEmpty() && node.has(former)) {
                move(node, former, field, path);
            }
            inside(node.get(field.key()), field.shape(), field.below(path));
        }
    }

    /** Moves the value of a former name; that of a former single section to the first of several. */
    private void move(ObjectNode node, String former, Field field, String path) {
        var parent = node;
        var now = field;
        var before = Field.below(path, former);
        var after = field.below(path);
        if (field.shape() instanceof Shape.Section sections
                && sections.type() == Map.class
                && !sections.fields().isEmpty()) {
            parent = node.get(field.key()) instanceof ObjectNode group ? group : node.putObject(field.key());
            now = sections.fields().getFirst();
            after = now.below(after);
        }
        // Pulumi merges the default of a key under config: into every stack's configuration.
        if (parent.has(now.key()) && !now.isDefault(parent.get(now.key()))) {
            problems.add(new Problem(
                    before, "", "is the former name of " + after + ", which is also set", "delete " + before));
            node.remove(former);
        } else {
            parent.set(now.key(), node.remove(former));
            renamed.put(before, after);
        }
    }

    private void inside(JsonNode node, Shape shape, String path) {
        if (node instanceof ObjectNode group && shape instanceof Shape.Section section) {
            move(group, section, path);
        } else if (node instanceof ArrayNode list && shape instanceof Shape.ListOf(Shape.Section section)) {
            for (int i = 0; i < list.size(); i++) {
                inside(list.get(i), section, path + "[" + i + "]");
            }
        }
    }
}

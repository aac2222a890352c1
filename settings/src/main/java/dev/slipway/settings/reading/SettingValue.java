package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.slipway.settings.stack.StackConfig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The value of a setting, and its origin.
 *
 * @param path such as {@code services.app.cpu} or {@code aws:region}
 * @param value as text; {@code none} if it is empty or absent
 * @param fromFile whether the stack's file or the project's sets it; otherwise it is the default. A key directly under {@code
 *     config:} that repeats the default counts as the default, because Pulumi merges defaults into the configuration.
 * @param sentence what the setting does
 */
public record SettingValue(String path, String value, boolean fromFile, String sentence) {

    private static final String NONE = "none";

    /**
     * The values of all settings of a stack's kind, in the order of the records. Encrypted values are left out: {@link
     * SettingsReader} refuses them.
     *
     * @param services the services that an environment declares
     */
    public static List<SettingValue> of(StackConfig config, Collection<String> services) {
        var shape = Shape.of(config, services);
        var root = new FormerNames(new ConfigTree(config).root(), shape).root();
        var values = new ArrayList<SettingValue>();
        collect(shape, root, "", values);
        return List.copyOf(values);
    }

    private static void collect(Shape.Section section, JsonNode node, String path, List<SettingValue> values) {
        for (var field : section.fields()) {
            var found = node.path(field.key());
            if (field.shape() instanceof Shape.Section inner) {
                collect(inner, found.isObject() ? found : MissingNode.getInstance(), field.below(path), values);
            } else {
                values.add(value(field, found, field.below(path)));
            }
        }
    }

    private static SettingValue value(Field field, JsonNode found, String path) {
        var set = !found.isMissingNode() && !found.isNull() && !field.isDefault(found);
        var value = set
                ? found
                : new POJONode(new Raw(field.shape() instanceof Shape.OptionalOf ? "" : field.defaultValue()));
        var text = text(
                value instanceof POJONode leaf && leaf.getPojo() instanceof Raw raw ? raw.as(field.shape()) : value);
        return new SettingValue(
                path, text.isEmpty() ? NONE : text, set, field.setting().value());
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(SettingValue::text)
                    .collect(Collectors.joining(", "));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return node.isNull() ? "" : node.asText();
    }
}

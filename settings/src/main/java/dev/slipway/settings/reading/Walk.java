package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.Suggestion;
import dev.slipway.settings.rules.AwsRegion;
import dev.slipway.settings.rules.HostName;
import dev.slipway.settings.rules.InstanceClass;
import dev.slipway.settings.rules.Nearest;
import dev.slipway.settings.stack.OriginalText;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SetCommand;
import dev.slipway.settings.stack.StackConfig;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns a tree into records. Invalid values are reported and replaced by the default or the example, so that the walk goes
 * on to the end and the rules between settings can still check the valid values.
 */
final class Walk {

    private final StackConfig config;
    private final Shape.Section root;
    private final Set<String> unread;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final OriginalText original;

    /**
     * @param root the shape of the whole tree
     * @param unread paths that must not be read
     * @param original the original text of values in the file
     */
    Walk(StackConfig config, Shape.Section root, Set<String> unread, OriginalText original) {
        this.config = config;
        this.root = root;
        this.unread = unread;
        this.original = original;
        broken.addAll(unread);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Whether what is at a path, and above and below it, was read as it was written. */
    boolean isSound(String path) {
        return broken.stream().noneMatch(wrong -> covers(wrong, path) || covers(path, wrong));
    }

    private static boolean covers(String section, String path) {
        return path.equals(section) || path.startsWith(section + ".") || path.startsWith(section + "[");
    }

    Object section(Shape.Section shape, JsonNode node, String path) {
        var values = shape.fields().stream()
                .map(field -> value(field, node.path(field.key()), field.below(path)))
                .toArray();
        node.fieldNames().forEachRemaining(name -> {
            if (shape.fields().stream().noneMatch(field -> field.key().equals(name))) {
                problems.add(UnknownKey.problem(root, shape, path, name));
            }
        });
        return construct(shape, values);
    }

    private Object value(Field field, JsonNode found, String path) {
        if (unread.contains(path)) {
            return standIn(field);
        }
        var node = found instanceof POJONode leaf && leaf.getPojo() instanceof Raw raw ? raw(field, raw, path) : found;
        if (!node.isMissingNode() && !node.isNull()) {
            return shaped(field, field.shape(), node, path).orElseGet(() -> standIn(field));
        }
        if (field.shape() instanceof Shape.Section section) {
            return section(section, JsonNodeFactory.instance.objectNode(), path);
        }
        if (field.isRequired()) {
            wrong(
                    path,
                    "",
                    "is missing",
                    SetCommand.of(config, field.shape() instanceof Shape.ListOf ? path + "[0]" : path, field.form()));
        }
        return standIn(field);
    }

    /** A list may be written as one text, which YAML may have converted: an account id with leading zeros, for example. */
    private JsonNode raw(Field field, Raw raw, String path) {
        var asWritten =
                field.shape() instanceof Shape.ListOf ? original.otherThan(raw.text(), path) : Optional.<String>empty();
        return asWritten.map(Raw::new).orElse(raw).as(field.shape());
    }

    private Optional<Object> shaped(Field field, Shape shape, JsonNode node, String path) {
        return switch (shape) {
            case Shape.OptionalOf(Shape inner) ->
                shaped(field, inner, node, path).map(Optional::of);
            case Shape.Section section when node.isObject() -> Optional.of(section(section, node, path));
            case Shape.ListOf(Shape each) when node.isArray() -> Optional.of(list(field, each, node, path));
            case Shape.MapOf _ when node.isObject() -> Optional.of(texts(field, node, path));
            case Shape.Choice choice when node.isTextual() -> constant(choice, node.textValue(), path);
            case Shape.Text _ when node.isTextual() -> text(field, node.textValue(), path);
            case Shape.Int _ when node.isIntegralNumber() -> whole(field, node, path);
            // `pulumi config set --path` writes a number with a fraction as text.
            case Shape.Decimal _ when new Raw(node.asText()).as(shape).isNumber() -> decimal(field, node, path);
            case Shape.Bool _ when node.isBoolean() -> Optional.of(node.booleanValue());
            case Shape _ -> wrong(path, WrongType.problem(field, shape, node, path, original.at(path)));
        };
    }

    private List<Object> list(Field field, Shape each, JsonNode node, String path) {
        if (!within(field, node.size())) {
            wrong(path, Shown.of(node), "has length " + node.size(), "its length must be " + field.range());
        }
        for (int i = 0; i < node.size(); i++) {
            for (int before = 0; before < i; before++) {
                if (node.get(i).equals(node.get(before))) {
                    wrong(path + "[" + i + "]", Shown.of(node.get(i)), "is in the list twice", "delete one");
                    break;
                }
            }
        }
        return IntStream.range(0, node.size())
                .mapToObj(i -> shaped(field, each, node.get(i), path + "[" + i + "]"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<String, String> texts(Field field, JsonNode node, String path) {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : node.properties()) {
            var place = path + "." + entry.getKey();
            if (entry.getValue().isTextual()) {
                var text = entry.getValue().textValue();
                original.otherThan(text, place)
                        .ifPresentOrElse(
                                other -> wrong(place, WrongType.unquoted(other, place)),
                                () -> texts.put(entry.getKey(), text));
            } else {
                wrong(place, WrongType.problem(field, new Shape.Text(), entry.getValue(), place, original.at(place)));
            }
            if (!field.matches(entry.getKey())) {
                wrong(place, "", "is not a valid name: it must be " + field.form(), "rename it");
            }
        }
        return texts;
    }

    private Optional<Object> constant(Shape.Choice choice, String word, String path) {
        return choice.constants().stream()
                .filter(constant -> Keyword.of(constant).equals(word))
                .<Object>map(constant -> constant)
                .findFirst()
                .or(() -> wrong(
                        path,
                        Shown.of(word),
                        "is not one of " + String.join(", ", choice.words()),
                        Nearest.to(word, choice.words().stream())
                                .map(meant -> "did you mean " + meant + "?")
                                .orElse("write one of them")));
    }

    private Optional<Object> text(Field field, String text, String path) {
        var other = original.otherThan(text, path);
        if (other.isPresent()) {
            return wrong(path, WrongType.unquoted(other.get(), path));
        }
        return field.matches(text)
                ? Optional.of(text)
                : wrong(
                        path,
                        Shown.of(text),
                        "is not " + field.form(),
                        suggestion(field.setting().suggestion(), text)
                                .orElseGet(() -> "write " + field.form() + field.likeThis()));
    }

    /** A suggested correction, as a sentence. */
    private static Optional<String> suggestion(Suggestion kind, String text) {
        return switch (kind) {
            case NONE -> Optional.empty();
            // The console shows an account id with hyphens.
            case ACCOUNT ->
                Optional.of(text.replaceAll("\\D", ""))
                        .filter(digits -> digits.length() == 12)
                        .map(digits -> "write \"" + digits + "\"");
            case REGION -> AwsRegion.fix(text);
            case HOST_NAME -> HostName.fix(text);
            case INSTANCE_CLASS -> InstanceClass.fix(text);
        };
    }

    private Optional<Object> whole(Field field, JsonNode node, String path) {
        if (!node.canConvertToInt()) {
            return wrong(path, node.asText(), "is too large", "write a smaller number");
        }
        // The bounds of a list apply to its length.
        return field.shape() instanceof Shape.ListOf || within(field, node.intValue())
                ? Optional.of(node.intValue())
                : wrong(path, node.asText(), "is out of bounds", "write " + field.range());
    }

    private Optional<Object> decimal(Field field, JsonNode node, String path) {
        var text = node.asText();
        return field.matches(text)
                ? Optional.of(Double.parseDouble(text))
                : wrong(path, text, "is not " + field.form(), "write " + field.form() + field.likeThis());
    }

    private static boolean within(Field field, int number) {
        return field.setting().min() <= number && number <= field.setting().max();
    }

    private Optional<Object> wrong(String path, String value, String what, String fix) {
        return wrong(path, new Problem(path, value, what, fix));
    }

    private Optional<Object> wrong(String path, Problem problem) {
        problems.add(problem);
        broken.add(path);
        return Optional.empty();
    }

    /** The default or the example, read by a separate walk whose problems are ignored. */
    private Object standIn(Field field) {
        return switch (field.shape()) {
            case Shape.OptionalOf _ -> Optional.empty();
            case Shape.Section section ->
                new Walk(config, root, Set.of(), OriginalText.NOWHERE)
                        .section(section, JsonNodeFactory.instance.objectNode(), "");
            case Shape shape -> {
                var text = field.defaultValue().isEmpty() ? field.example() : field.defaultValue();
                yield new Walk(config, root, Set.of(), OriginalText.NOWHERE)
                        .shaped(field, shape, new Raw(text).as(shape), "")
                        .orElseThrow();
            }
        };
    }

    private static Object construct(Shape.Section shape, Object[] values) {
        var type = shape.type();
        if (type == Map.class) {
            var sections = new LinkedHashMap<String, Object>();
            for (int i = 0; i < values.length; i++) {
                sections.put(shape.fields().get(i).name(), values[i]);
            }
            return sections;
        }
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be created", e);
        }
    }
}

package dev.slipway.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;

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
 * Turns a tree into records. What is wrong is noted and replaced by the default or the example, so that the walk goes
 * on to the end and the rules between settings can still be asked about all that is sound.
 */
final class Walk {

    private final StackConfig config;
    private final Set<String> unread;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final Written written;

    /**
     * @param unread paths that are not to be looked at
     * @param written how values stand in the file
     */
    Walk(StackConfig config, Set<String> unread, Written written) {
        this.config = config;
        this.unread = unread;
        this.written = written;
        broken.addAll(unread);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Whether what stands at a path, and above and below it, was read as it was written. */
    boolean isSound(String path) {
        return broken.stream().noneMatch(wrong -> covers(wrong, path) || covers(path, wrong));
    }

    private static boolean covers(String section, String path) {
        return path.equals(section) || path.startsWith(section + ".") || path.startsWith(section + "[");
    }

    Object section(Shape.Section shape, JsonNode node, String path) {
        var values = shape.knobs().stream()
                .map(knob -> value(knob, node.path(knob.key()), knob.below(path)))
                .toArray();
        node.fieldNames().forEachRemaining(name -> {
            if (shape.knobs().stream().noneMatch(knob -> knob.key().equals(name))) {
                problems.add(UnknownKey.problem(config, shape, path, name));
            }
        });
        return construct(shape.type(), values);
    }

    private Object value(Knob knob, JsonNode found, String path) {
        if (unread.contains(path)) {
            return standIn(knob);
        }
        var node = found instanceof POJONode leaf && leaf.getPojo() instanceof Raw raw ? raw(knob, raw, path) : found;
        if (!node.isMissingNode() && !node.isNull()) {
            return shaped(knob, knob.shape(), node, path).orElseGet(() -> standIn(knob));
        }
        if (knob.shape() instanceof Shape.Section section) {
            return section(section, JsonNodeFactory.instance.objectNode(), path);
        }
        if (knob.isRequired()) {
            wrong(path, "", "is missing", SetCommand.of(config, knob, path));
        }
        return standIn(knob);
    }

    /** A list may be written as one text, which YAML may have made something else of: an account's id with leading zeros. */
    private JsonNode raw(Knob knob, Raw raw, String path) {
        var asWritten =
                knob.shape() instanceof Shape.Many ? written.otherThan(raw.text(), path) : Optional.<String>empty();
        return asWritten.map(Raw::new).orElse(raw).as(knob.shape());
    }

    private Optional<Object> shaped(Knob knob, Shape shape, JsonNode node, String path) {
        return switch (shape) {
            case Shape.Maybe(Shape inner) -> shaped(knob, inner, node, path).map(Optional::of);
            case Shape.Section section when node.isObject() -> Optional.of(section(section, node, path));
            case Shape.Many(Shape each) when node.isArray() -> Optional.of(list(knob, each, node, path));
            case Shape.Named _ when node.isObject() -> Optional.of(texts(knob, node, path));
            case Shape.Choice choice when node.isTextual() -> constant(choice, node.textValue(), path);
            case Shape.Text _ when node.isTextual() -> text(knob, node.textValue(), path);
            case Shape.Whole _ when node.isIntegralNumber() -> whole(knob, node, path);
            case Shape.Flag _ when node.isBoolean() -> Optional.of(node.booleanValue());
            case Shape _ -> wrong(path, WrongType.problem(knob, shape, node, path, written.at(path)));
        };
    }

    private List<Object> list(Knob knob, Shape each, JsonNode node, String path) {
        if (!within(knob, node.size())) {
            wrong(path, Shown.of(node), "holds " + node.size(), "let it hold " + knob.range());
        }
        for (int i = 0; i < node.size(); i++) {
            for (int before = 0; before < i; before++) {
                if (node.get(i).equals(node.get(before))) {
                    wrong(path + "[" + i + "]", Shown.of(node.get(i)), "stands in the list before", "take one out");
                    break;
                }
            }
        }
        return IntStream.range(0, node.size())
                .mapToObj(i -> shaped(knob, each, node.get(i), path + "[" + i + "]"))
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<String, String> texts(Knob knob, JsonNode node, String path) {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : node.properties()) {
            var place = path + "." + entry.getKey();
            if (entry.getValue().isTextual()) {
                var text = entry.getValue().textValue();
                written.otherThan(text, place)
                        .ifPresentOrElse(
                                other -> wrong(place, WrongType.unquoted(other, place)),
                                () -> texts.put(entry.getKey(), text));
            } else {
                wrong(place, WrongType.problem(knob, new Shape.Text(), entry.getValue(), place, written.at(place)));
            }
            if (!knob.matches(entry.getKey())) {
                wrong(place, "", "is not named as it must be: " + knob.form(), "rename it");
            }
        }
        return texts;
    }

    private Optional<Object> constant(Shape.Choice choice, String word, String path) {
        return choice.constants().stream()
                .filter(constant -> Shape.word(constant).equals(word))
                .<Object>map(constant -> constant)
                .findFirst()
                .or(() -> wrong(
                        path,
                        Shown.of(word),
                        "is none of " + String.join(", ", choice.words()),
                        Nearest.to(word, choice.words().stream())
                                .map(meant -> "did you mean " + meant + "?")
                                .orElse("write one of them")));
    }

    private Optional<Object> text(Knob knob, String text, String path) {
        var other = written.otherThan(text, path);
        if (other.isPresent()) {
            return wrong(path, WrongType.unquoted(other.get(), path));
        }
        return knob.matches(text)
                ? Optional.of(text)
                : wrong(
                        path,
                        Shown.of(text),
                        "is not " + knob.form(),
                        knob.setting().guess().fix(text).orElseGet(() -> "write " + knob.form() + knob.likeThis()));
    }

    private Optional<Object> whole(Knob knob, JsonNode node, String path) {
        if (!node.canConvertToInt()) {
            return wrong(path, node.asText(), "is too large a number", "write a smaller one");
        }
        // The bounds of a list are its length's.
        return knob.shape() instanceof Shape.Many || within(knob, node.intValue())
                ? Optional.of(node.intValue())
                : wrong(path, node.asText(), "is out of bounds", "write " + knob.range());
    }

    private static boolean within(Knob knob, int number) {
        return knob.setting().least() <= number && number <= knob.setting().most();
    }

    private Optional<Object> wrong(String path, String value, String what, String mend) {
        return wrong(path, new Problem(path, value, what, mend));
    }

    private Optional<Object> wrong(String path, Problem problem) {
        problems.add(problem);
        broken.add(path);
        return Optional.empty();
    }

    /** The default or the example, read by a walk of its own whose complaints nobody hears. */
    private Object standIn(Knob knob) {
        return switch (knob.shape()) {
            case Shape.Maybe _ -> Optional.empty();
            case Shape.Section section ->
                new Walk(config, Set.of(), Written.NOWHERE).section(section, JsonNodeFactory.instance.objectNode(), "");
            case Shape shape -> {
                var text = knob.standard().isEmpty() ? knob.example() : knob.standard();
                yield new Walk(config, Set.of(), Written.NOWHERE)
                        .shaped(knob, shape, new Raw(text).as(shape), "")
                        .orElseThrow();
            }
        };
    }

    private static Object construct(Class<?> type, Object[] values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be made", e);
        }
    }
}

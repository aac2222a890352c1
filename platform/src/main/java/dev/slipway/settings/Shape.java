package dev.slipway.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a setting's value looks like. The one walk over the records: the reader follows it, and so does all that is
 * generated from them.
 */
sealed interface Shape {

    /** Settings below a setting. */
    record Section(Class<?> type, List<Knob> knobs) implements Shape {}

    /** A list. */
    record Many(Shape each) implements Shape {}

    /** Texts by name. */
    record Named() implements Shape {}

    /** A value that may be absent. */
    record Maybe(Shape inner) implements Shape {}

    /** One of a few words. */
    record Choice(List<? extends Enum<?>> constants) implements Shape {

        List<String> words() {
            return constants.stream().map(Shape::word).toList();
        }
    }

    /** Text. */
    record Text() implements Shape {}

    /** A whole number. */
    record Whole() implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** As a reader of the file calls it, with its article. */
    default String described() {
        return switch (this) {
            case Section _ -> "a group of settings";
            case Many _ -> "a list";
            case Named _ -> "a group of names and texts";
            case Maybe(Shape inner) -> inner.described();
            case Choice choice -> "one of " + String.join(", ", choice.words());
            case Text _ -> "text";
            case Whole _ -> "a whole number";
            case Flag _ -> "true or false";
        };
    }

    static Section of(Class<?> type) {
        return new Section(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(component -> new Knob(
                                component.getName(),
                                of(component.getGenericType()),
                                component.getAnnotation(Setting.class)))
                        .toList());
    }

    /** An enum's constant as it is written in a file: lower-case kebab, but x86_64 keeps its underscore. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replaceAll("(?<!\\d)_|_(?!\\d)", "-");
    }

    private static Shape of(Type type) {
        return switch (type) {
            case ParameterizedType generic when generic.getRawType() == Map.class -> new Named();
            case ParameterizedType generic
            when generic.getRawType() == List.class -> new Many(of(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic
            when generic.getRawType() == Optional.class -> new Maybe(of(generic.getActualTypeArguments()[0]));
            case Class<?> record when record.isRecord() -> of(record);
            case Class<?> constants
            when constants.isEnum() ->
                new Choice(Arrays.stream(constants.getEnumConstants())
                        .map(constant -> (Enum<?>) constant)
                        .collect(Collectors.toList()));
            case Class<?> text when text == String.class -> new Text();
            case Class<?> whole when whole == int.class || whole == Integer.class -> new Whole();
            case Class<?> flag when flag == boolean.class -> new Flag();
            default -> throw new IllegalArgumentException("No setting has the type " + type);
        };
    }
}

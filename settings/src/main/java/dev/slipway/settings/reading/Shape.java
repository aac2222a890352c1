package dev.slipway.settings.reading;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.Setting;
import dev.slipway.settings.stack.StackConfig;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shape of a setting's value. The reader and all generators of files use it instead of reflecting on the records.
 */
public sealed interface Shape {

    /**
     * A group of settings.
     *
     * @param type the record that holds them, or {@code Map} for one section for each service
     */
    record Section(Class<?> type, List<Field> fields) implements Shape {

        /** The settings of this section, at any depth. */
        public Stream<Leaf> leaves() {
            return leaves("");
        }

        private Stream<Leaf> leaves(String path) {
            return fields.stream().flatMap(field -> switch (field.shape()) {
                case Section inner -> inner.leaves(path + field.name() + ".");
                case ListOf(Section inner) ->
                    Stream.concat(
                            Stream.of(new Leaf(path + field.name(), field)), inner.leaves(path + field.name() + "[]."));
                case Shape _ -> Stream.of(new Leaf(path + field.name(), field));
            });
        }
    }

    /**
     * A setting that is not a section.
     *
     * @param path its path below a section, such as {@code scaling.cpuPercent} or {@code grants[].bucket}
     */
    record Leaf(String path, Field field) {}

    /** A list. */
    record ListOf(Shape each) implements Shape {}

    /** Texts by name. */
    record MapOf() implements Shape {}

    /** A value that may be absent. */
    record OptionalOf(Shape inner) implements Shape {}

    /** One of a fixed set of words. */
    record Choice(List<? extends Enum<?>> constants) implements Shape {

        public List<String> words() {
            return constants.stream().map(Keyword::of).toList();
        }
    }

    /** Text. */
    record Text() implements Shape {}

    /** A whole number. */
    record Int() implements Shape {}

    /** A number that may have a fraction, whose bounds are those of its pattern. */
    record Decimal() implements Shape {}

    /** True or false. */
    record Bool() implements Shape {}

    /** The shape in words, with an article. */
    default String described() {
        return switch (this) {
            case Section _ -> "a group of settings";
            case ListOf _ -> "a list";
            case MapOf _ -> "a group of names and texts";
            case OptionalOf(Shape inner) -> inner.described();
            case Choice choice -> "one of " + String.join(", ", choice.words());
            case Text _ -> "text";
            case Int _ -> "a whole number";
            case Decimal _ -> "a number";
            case Bool _ -> "true or false";
        };
    }

    /**
     * The settings of a stack's kind.
     *
     * @param services the services that an environment declares
     */
    static Section of(StackConfig config, Collection<String> services) {
        return of(config.isFoundation() ? FoundationSettings.class : EnvironmentSettings.class, services);
    }

    /**
     * The settings of a record.
     *
     * @param services the names of the sections in a map of sections
     */
    static Section of(Class<?> type, Collection<String> services) {
        return new Section(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(component -> field(
                                component.getName(),
                                component.getGenericType(),
                                component.getAnnotation(Setting.class),
                                services))
                        .toList());
    }

    private static Field field(String name, Type type, Setting setting, Collection<String> services) {
        return new Field(
                name,
                type instanceof ParameterizedType map
                                && map.getRawType() == Map.class
                                && map.getActualTypeArguments()[1] instanceof Class<?> each
                                && each.isRecord()
                        ? new Section(
                                Map.class,
                                services.stream()
                                        .map(service -> new Field(service, of(each, services), setting))
                                        .toList())
                        : of(type, services),
                setting);
    }

    private static Shape of(Type type, Collection<String> services) {
        return switch (type) {
            case ParameterizedType generic when generic.getRawType() == Map.class -> new MapOf();
            case ParameterizedType generic
            when generic.getRawType() == List.class -> new ListOf(of(generic.getActualTypeArguments()[0], services));
            case ParameterizedType generic
            when generic.getRawType() == Optional.class ->
                new OptionalOf(of(generic.getActualTypeArguments()[0], services));
            case Class<?> record when record.isRecord() -> of(record, services);
            case Class<?> constants
            when constants.isEnum() ->
                new Choice(Arrays.stream(constants.getEnumConstants())
                        .map(constant -> (Enum<?>) constant)
                        .collect(Collectors.toList()));
            case Class<?> text when text == String.class -> new Text();
            case Class<?> whole when whole == int.class || whole == Integer.class -> new Int();
            case Class<?> decimal when decimal == double.class -> new Decimal();
            case Class<?> flag when flag == boolean.class -> new Bool();
            default -> throw new IllegalArgumentException("No setting has the type " + type);
        };
    }
}

package dev.slipway.toolbox.settings;

import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.Field;
import dev.slipway.settings.reading.Shape;

import java.util.List;
import java.util.Map;

/** Describes a setting in words. */
final class Words {

    /** The name of a service, where a text is about the settings of any. */
    static final String ANY_SERVICE = "<name>";

    private Words() {}

    /** The settings of a kind of stack, with a section for any service. */
    static Shape.Section shape(Class<? extends Settings> kind) {
        return Shape.of(kind, List.of(ANY_SERVICE));
    }

    /** The only section of a group with one for each service; any other section itself. */
    static Shape.Section each(Shape.Section section) {
        return section.type() == Map.class
                ? (Shape.Section) section.fields().getFirst().shape()
                : section;
    }

    /** The name of a section. */
    static String title(Field field, Shape.Section section) {
        return section.type() == Map.class ? field.name() + "." + ANY_SERVICE : field.name();
    }

    static String type(Field field) {
        return type(field.shape(), field);
    }

    private static String type(Shape shape, Field field) {
        return switch (shape) {
            case Shape.OptionalOf(Shape inner) -> type(inner, field);
            case Shape.ListOf(Shape.Section _) -> "list of groups";
            case Shape.ListOf(Shape.Int _) -> "list of numbers" + count(field);
            case Shape.ListOf(Shape _) -> "list of texts" + count(field) + ": " + field.form();
            case Shape.Int _ when isBounded(field) -> "number, " + field.range();
            case Shape.Int _ -> "number";
            case Shape.Halves _ -> "number in steps of 0.5, " + field.range();
            case Shape.MapOf _ -> "map of texts: " + field.form();
            case Shape.Text _ -> field.form().isEmpty() ? "text" : "text: " + field.form();
            case Shape _ -> shape.described();
        };
    }

    private static String count(Field field) {
        return isBounded(field) ? " (" + field.range() + ")" : "";
    }

    private static boolean isBounded(Field field) {
        return field.setting().min() != Long.MIN_VALUE || field.setting().max() != Long.MAX_VALUE;
    }

    static String defaultValue(Field field) {
        if (field.shape() instanceof Shape.OptionalOf) {
            return "none";
        }
        return field.isRequired() ? "required" : field.defaultValue();
    }
}

package dev.slipway.toolbox.settings;

import dev.slipway.settings.reading.Field;
import dev.slipway.settings.reading.Shape;

/** Describes a setting in words. */
final class Words {

    private Words() {}

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

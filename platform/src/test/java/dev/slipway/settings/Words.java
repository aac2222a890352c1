package dev.slipway.settings;

import java.util.stream.Stream;

/** A setting in a page's words. */
final class Words {

    /** A setting of a section, however deep: {@code scaling.cpuPercent}, {@code grants[].bucket}. */
    record Leaf(String path, Knob knob) {}

    private Words() {}

    static Stream<Leaf> leaves(Shape.Section section) {
        return leaves(section, "");
    }

    private static Stream<Leaf> leaves(Shape.Section section, String path) {
        return section.knobs().stream().flatMap(knob -> switch (knob.shape()) {
            case Shape.Section inner -> leaves(inner, path + knob.name() + ".");
            case Shape.Many(Shape.Section inner) ->
                Stream.concat(Stream.of(new Leaf(path + knob.name(), knob)), leaves(inner, path + knob.name() + "[]."));
            case Shape _ -> Stream.of(new Leaf(path + knob.name(), knob));
        });
    }

    static String type(Knob knob) {
        return type(knob.shape(), knob);
    }

    private static String type(Shape shape, Knob knob) {
        return switch (shape) {
            case Shape.Maybe(Shape inner) -> type(inner, knob);
            case Shape.Many(Shape.Section _) -> "list of groups";
            case Shape.Many(Shape.Whole _) -> "list of " + count(knob) + "numbers";
            case Shape.Many(Shape _) -> "list of " + count(knob) + "texts: " + knob.form();
            case Shape.Whole _ when isBounded(knob) -> "number, " + knob.range();
            case Shape.Whole _ -> "number";
            case Shape.Named _ -> "texts by name: " + knob.form();
            case Shape.Text _ -> knob.form().isEmpty() ? "text" : "text: " + knob.form();
            case Shape _ -> shape.described();
        };
    }

    private static String count(Knob knob) {
        return isBounded(knob) ? knob.range() + " " : "";
    }

    private static boolean isBounded(Knob knob) {
        return knob.setting().least() != Long.MIN_VALUE || knob.setting().most() != Long.MAX_VALUE;
    }

    static String standard(Knob knob) {
        if (knob.shape() instanceof Shape.Maybe) {
            return "none";
        }
        return knob.isRequired() ? "must be set" : knob.standard();
    }
}

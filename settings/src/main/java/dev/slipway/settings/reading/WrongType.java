package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.settings.stack.Problem;

import java.util.Optional;

/** A value whose type differs from its setting's. */
final class WrongType {

    private WrongType() {}

    /** @param written the value as it is written in the file, if that is known and differs from YAML's reading */
    static Problem problem(Field field, Shape expected, JsonNode found, String path, Optional<String> written) {
        return new Problem(
                path,
                written.orElseGet(() -> Shown.of(found)),
                "is " + words(found) + ", where " + expected.described() + " is expected",
                fix(field, expected, found, written));
    }

    /** Unquoted text that YAML reads as another type and so passes on in another form. */
    static Problem unquoted(String written, String path) {
        return new Problem(path, written, "is not text in YAML, which changes its form", quoted(written));
    }

    private static String quoted(String text) {
        return "write it in quotes: \"" + text + "\"";
    }

    private static String words(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> node.isIntegralNumber() ? "a number" : "a number with a fraction";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case NULL, MISSING -> "nothing";
            case OBJECT, POJO, BINARY -> "a group";
        };
    }

    private static String fix(Field field, Shape expected, JsonNode found, Optional<String> written) {
        return switch (expected) {
            case Shape.Section section ->
                "write below it: "
                        + String.join(
                                ", ", section.fields().stream().map(Field::name).toList());
            case Shape.Choice choice -> "write one of " + String.join(", ", choice.words());
            case Shape.Text _ when found.isValueNode() -> quoted(written.orElseGet(found::asText));
            case Shape.Bool _ -> "write true or false, without quotes";
            case Shape.Int _ when found.isTextual() && found.textValue().matches("\\d+") -> "write it without quotes";
            case Shape _
            when field.example().isEmpty() && !field.defaultValue().isEmpty() ->
                "write " + expected.described() + ", such as " + field.defaultValue();
            case Shape _ -> "write " + expected.described() + field.likeThis();
        };
    }
}

package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a flat JSON object, taken one by one with the rule that each must keep. What is wrong is collected, and
 * {@link #check()} tells it all at once.
 */
public final class Fields {

    private final Map<String, Object> values;
    private final List<Invalid> invalid = new ArrayList<>(0);

    /** One field that breaks its rule. */
    public record Invalid(String field, String message) {}

    private enum Other {
        NULL("null"),
        NESTED("an object or array"),
        LOGICAL("true or false");

        private final String name;

        Other(String name) {
            this.name = name;
        }
    }

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Parses.
     *
     * @throws MalformedJson when the bytes are no JSON object in UTF-8, or nest too deep
     */
    public static Fields parse(byte[] document) {
        try (var parser = Json.FACTORY.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJson("the body is not a JSON object");
            }
            var values = new LinkedHashMap<String, Object>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                values.put(name, value(parser, parser.nextToken()));
            }
            if (parser.nextToken() != null) {
                throw new MalformedJson("the body goes on after its JSON object");
            }
            return new Fields(values);
        } catch (IOException e) {
            throw new MalformedJson("the body is not well-formed JSON in UTF-8");
        }
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? new BigDecimal(parser.getBigIntegerValue())
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> whole(parser.getDecimalValue());
            case VALUE_NULL -> Other.NULL;
            case VALUE_TRUE, VALUE_FALSE -> Other.LOGICAL;
            case START_OBJECT, START_ARRAY -> {
                parser.skipChildren();
                yield Other.NESTED;
            }
            default -> throw new MalformedJson("the body is not well-formed JSON");
        };
    }

    /** JSON has one kind of number: 1.0 and 1e2 are whole ones, as JSON Schema has it. */
    private static Object whole(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return number;
        }
    }

    /** A text that is there, not blank, and no longer than that many characters. */
    public String text(String name, int longest) {
        var value = values.remove(name);
        if (!(value instanceof String text)) {
            return reject(name, "must be a text" + insteadOf(value), "");
        }
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            return reject(name, "must have 1 to %d characters".formatted(longest), "");
        }
        if (!storable(text)) {
            return reject(name, "has control characters or broken surrogate pairs", "");
        }
        return text;
    }

    /** Whether the field is there at all. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A whole number that is there and within the bounds. */
    public long number(String name, long least, long most) {
        return switch (values.remove(name)) {
            case Long number when number >= least && number <= most -> number;
            case Long _, BigDecimal _ ->
                reject(name, "must be a whole number from %d to %d".formatted(least, most), least);
            case null -> reject(name, "must be a number, and is missing", least);
            case Object other -> reject(name, "must be a number" + insteadOf(other), least);
        };
    }

    /** Adds a rule of the caller's own. */
    public void invalid(String name, String message) {
        invalid.add(new Invalid(name, message));
    }

    /**
     * Call last: fields that nobody took are wrong too.
     *
     * @throws InvalidFields with all of it
     */
    public void check() {
        values.keySet().forEach(name -> invalid(name, "is not a field of this resource"));
        if (!invalid.isEmpty()) {
            throw new InvalidFields(invalid);
        }
    }

    private <T> T reject(String name, String message, T placeholder) {
        invalid(name, message);
        return placeholder;
    }

    private static String insteadOf(Object value) {
        return switch (value) {
            case null -> ", and is missing";
            case Other other -> ", not " + other.name;
            case String _ -> ", not a text";
            default -> ", not a number";
        };
    }

    /** PostgreSQL stores no NUL and no half of a surrogate pair; other control characters only confuse readers. */
    private static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c == 0x7F) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}

package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;

import java.io.IOException;
import java.util.regex.Pattern;

/** Reads a component with a {@link Text}. */
final class TextDeserializer extends FieldDeserializer<String> implements ContextualDeserializer {

    private final transient Text rule;
    private final transient Pattern pattern;

    /** The prototype from which Jackson makes the deserializer of each field. */
    TextDeserializer() {
        this("", null);
    }

    private TextDeserializer(String field, Text rule) {
        super(String.class, field, "");
        this.rule = rule;
        this.pattern = rule == null || rule.pattern().isEmpty() ? null : Pattern.compile(rule.pattern());
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        var rule = property.getAnnotation(Text.class);
        if (rule == null) {
            throw new IllegalStateException(property.getMember() + " has no @Text");
        }
        return new TextDeserializer(property.getName(), rule);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return wrongKind(parser, context);
        }
        var text = parser.getText();
        if (text.isBlank() || text.length() < rule.min() || text.length() > rule.max()) {
            var characters = text.codePointCount(0, text.length());
            if (text.isBlank() || characters < rule.min() || characters > rule.max()) {
                return invalid(context, "must have %d to %d characters".formatted(rule.min(), rule.max()));
            }
        }
        if (!storable(text)) {
            return invalid(context, "has control characters or broken surrogate pairs");
        }
        return pattern == null || pattern.matcher(text).matches() ? text : invalid(context, rule.otherwise());
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return rule.required() ? super.getAbsentValue(context) : null;
    }

    @Override
    String kind() {
        return "a text";
    }

    /** PostgreSQL stores neither NUL nor half of a surrogate pair; other control characters only confuse readers. */
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

package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.util.AccessPattern;

import java.io.IOException;

/** Reads one field of a record, and collects what is wrong with it instead of stopping there. */
abstract class FieldDeserializer<T> extends StdScalarDeserializer<T> {

    private final String field;
    private final transient T placeholder;

    /** Reads the field of that name; the placeholder replaces an invalid value until the document is refused. */
    FieldDeserializer(Class<?> type, String field, T placeholder) {
        super(type);
        this.field = field;
        this.placeholder = placeholder;
    }

    /** The kind of value that is valid, with its article: {@code a text}. */
    abstract String kind();

    T invalid(DeserializationContext context, String message) {
        Json.invalid(context).add(field, message);
        return placeholder;
    }

    T wrongKind(JsonParser parser, DeserializationContext context) throws IOException {
        var found = found(parser.currentToken());
        parser.skipChildren();
        return invalid(context, "must be " + kind() + ", not " + found);
    }

    private static String found(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "an object or array";
        };
    }

    @Override
    public AccessPattern getNullAccessPattern() {
        return AccessPattern.DYNAMIC; // null is reported each time
    }

    @Override
    public T getNullValue(DeserializationContext context) {
        return invalid(context, "must be " + kind() + ", not null");
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return invalid(context, "must be " + kind() + ", and is missing");
    }
}

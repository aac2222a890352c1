package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.LongFunction;

/** Reads a component with a {@link Whole}: an {@code int} or a {@code long}. */
final class WholeDeserializer<N extends Number> extends FieldDeserializer<N> implements ContextualDeserializer {

    private final Class<N> type;
    private final transient LongFunction<N> narrow;
    private final transient Whole rule;

    private WholeDeserializer(Class<N> type, LongFunction<N> narrow, String field, Whole rule) {
        super(type, field, narrow.apply(0));
        this.type = type;
        this.narrow = narrow;
        this.rule = rule;
    }

    /** The prototype for {@code int}, from which Jackson makes the deserializer of each field. */
    static WholeDeserializer<Integer> ofInt() {
        return new WholeDeserializer<>(int.class, number -> (int) number, "", null);
    }

    /** The prototype for {@code long}, from which Jackson makes the deserializer of each field. */
    static WholeDeserializer<Long> ofLong() {
        return new WholeDeserializer<>(long.class, number -> number, "", null);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        var rule = property.getAnnotation(Whole.class);
        if (rule == null || (type == int.class && (rule.min() < Integer.MIN_VALUE || rule.max() > Integer.MAX_VALUE))) {
            throw new IllegalStateException(property.getMember() + " has no @Whole with bounds that fit");
        }
        return new WholeDeserializer<>(type, narrow, property.getName(), rule);
    }

    @Override
    public N deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? outOfBounds(context)
                        : bounded(parser.getLongValue(), context);
            case VALUE_NUMBER_FLOAT -> whole(parser.getDecimalValue(), context);
            default -> wrongKind(parser, context);
        };
    }

    private N whole(BigDecimal number, DeserializationContext context) {
        try {
            return bounded(number.longValueExact(), context);
        } catch (ArithmeticException e) {
            return outOfBounds(context);
        }
    }

    private N bounded(long number, DeserializationContext context) {
        return number >= rule.min() && number <= rule.max() ? narrow.apply(number) : outOfBounds(context);
    }

    private N outOfBounds(DeserializationContext context) {
        return invalid(context, "must be a whole number from %d to %d".formatted(rule.min(), rule.max()));
    }

    @Override
    String kind() {
        return "a number";
    }
}

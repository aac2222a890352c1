package dev.slipway.settings.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A value directly under {@code config:}. Pulumi passes all such values as text, so their type depends on the setting:
 * {@code pulumi config set slipway:production true} writes {@code "true"}.
 */
record Raw(String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode as(Shape shape) {
        return switch (shape) {
            case Shape.OptionalOf(Shape inner) -> as(inner);
            case Shape _ when text.isEmpty() -> JsonNodeFactory.instance.nullNode();
            case Shape.Text _ -> TextNode.valueOf(text);
            case Shape _ when text.startsWith("{") || text.startsWith("[") -> json();
            case Shape.Bool _
            when text.equals("true") || text.equals("false") -> BooleanNode.valueOf(text.equals("true"));
            case Shape.Int _
            when text.matches("-?\\d{1,18}") -> JsonNodeFactory.instance.numberNode(Long.parseLong(text));
            case Shape.Halves _
            when text.matches("-?\\d{1,9}(\\.\\d{1,9})?") -> JsonNodeFactory.instance.numberNode(new BigDecimal(text));
            case Shape.ListOf _ -> {
                var list = JsonNodeFactory.instance.arrayNode();
                Arrays.stream(text.split(",", -1)).map(String::strip).forEach(list::add);
                yield list;
            }
            case Shape _ -> TextNode.valueOf(text);
        };
    }

    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}

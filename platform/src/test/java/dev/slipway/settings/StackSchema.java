package dev.slipway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.util.List;
import java.util.stream.Stream;

/** The JSON schema (draft 7, which editors know best) of a stack's file. */
final class StackSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final YAMLMapper YAML = new YAMLMapper();

    private StackSchema() {}

    static String text() {
        try {
            return JSON.writeValueAsString(file()).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode file() {
        var file = object();
        file.put("$schema", "http://json-schema.org/draft-07/schema#");
        file.put("title", "A stack of Slipway");
        file.put("type", "object").put("additionalProperties", false);
        var properties = file.putObject("properties");
        properties.set("config", config());
        for (var own : List.of("encryptionsalt", "encryptedkey", "secretsprovider")) {
            properties.putObject(own).put("type", "string").put("description", "Written by Pulumi.");
        }
        file.putArray("required").add("config");
        return file;
    }

    /** Keys stand with or without the project's name in front: Pulumi writes it, people may leave it out. */
    private static ObjectNode config() {
        var config = object().put("type", "object").put("additionalProperties", false);
        var properties = config.putObject("properties");
        var patterns = object();
        patterns.put("^pulumi:", true);
        for (var knob : Shape.of(AccountSettings.class).knobs()) {
            properties.set(Knob.AWS + knob.name(), anyWay(knob));
        }
        Stream.of(EnvironmentSettings.class, FoundationSettings.class)
                .flatMap(kind -> Shape.of(kind).knobs().stream())
                .filter(knob -> !knob.key().equals(Knob.AWS))
                .forEach(knob -> {
                    properties.set(knob.name(), anyWay(knob));
                    patterns.putObject("^[^:]+:" + knob.name() + "$")
                            .put("$ref", "#/properties/config/properties/" + knob.name());
                    patterns.put("^([^:]+:)?" + knob.name() + "\\.", true);
                });
        config.set("patternProperties", patterns);
        return config;
    }

    /** Right under config:, Pulumi's command line writes all but groups as text. */
    private static ObjectNode anyWay(Knob knob) {
        var typed = of(knob);
        if (knob.shape() instanceof Shape.Section || typed.path("type").asText().equals("string")) {
            return typed;
        }
        var either = object();
        either.set("description", typed.remove("description"));
        either.putArray("anyOf").add(typed).addObject().put("type", "string");
        return either;
    }

    private static ObjectNode of(Knob knob) {
        var schema = of(knob.shape(), knob);
        schema.put("description", knob.setting().value());
        if (!knob.standard().isEmpty() && !(knob.shape() instanceof Shape.Section)) {
            schema.set("default", value(knob, knob.standard()));
        }
        if (!knob.example().isEmpty()) {
            schema.putArray("examples").add(value(knob, knob.example()));
        }
        return schema;
    }

    private static ObjectNode of(Shape shape, Knob knob) {
        return switch (shape) {
            case Shape.Maybe(Shape inner) -> of(inner, knob);
            case Shape.Section section -> section(section);
            case Shape.Many(Shape each) -> {
                var list =
                        bounded(object().put("type", "array").put("uniqueItems", true), knob, "minItems", "maxItems");
                list.set(
                        "items",
                        each instanceof Shape.Whole
                                ? object().put("type", "integer").put("minimum", 1)
                                : of(each, knob));
                yield list;
            }
            case Shape.Named _ -> {
                var texts = object().put("type", "object");
                texts.putObject("propertyNames").put("pattern", whole(knob));
                texts.putObject("additionalProperties").put("type", "string");
                yield texts;
            }
            case Shape.Choice choice -> {
                var one = object().put("type", "string");
                choice.words().forEach(one.putArray("enum")::add);
                yield one;
            }
            case Shape.Text _ -> {
                var text = object().put("type", "string");
                yield knob.setting().pattern().isEmpty() ? text : text.put("pattern", whole(knob));
            }
            case Shape.Whole _ -> bounded(object().put("type", "integer"), knob, "minimum", "maximum");
            case Shape.Flag _ -> object().put("type", "boolean");
        };
    }

    private static ObjectNode section(Shape.Section section) {
        var group = object().put("type", "object").put("additionalProperties", false);
        var properties = group.putObject("properties");
        section.knobs().forEach(knob -> properties.set(knob.name(), of(knob)));
        var required = section.knobs().stream()
                .filter(Knob::isRequired)
                .map(Knob::name)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(group.putArray("required")::add);
        }
        return group;
    }

    private static ObjectNode bounded(ObjectNode schema, Knob knob, String least, String most) {
        if (knob.setting().least() != Long.MIN_VALUE) {
            schema.put(least, knob.setting().least());
        }
        return knob.setting().most() == Long.MAX_VALUE
                ? schema
                : schema.put(most, knob.setting().most());
    }

    private static String whole(Knob knob) {
        return "^(?:" + knob.setting().pattern() + ")$";
    }

    private static JsonNode value(Knob knob, String yaml) {
        try {
            return of(knob.shape(), knob).path("type").asText().equals("string")
                    ? JsonNodeFactory.instance.textNode(yaml)
                    : YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

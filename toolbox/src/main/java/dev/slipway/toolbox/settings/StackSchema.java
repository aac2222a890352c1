package dev.slipway.toolbox.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.reading.Field;
import dev.slipway.settings.reading.Shape;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON schema of a stack's file (draft 7, which editors support best). */
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

    /** Keys may have the project's name as a prefix: Pulumi writes it, but it may be omitted. */
    private static ObjectNode config() {
        var config = object().put("type", "object").put("additionalProperties", false);
        var properties = config.putObject("properties");
        var patterns = object();
        patterns.put("^pulumi:", true);
        for (var field : Shape.of(AccountSettings.class, List.of()).fields()) {
            properties.set(StackConfig.AWS + field.name(), anyWay(field));
        }
        Stream.of(EnvironmentSettings.class, FoundationSettings.class)
                .flatMap(kind -> Words.shape(kind).fields().stream())
                .filter(field -> !field.key().equals(StackConfig.AWS))
                .forEach(field -> {
                    key(field.name(), anyWay(field), properties, patterns);
                    var former = field.setting().formerly();
                    if (!former.isEmpty() && field.shape() instanceof Shape.Section section) {
                        key(former, section(Words.each(section)).put("deprecated", true), properties, patterns);
                    }
                });
        config.set("patternProperties", patterns);
        return config;
    }

    private static void key(String name, ObjectNode schema, ObjectNode properties, ObjectNode patterns) {
        properties.set(name, schema);
        patterns.putObject("^[^:]+:" + name + "$").put("$ref", "#/properties/config/properties/" + name);
        patterns.put("^([^:]+:)?" + name + "\\.", true);
    }

    /** Directly under config:, the Pulumi CLI writes everything except groups as text. */
    private static ObjectNode anyWay(Field field) {
        var typed = of(field);
        if (field.shape() instanceof Shape.Section
                || typed.path("type").asText().equals("string")) {
            return typed;
        }
        var either = object();
        either.set("description", typed.remove("description"));
        either.putArray("anyOf").add(typed).addObject().put("type", "string");
        return either;
    }

    private static ObjectNode of(Field field) {
        var schema = of(field.shape(), field);
        schema.put("description", field.setting().value());
        if (!field.defaultValue().isEmpty() && !(field.shape() instanceof Shape.Section)) {
            schema.set("default", value(field, field.defaultValue()));
        }
        if (!field.example().isEmpty()) {
            schema.putArray("examples").add(value(field, field.example()));
        }
        return schema;
    }

    private static ObjectNode of(Shape shape, Field field) {
        return switch (shape) {
            case Shape.OptionalOf(Shape inner) -> of(inner, field);
            case Shape.Section section -> section(section);
            case Shape.ListOf(Shape each) -> {
                var list =
                        bounded(object().put("type", "array").put("uniqueItems", true), field, "minItems", "maxItems");
                list.set(
                        "items",
                        each instanceof Shape.Int
                                ? object().put("type", "integer").put("minimum", 1)
                                : of(each, field));
                yield list;
            }
            case Shape.MapOf _ -> {
                var texts = object().put("type", "object");
                texts.putObject("propertyNames").put("pattern", whole(field));
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
                yield field.setting().pattern().isEmpty() ? text : text.put("pattern", whole(field));
            }
            case Shape.Int _ -> bounded(object().put("type", "integer"), field, "minimum", "maximum");
            case Shape.Decimal _ -> {
                // `pulumi config set --path` writes text.
                var number = object();
                number.putArray("type").add("number").add("string");
                yield number;
            }
            case Shape.Bool _ -> object().put("type", "boolean");
        };
    }

    private static ObjectNode section(Shape.Section section) {
        if (section.type() == Map.class) {
            var services = object().put("type", "object");
            services.set("additionalProperties", section(Words.each(section)));
            return services;
        }
        var group = object().put("type", "object").put("additionalProperties", false);
        var properties = group.putObject("properties");
        section.fields().forEach(field -> {
            properties.set(field.name(), of(field));
            if (!field.setting().formerly().isEmpty()) {
                properties.set(field.setting().formerly(), of(field).put("deprecated", true));
            }
        });
        var required = section.fields().stream()
                .filter(Field::isRequired)
                .map(Field::name)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(group.putArray("required")::add);
        }
        return group;
    }

    private static ObjectNode bounded(ObjectNode schema, Field field, String min, String max) {
        if (field.setting().min() != Long.MIN_VALUE) {
            schema.put(min, field.setting().min());
        }
        return field.setting().max() == Long.MAX_VALUE
                ? schema
                : schema.put(max, field.setting().max());
    }

    private static String whole(Field field) {
        return "^(?:" + field.setting().pattern() + ")$";
    }

    private static JsonNode value(Field field, String yaml) {
        try {
            return of(field.shape(), field).path("type").asText().equals("string")
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

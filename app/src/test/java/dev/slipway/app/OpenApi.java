package dev.slipway.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The service's own description of itself. */
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The OpenAPI Initiative's schema of OpenAPI 3.1 documents, including the dialect of the schemas in them. Everything that it
     * refers to is on the class path; without the mapping the validator would download it.
     */
    private static final JsonSchema SPECIFICATION = JsonSchemaFactory.getInstance(
                    VersionFlag.V202012,
                    factory -> factory.schemaMappers(
                            mappers -> mappers.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")))
            .getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi of(String json) {
        return new OpenApi(parse(json));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    /** One method on one path. */
    record Operation(String method, String path, JsonNode spec) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    /** Follows {@code $ref}, as often as there is one, and keeps the keywords beside it. */
    JsonNode resolve(JsonNode node) {
        var at = node;
        while (at.has("$ref")) {
            var target = document.at(at.get("$ref").asText().substring(1));
            if (target.isMissingNode()) {
                throw new AssertionError("dangling reference " + at);
            }
            ObjectNode merged = target.deepCopy();
            at.properties().stream()
                    .filter(property -> !property.getKey().equals("$ref"))
                    .forEach(property -> merged.set(property.getKey(), property.getValue()));
            at = merged;
        }
        return at;
    }

    /** The places where the document does not conform to OpenAPI 3.1. */
    Set<ValidationMessage> problems() {
        return SPECIFICATION.validate(document);
    }

    /** Every reference of the document. */
    List<JsonNode> references() {
        return document.findParents("$ref");
    }

    /** What is wrong with a reply's JSON, or nothing where its schema holds or is not given. */
    Optional<String> violation(Operation operation, int status, String contentType, String body) {
        var response = operation.spec.get("responses").get(Integer.toString(status));
        if (response == null) {
            return Optional.of(operation + " does not describe status " + status + ": " + body);
        }
        var content = resolve(response).path("content").path(contentType);
        if (!content.isMissingNode() && contentType.endsWith("json")) {
            var schema = JSON.createObjectNode();
            schema.setAll((ObjectNode) content.get("schema"));
            schema.set("components", document.get("components"));
            var violations = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(parse(body));
            return violations.isEmpty() ? Optional.empty() : Optional.of(operation + ": " + violations + " in " + body);
        }
        return content.isMissingNode() && !body.isEmpty()
                ? Optional.of(operation + " does not describe " + contentType + " at " + status + ": " + body)
                : Optional.empty();
    }
}

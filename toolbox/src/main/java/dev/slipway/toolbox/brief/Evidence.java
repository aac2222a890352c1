package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.cloud.CloudFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What other steps found out about images: a JSON file {@code {"images": {"sha256:…": {"ranOn": "staging", "since":
 * "2026-11-27T09:14:00Z", "healthy": true, "scan": "no fixable HIGH or CRITICAL", "signature": "verified", "provenance":
 * "verified", "sbom": "attached"}}}}. Each field may be missing.
 */
public final class Evidence {

    static final String UNKNOWN = "unknown";

    private final JsonNode images;

    private Evidence(JsonNode images) {
        this.images = images;
    }

    public static Evidence none() {
        return new Evidence(Json.MAPPER.createObjectNode());
    }

    /**
     * Reads a file.
     *
     * @throws CloudFailure if it cannot be read or is not such JSON
     */
    public static Evidence read(Path file) {
        try {
            var images = Json.MAPPER.readTree(Files.readString(file)).path("images");
            if (images.isObject()) {
                return new Evidence(images);
            }
        } catch (IOException e) {
            throw new CloudFailure(
                    "The evidence %s cannot be read as JSON. Write it again, or omit --evidence.".formatted(file));
        }
        throw new CloudFailure(
                "The evidence %s has no object \"images\". Write it again, or omit --evidence.".formatted(file));
    }

    /** What is known of an image; evidence of another digest does not count. */
    Image of(String name, String before, String after) {
        var known = images.path(after);
        return new Image(
                name,
                before,
                after,
                ran(known),
                text(known, "scan"),
                text(known, "signature"),
                text(known, "provenance"),
                text(known, "sbom"));
    }

    private static String ran(JsonNode known) {
        if (!known.hasNonNull("ranOn")) {
            return UNKNOWN;
        }
        var health = known.path("healthy");
        return "%s%s, %s"
                .formatted(
                        text(known, "ranOn"),
                        known.hasNonNull("since") ? " since " + text(known, "since") : "",
                        !health.isBoolean() ? "health unknown" : health.booleanValue() ? "healthy" : "NOT HEALTHY");
    }

    private static String text(JsonNode known, String field) {
        var value = known.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Redaction.text(value.asText())
                : UNKNOWN;
    }

    /**
     * An image of the update.
     *
     * @param name the containers that run it
     * @param before the digest that runs; empty if there is none
     * @param after the digest after the update, or that it is built then
     * @param ran where this digest ran before, since when, and whether healthy
     */
    public record Image(
            String name,
            String before,
            String after,
            String ran,
            String scan,
            String signature,
            String provenance,
            String sbom) {}
}

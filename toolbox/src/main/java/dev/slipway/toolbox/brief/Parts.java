package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.Secret;
import dev.slipway.toolbox.cloud.CloudFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an approval binds: docs/decisions/approved-is-applied.md.
 *
 * @param stack {@code <project>/<stack>}
 * @param image the image of each container of a task definition
 * @param settings the configuration of the engine; values that may be anything are masked, and differ only in the hash
 * @param settingsHash over the whole configuration; an encrypted value counts by its ciphertext, which changes only when
 *     somebody sets it
 * @param plan what the engine does to each resource, and a hash of how, by URN
 * @param state a hash of each resource in the state, by URN
 */
public record Parts(
        String stack,
        SortedMap<String, String> image,
        SortedMap<String, String> settings,
        String settingsHash,
        SortedMap<String, String> plan,
        SortedMap<String, String> state) {

    /** The parts of an approval by the names that refusals use. */
    public Map<String, String> hashes() {
        return new TreeMap<>(Map.of(
                "stack", Json.hash(Map.of("stack", stack)),
                "image", Json.hash(image),
                "settings", settingsHash,
                "plan", Json.hash(plan),
                "state", Json.hash(state)));
    }

    /** The hash over all parts. */
    public String hash() {
        return Json.hash(hashes());
    }

    static Parts of(String project, String stack, Preview preview, SavedPlan plan, Deployed deployed) {
        var steps = plan.steps();
        var planned = new TreeMap<String, String>();
        plan.resources().forEach((urn, hash) -> planned.put(urn, steps.get(urn) + " " + hash));
        return new Parts(
                project + "/" + stack,
                new TreeMap<>(images(preview, deployed)),
                settings(plan.config()),
                Json.hash(plan.config()),
                planned,
                new TreeMap<>(deployed.identity()));
    }

    /** The image of each container after the update. */
    static Map<String, String> images(Preview preview, Deployed deployed) {
        var images = new TreeMap<String, String>();
        deployed.resources().stream()
                .filter(resource -> resource.path("type").asText().equals(Wording.TASK))
                .forEach(resource -> put(images, resource.path("urn").asText(), resource.path("inputs")));
        for (var step : preview.steps()) {
            if (step.type().equals(Wording.TASK)) {
                images.keySet().removeIf(name -> name.startsWith(Deployed.name(step.urn()) + "/"));
                if (step.after().isObject()) {
                    put(images, step.urn(), step.after());
                }
            }
        }
        return images;
    }

    /** The image of each container that runs now. */
    static Map<String, String> running(Deployed deployed) {
        return images(new Preview(List.of(), List.of()), deployed);
    }

    private static void put(Map<String, String> images, String urn, JsonNode inputs) {
        var definitions = inputs.path("containerDefinitions");
        var task = Deployed.name(urn) + "/";
        if (Wording.isBuilt(definitions)) {
            images.put(task + "*", "built during the update");
        }
        Wording.images(definitions).forEach((container, image) -> images.put(task + container, image));
    }

    private static SortedMap<String, String> settings(JsonNode config) {
        var settings = new TreeMap<String, String>();
        config.properties().forEach(entry -> flatten(entry.getKey(), entry.getValue(), settings));
        return settings;
    }

    private static void flatten(String path, JsonNode value, Map<String, String> settings) {
        if (value.isObject() && value.has("secure")) {
            settings.put(path, Secret.MASK);
        } else if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue(), settings));
        } else if (!value.isObject()) {
            settings.put(
                    path,
                    SettingChange.isFree(path)
                            ? Secret.MASK
                            : Redaction.text(value.isArray() ? Json.text(value) : value.asText()));
        }
    }

    /**
     * Reads a plan that the engine saved.
     *
     * @throws CloudFailure if it cannot be read
     */
    static SavedPlan saved(Path file) {
        try {
            return SavedPlan.of(Json.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new CloudFailure("The engine's plan %s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}

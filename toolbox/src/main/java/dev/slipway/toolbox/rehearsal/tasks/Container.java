package dev.slipway.toolbox.rehearsal.tasks;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A container of a task definition.
 *
 * @param command the arguments of the image's entry point
 * @param secrets the sources of secret variables: SSM parameters or Secrets Manager secrets
 * @param mounts the paths in the container, by volume name
 * @param waitsFor the containers that it depends on, with the condition: START, COMPLETE, SUCCESS or HEALTHY
 * @param stopTimeout the time between SIGTERM and SIGKILL
 */
public record Container(
        String name,
        String image,
        boolean essential,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        Map<String, String> mounts,
        Map<String, String> waitsFor,
        Duration stopTimeout) {

    /** ECS's default. */
    private static final int STOP_TIMEOUT_SECONDS = 30;

    static Container of(JsonNode json) {
        return new Container(
                json.path("name").asText(),
                json.path("image").asText(),
                json.path("essential").asBoolean(true),
                json.path("command").valueStream().map(JsonNode::asText).toList(),
                pairs(json.path("environment"), "name", "value"),
                pairs(json.path("secrets"), "name", "valueFrom"),
                pairs(json.path("mountPoints"), "sourceVolume", "containerPath"),
                pairs(json.path("dependsOn"), "containerName", "condition"),
                Duration.ofSeconds(json.path("stopTimeout").asInt(STOP_TIMEOUT_SECONDS)));
    }

    /** A copy without these secret variables. */
    public Container withoutSecrets(Collection<String> names) {
        var left = new LinkedHashMap<>(secrets);
        left.keySet().removeAll(names);
        return new Container(name, image, essential, command, environment, left, mounts, waitsFor, stopTimeout);
    }

    private static Map<String, String> pairs(JsonNode list, String key, String value) {
        Function<String, Function<JsonNode, String>> text =
                field -> node -> node.path(field).asText();
        return list.valueStream()
                .collect(Collectors.toMap(text.apply(key), text.apply(value), (a, b) -> b, LinkedHashMap::new));
    }
}

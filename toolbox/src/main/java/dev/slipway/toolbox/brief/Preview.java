package dev.slipway.toolbox.brief;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.toolbox.cloud.CloudFailure;
import dev.slipway.toolbox.cloud.PulumiCli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the next update would do: {@code pulumi preview --json}, without the resources that stay the same.
 *
 * @param steps one for each resource
 * @param warnings what the program warns of
 */
record Preview(List<Step> steps, List<String> warnings) {

    /** Operations that change nothing in AWS. */
    private static final Set<String> NO_CHANGES = Set.of("same", "read", "read-replacement", "discard", "refresh");

    private static final Set<String> REPLACEMENTS = Set.of("replace", "create-replacement", "delete-replaced");

    /**
     * What happens to a resource.
     *
     * @param changed the names of the properties because of which it changes
     * @param before its inputs in the state; missing if it is created
     * @param after its inputs after the update; missing if it is deleted
     */
    record Step(Operation operation, String urn, String type, Set<String> changed, JsonNode before, JsonNode after) {

        String name() {
            return urn.substring(urn.lastIndexOf("::") + 2);
        }
    }

    /** What happens to a resource, the worst first. */
    enum Operation {
        DELETED,
        REPLACED,
        CHANGED,
        CREATED
    }

    /**
     * Runs a preview, which changes nothing, and saves the engine's plan.
     *
     * @throws CloudFailure with what the engine or the program reports, if the preview fails
     */
    static Preview run(PulumiCli pulumi, String stack, Path plan) {
        var result = pulumi.result(
                "preview",
                "--stack",
                stack,
                "--json",
                "--non-interactive",
                "--save-plan",
                plan.toAbsolutePath().toString());
        var json = tree(result.output());
        if (result.code() != 0 || !json.has("steps")) {
            var reported = messages(json, "error");
            throw new CloudFailure("The preview of %s failed: %s"
                    .formatted(
                            stack,
                            reported.isEmpty()
                                    ? Redaction.text(result.errors())
                                    : String.join(System.lineSeparator(), reported)));
        }
        return of(json);
    }

    static Preview of(JsonNode json) {
        var steps = new LinkedHashMap<String, Step>();
        for (var each : json.path("steps")) {
            var operation = each.path("op").asText();
            if (!NO_CHANGES.contains(operation)) {
                var step = step(each, operation);
                steps.merge(step.urn(), step, Preview::joined);
            }
        }
        return new Preview(
                List.copyOf(steps.values()),
                messages(json, "warning").stream()
                        .filter(message -> !message.contains("from $PATH at"))
                        .toList());
    }

    private static Step step(JsonNode each, String operation) {
        var changed = new TreeSet<String>();
        each.path("diffReasons").forEach(reason -> changed.add(reason.asText()));
        each.path("replaceReasons").forEach(reason -> changed.add(reason.asText()));
        each.path("detailedDiff")
                .properties()
                .forEach(diff -> changed.add(diff.getKey().split("[.\\[]", 2)[0]));
        var state = each.path("newState").isObject() ? each.path("newState") : each.path("oldState");
        return new Step(
                switch (operation) {
                    case "create", "import" -> Operation.CREATED;
                    case "delete" -> Operation.DELETED;
                    default -> REPLACEMENTS.contains(operation) ? Operation.REPLACED : Operation.CHANGED;
                },
                each.path("urn").asText(),
                state.path("type").asText(),
                changed,
                Json.masked(each.path("oldState").path("inputs")),
                Json.masked(each.path("newState").path("inputs")));
    }

    /** A replacement has up to three steps. */
    private static Step joined(Step one, Step other) {
        var changed = new TreeSet<>(one.changed());
        changed.addAll(other.changed());
        return new Step(
                Operation.REPLACED,
                one.urn(),
                one.type(),
                changed,
                one.before().isObject() ? one.before() : other.before(),
                one.after().isObject() ? one.after() : other.after());
    }

    /** The engine's messages; a program's own errors are those that it prints. */
    private static List<String> messages(JsonNode json, String severity) {
        var messages = new ArrayList<String>();
        for (var diagnostic : json.path("diagnostics")) {
            if (diagnostic.path("severity").asText().startsWith(severity)
                    || (severity.equals("error")
                            && diagnostic.path("severity").asText().equals("info#err"))) {
                messages.add(
                        Redaction.text(diagnostic.path("message").asText()).replaceFirst("^(?:error|warning): ", ""));
            }
        }
        return messages;
    }

    private static JsonNode tree(String output) {
        try {
            return Json.MAPPER.readTree(output.isBlank() ? "{}" : output);
        } catch (IOException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    /** The resources that an operation is planned for, by URN. */
    Map<String, Operation> operations() {
        var operations = new TreeMap<String, Operation>();
        steps.forEach(step -> operations.put(step.urn(), step.operation()));
        return operations;
    }
}

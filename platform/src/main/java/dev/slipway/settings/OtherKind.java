package dev.slipway.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;

import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of the other kind of stack. Pulumi lays the defaults of Pulumi.yaml's {@code config:} block under every
 * stack, so a foundation gets an environment's too: these are no mistake, but a value of one's own is.
 */
final class OtherKind {

    private OtherKind() {}

    static List<Problem> takenOut(ObjectNode root, Shape.Section mine, Shape.Section others, StackConfig config) {
        return others.knobs().stream()
                .filter(knob -> mine.knobs().stream().noneMatch(own -> own.key().equals(knob.key())))
                .flatMap(knob -> {
                    var value = root.remove(knob.key());
                    return value == null || isDefault(value, knob) ? Stream.empty() : Stream.of(problem(knob, config));
                })
                .toList();
    }

    private static boolean isDefault(JsonNode value, Knob knob) {
        return switch (value) {
            case POJONode leaf
            when leaf.getPojo() instanceof Raw(String text) -> text.isEmpty() || text.equals(knob.standard());
            default -> value.isEmpty();
        };
    }

    private static Problem problem(Knob knob, StackConfig config) {
        return new Problem(
                knob.key(),
                "",
                config.isFoundation()
                        ? "is a setting of an environment, but this stack is a foundation by its name"
                        : "is a setting of a foundation, but this stack is an environment by its name",
                config.isFoundation() ? "move it to the environments' files" : "move it to Pulumi.foundation.yaml");
    }
}

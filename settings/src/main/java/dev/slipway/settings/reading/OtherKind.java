package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of the other kind of stack. Pulumi lays the defaults of Pulumi.yaml's {@code config:} block under every
 * stack, so a foundation gets an environment's too: these are no mistake, but a value of one's own is.
 */
final class OtherKind {

    private OtherKind() {}

    static List<Problem> takenOut(ObjectNode root, Shape.Section mine, Shape.Section others, StackConfig config) {
        return others.fields().stream()
                .filter(field ->
                        mine.fields().stream().noneMatch(own -> own.key().equals(field.key())))
                .flatMap(field -> {
                    var value = root.remove(field.key());
                    return value == null || field.isDefault(value) ? Stream.empty() : Stream.of(problem(field, config));
                })
                .toList();
    }

    private static Problem problem(Field field, StackConfig config) {
        return new Problem(
                field.key(),
                "",
                config.isFoundation()
                        ? "is a setting of an environment, but this stack is a foundation by its name"
                        : "is a setting of a foundation, but this stack is an environment by its name",
                config.isFoundation() ? "move it to the environments' files" : "move it to Pulumi.foundation.yaml");
    }
}

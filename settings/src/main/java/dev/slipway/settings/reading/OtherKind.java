package dev.slipway.settings.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.stream.Stream;

/**
 * Finds settings of the other kind of stack. Pulumi merges the defaults of Pulumi.yaml's {@code config:} block into every
 * stack's configuration, so a foundation also gets those of an environment. Such defaults are accepted; other values are
 * problems.
 */
final class OtherKind {

    private OtherKind() {}

    static List<Problem> removed(ObjectNode root, Shape.Section mine, Shape.Section others, StackConfig config) {
        return others.fields().stream()
                .filter(field ->
                        mine.fields().stream().noneMatch(own -> own.key().equals(field.key())))
                .flatMap(field -> Stream.of(field.key(), field.setting().formerly())
                        .map(root::remove)
                        .filter(value -> value != null && !field.isDefault(value))
                        .map(_ -> problem(field, config)))
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

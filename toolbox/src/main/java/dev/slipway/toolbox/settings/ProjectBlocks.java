package dev.slipway.toolbox.settings;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.reading.Field;
import dev.slipway.settings.reading.Shape;
import dev.slipway.settings.stack.StackConfig;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code config:} and {@code template:} blocks of Pulumi.yaml. The settings do not have a {@code type:}, because Pulumi
 * would stop at the first value of another type instead of reporting all problems. Each has a default; otherwise Pulumi
 * would also require it in stacks of the other kind.
 */
final class ProjectBlocks {

    static final String START =
            "# From here on generated from the records in settings/ by ./slipway settings --write.\n";

    private ProjectBlocks() {}

    /** The project's file with new blocks; the text before them is unchanged. */
    static String in(String file) {
        var own = file.split("(?m)^(" + START.substring(0, START.indexOf(" records")) + "|config:|template:)", 2)[0];
        return own.stripTrailing() + "\n\n" + text();
    }

    static String text() {
        return START
                + """
                # The settings have no `type:`, because Pulumi would stop at the first invalid value; the program reports all of them.
                config:
                """
                + Stream.of(EnvironmentSettings.class, FoundationSettings.class)
                        .flatMap(kind -> Words.shape(kind).fields().stream())
                        .filter(field -> !field.key().equals(StackConfig.AWS))
                        .map(ProjectBlocks::entry)
                        // Both kinds of stack have exceptions.
                        .distinct()
                        .collect(Collectors.joining())
                + """
                template:
                  displayName: Slipway
                  description: An AWS platform for a Java service, rehearsed on one machine and deployed by Pulumi.
                  config:
                    aws:region:
                      description: The AWS region.
                      default: eu-central-1
                    aws:allowedAccountIds:
                      description: The account's 12 digits; the stack cannot be deployed to any other account.
                      default: "000000000000"
                  quickstart: |
                    Run it on this machine:   ./slipway rehearse staging
                    Show its resources:       ./slipway plan staging
                    All settings:             docs/settings.md
                """;
    }

    private static String entry(Field field) {
        return switch (field.shape()) {
            case Shape.Section section ->
                """
                  %s:
                    default: {}
                    description: |
                      %s
                """.formatted(field.name(), field.setting().value())
                        + section.leaves().map(ProjectBlocks::line).collect(Collectors.joining());
            case Shape _ ->
                """
                  %s:
                    default: %s
                    description: "%s (%s)"
                """.formatted(
                        field.name(), field.defaultValue(), field.setting().value(), Words.type(field));
        };
    }

    private static String line(Shape.Leaf leaf) {
        return "      - %s: %s (%s; %s)%n"
                .formatted(
                        leaf.path(),
                        leaf.field().setting().value(),
                        Words.type(leaf.field()),
                        Words.defaultValue(leaf.field()));
    }
}

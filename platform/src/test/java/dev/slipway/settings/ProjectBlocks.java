package dev.slipway.settings;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code config:} and {@code template:} blocks of Pulumi.yaml. No setting has a {@code type:} there: Pulumi would
 * stop at the first value of another type, and the list of all problems would never be seen. Each has a default, or
 * Pulumi would ask for it in stacks of the other kind too.
 */
final class ProjectBlocks {

    static final String START =
            "# From here on generated from the records in platform/src/main/java/dev/slipway/settings.\n";

    private ProjectBlocks() {}

    static String text() {
        return START
                + """
                # There is no `type:`, because Pulumi would stop at the first wrong one; the program lists all that is wrong.
                config:
                """
                + Stream.of(EnvironmentSettings.class, FoundationSettings.class)
                        .flatMap(kind -> Shape.of(kind).knobs().stream())
                        .filter(knob -> !knob.key().equals(Knob.AWS))
                        .map(ProjectBlocks::entry)
                        .collect(Collectors.joining())
                + """
                template:
                  displayName: Slipway
                  description: An AWS platform for a Java service, rehearsed on one machine and raised by Pulumi.
                  config:
                    aws:region:
                      description: The AWS region.
                      default: eu-central-1
                    aws:allowedAccountIds:
                      description: The account's 12 digits; the stack is raised in no other.
                      default: "000000000000"
                  quickstart: |
                    Try it on this machine:   ./slipway rehearse staging
                    See what it would raise:  ./slipway plan staging
                    All settings:             docs/settings.md
                """;
    }

    private static String entry(Knob knob) {
        return switch (knob.shape()) {
            case Shape.Section section ->
                """
                  %s:
                    default: {}
                    description: |
                      %s
                """.formatted(knob.name(), knob.setting().value())
                        + Words.leaves(section).map(ProjectBlocks::line).collect(Collectors.joining());
            case Shape _ ->
                """
                  %s:
                    default: %s
                    description: "%s (%s)"
                """.formatted(knob.name(), knob.standard(), knob.setting().value(), Words.type(knob));
        };
    }

    private static String line(Words.Leaf leaf) {
        return "      - %s: %s (%s; %s)%n"
                .formatted(
                        leaf.path(),
                        leaf.knob().setting().value(),
                        Words.type(leaf.knob()),
                        Words.standard(leaf.knob()));
    }
}

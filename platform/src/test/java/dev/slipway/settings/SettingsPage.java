package dev.slipway.settings;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/settings.md. */
final class SettingsPage {

    private SettingsPage() {}

    static String text() {
        return """
                <!-- Generated from the records in platform/src/main/java/dev/slipway/settings. -->
                # Settings

                A stack's settings stand in `Pulumi.<stack>.yaml`, under `config:`, and only where they differ from the
                defaults below. A stack named `foundation`, or `foundation-` and something, is an account's foundation; any
                other is an environment. All that is wrong in a file is listed at once, by `pulumi preview`,
                `./slipway plan` and `./slipway rehearse` alike, before anything is touched:

                ```
                Pulumi.staging.yaml: 2 problems
                  service.cpu     300 is no size that Fargate has: 256, 512, 1024, 2048, 4096, 8192, 16384
                                  -> write 256
                  service.memroy  is no setting of service
                                  -> did you mean service.memory?
                ```

                Write them by hand, or by Pulumi's command line:

                ```sh
                pulumi config set -s staging --path slipway:service.minimum 2
                pulumi config set -s staging --path slipway:service.environment.GREETING hello
                pulumi config set -s staging --path 'slipway:service.secrets[0]' PAYMENT_TOKEN
                ```

                In front of a key the project's name may be left out (`service:` is `slipway:service:`), so that a renamed
                project keeps its files. No setting is encrypted: they end up in plain in Pulumi's state and in task
                definitions. A secret of the service is a name in `service.secrets`. Editors that know YAML schemas
                complete and check the files by `.schema/stack.schema.json`.

                ## Every stack

                """
                + table(Knob.AWS, Shape.of(AccountSettings.class))
                + "\n## An environment\n\n"
                + sections(EnvironmentSettings.class)
                + "\n## A foundation\n\n"
                + sections(FoundationSettings.class)
                + """

                ## Rules between settings

                """
                + Stream.<CrossRule<?>>concat(CrossRule.ENVIRONMENT.stream(), CrossRule.FOUNDATION.stream())
                        .map(rule -> "- " + rule.sentence() + "\n")
                        .distinct()
                        .collect(Collectors.joining())
                + """
                - `domain.name` is in the foundation's `zone`.
                - A list holds nothing twice.
                - The project's and the stack's name are lower-case letters, digits and hyphens; an environment's
                  `<project>-<stack>` has at most %d, a foundation's name is not counted. The project's name has at least 2 and does
                  not begin with %s. An environment is not named, nor does its name begin with, %s.
                - Text that YAML takes for a number, a date or nothing is in quotes: `"01234"`, `"2026-01-01"`.
                - `pulumi preview` and `pulumi up` refuse the template's placeholders: the account 000000000000, names in
                  example.com, the repository of your-org. `./slipway plan` and `./slipway rehearse` take them.

                ## Examples

                A bucket to read and a queue to write to:

                ```yaml
                config:
                  service:
                    grants:
                      - bucket: acme-reports
                      - queue: invoices
                        access: write
                ```

                More room, and a third of the tasks on Spot:

                ```yaml
                config:
                  service:
                    cpu: 1024
                    memory: 2048
                    minimum: 3
                    maximum: 12
                    spotPercent: 33
                ```

                No way out of the network but to AWS's own services:

                ```yaml
                config:
                  network:
                    egress: endpoints
                ```
                """.formatted(EnvironmentName.longest(), StackName.refused(), EnvironmentName.taken());
    }

    private static String sections(Class<? extends Settings> kind) {
        var knobs = Shape.of(kind).knobs().stream()
                .filter(knob -> !knob.key().equals(Knob.AWS))
                .toList();
        var plain = knobs.stream()
                .filter(knob -> !(knob.shape() instanceof Shape.Section))
                .toList();
        return (plain.isEmpty() ? "" : table("", new Shape.Section(kind, plain)) + "\n")
                + knobs.stream()
                        .filter(knob -> knob.shape() instanceof Shape.Section)
                        .map(knob -> "### " + knob.name() + "\n\n"
                                + knob.setting().value() + "\n\n" + table("", (Shape.Section) knob.shape()))
                        .collect(Collectors.joining("\n"));
    }

    private static String table(String namespace, Shape.Section section) {
        return "| key | type | default | |\n|---|---|---|---|\n"
                + Words.leaves(section)
                        .map(leaf -> "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        namespace + leaf.path(),
                                        Words.type(leaf.knob()).replace("|", "\\|"),
                                        standard(leaf.knob()),
                                        sentence(leaf.knob())))
                        .collect(Collectors.joining());
    }

    private static String standard(Knob knob) {
        var standard = Words.standard(knob);
        return standard.equals("none") || standard.equals("must be set") ? standard : "`" + standard + "`";
    }

    private static String sentence(Knob knob) {
        return knob.setting().value() + (knob.example().isEmpty() ? "" : " Such as `" + knob.example() + "`.");
    }
}

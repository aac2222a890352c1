package dev.slipway.toolbox.settings;

import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.Field;
import dev.slipway.settings.reading.Shape;
import dev.slipway.settings.rules.CrossRule;
import dev.slipway.settings.rules.CrossRules;
import dev.slipway.settings.rules.EnvironmentName;
import dev.slipway.settings.rules.StackName;
import dev.slipway.settings.stack.StackConfig;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/settings.md. */
final class SettingsPage {

    private SettingsPage() {}

    static String text() {
        return """
                <!-- Generated from the records in platform/src/main/java/dev/slipway/settings. -->
                # Settings

                A stack's settings are in `Pulumi.<stack>.yaml`, under `config:`, and only where they differ from the
                defaults below. A stack named `foundation`, or `foundation-` and something, is an account's foundation; any
                other is an environment. All that is wrong in a file is listed at once, by `pulumi preview`,
                `./slipway plan` and `./slipway rehearse` alike, before anything is touched:

                ```
                Pulumi.staging.yaml: 2 problems
                  service.cpu     300 is not a size that Fargate offers: 256, 512, 1024, 2048, 4096, 8192, 16384
                                  -> write 256
                  service.memroy  is not a setting of service
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
                + table(StackConfig.AWS, Shape.of(AccountSettings.class))
                + "\n## An environment\n\n"
                + sections(EnvironmentSettings.class)
                + "\n## A foundation\n\n"
                + sections(FoundationSettings.class)
                + """

                ## Rules between settings

                """
                + Stream.<CrossRule<?>>concat(CrossRules.ENVIRONMENT.stream(), CrossRules.FOUNDATION.stream())
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
        var fields = Shape.of(kind).fields().stream()
                .filter(field -> !field.key().equals(StackConfig.AWS))
                .toList();
        var plain = fields.stream()
                .filter(field -> !(field.shape() instanceof Shape.Section))
                .toList();
        return (plain.isEmpty() ? "" : table("", new Shape.Section(kind, plain)) + "\n")
                + fields.stream()
                        .filter(field -> field.shape() instanceof Shape.Section)
                        .map(field -> "### " + field.name() + "\n\n"
                                + field.setting().value() + "\n\n" + table("", (Shape.Section) field.shape()))
                        .collect(Collectors.joining("\n"));
    }

    private static String table(String namespace, Shape.Section section) {
        return "| key | type | default | |\n|---|---|---|---|\n"
                + section.leaves()
                        .map(leaf -> "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        namespace + leaf.path(),
                                        Words.type(leaf.field()).replace("|", "\\|"),
                                        defaultValue(leaf.field()),
                                        sentence(leaf.field())))
                        .collect(Collectors.joining());
    }

    private static String defaultValue(Field field) {
        var defaultValue = Words.defaultValue(field);
        return defaultValue.equals("none") || defaultValue.equals("must be set")
                ? defaultValue
                : "`" + defaultValue + "`";
    }

    private static String sentence(Field field) {
        return field.setting().value()
                + (field.example().isEmpty() ? "" : " Such as `" + field.example() + "`.")
                + (field.setting().formerly().isEmpty()
                        ? ""
                        : " Formerly `" + field.setting().formerly() + "`.");
    }
}

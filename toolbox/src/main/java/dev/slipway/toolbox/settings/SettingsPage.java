package dev.slipway.toolbox.settings;

import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.Settings;
import dev.slipway.settings.reading.Field;
import dev.slipway.settings.reading.Shape;
import dev.slipway.settings.rules.CrossRule;
import dev.slipway.settings.rules.CrossRules;
import dev.slipway.settings.rules.EnvironmentName;
import dev.slipway.settings.rules.StackName;
import dev.slipway.settings.stack.StackConfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/settings.md. */
final class SettingsPage {

    private SettingsPage() {}

    static String text() {
        return """
                <!-- Generated from the records in settings/src/main/java/dev/slipway/settings by ./slipway settings --write. -->
                # Settings

                A stack's settings are in `Pulumi.<stack>.yaml`, under `config:`, and only where they differ from the
                defaults below. A stack named `foundation`, or `foundation-` and a suffix, is an account's foundation; any
                other is an environment. `pulumi preview`, `./slipway plan` and `./slipway rehearse` report all problems of
                a file at once, before they do anything else:

                ```
                Pulumi.staging.yaml: 2 problems
                  service.cpu     300 is not a size that Fargate offers: 256, 512, 1024, 2048, 4096, 8192, 16384
                                  -> write 256
                  service.memroy  is not a setting of service
                                  -> did you mean service.memory?
                ```

                Edit the file, or use the Pulumi CLI:

                ```sh
                pulumi config set -s staging --path slipway:service.minimum 2
                pulumi config set -s staging --path slipway:service.environment.GREETING hello
                pulumi config set -s staging --path 'slipway:service.secrets[0]' PAYMENT_TOKEN
                ```

                The project's name may be omitted from a key (`service:` is `slipway:service:`), so a renamed
                project keeps its files. Settings cannot be encrypted: they are stored in plain text in Pulumi's state and in task
                definitions. List the names of the service's secrets in `service.secrets`. Editors with support for YAML schemas
                complete and validate the files with `.schema/stack.schema.json`.

                ## Every stack

                """
                + table(StackConfig.AWS, Shape.of(AccountSettings.class, List.of()))
                + "\n## An environment\n\n"
                + sections(EnvironmentSettings.class)
                + "\n## A foundation\n\n"
                + sections(FoundationSettings.class)
                + """

                ## Rules between settings

                """
                + Stream.<CrossRule<?>>concat(
                                CrossRules.environment(new LinkedHashMap<>(Map.of(Words.ANY_SERVICE, ServiceKind.WEB)))
                                        .stream(),
                                CrossRules.FOUNDATION.stream())
                        .map(rule -> "- " + rule.sentence() + "\n")
                        .distinct()
                        .collect(Collectors.joining())
                + """
                - `domain.name` is in the foundation's `zone`.
                - A list has no duplicates.
                - The names of project and stack consist of lower-case letters, digits and hyphens; an environment's
                  `<project>-<stack>` has at most %d characters (not counted for a foundation). The project's name has at least 2 and does
                  not begin with %s. An environment's name is not, and does not begin with, %s.
                - Text that YAML would read as a number, a date or null is in quotes: `"01234"`, `"2026-01-01"`.
                - `pulumi preview` and `pulumi up` refuse the template's placeholders: the account 000000000000, names in
                  example.com, the repository of your-org. `./slipway plan` and `./slipway rehearse` accept them.

                ## Examples

                Read from a bucket and write to a queue:

                ```yaml
                config:
                  services:
                    app:
                      grants:
                        - bucket: acme-reports
                        - queue: invoices
                          access: write
                ```

                Larger tasks, and more of them, a third on Spot:

                ```yaml
                config:
                  services:
                    app:
                      cpu: 1024
                      memory: 2048
                      minimum: 3
                      maximum: 12
                      spotPercent: 33
                ```

                No route out of the network except to AWS services:

                ```yaml
                config:
                  network:
                    egress: endpoints
                ```
                """.formatted(EnvironmentName.longest(), StackName.refused(), EnvironmentName.taken());
    }

    private static String sections(Class<? extends Settings> kind) {
        var fields = Words.shape(kind).fields().stream()
                .filter(field -> !field.key().equals(StackConfig.AWS))
                .toList();
        var plain = fields.stream()
                .filter(field -> !(field.shape() instanceof Shape.Section))
                .toList();
        return (plain.isEmpty() ? "" : table("", new Shape.Section(kind, plain)) + "\n")
                + fields.stream()
                        .filter(field -> field.shape() instanceof Shape.Section)
                        .map(field -> section(field, (Shape.Section) field.shape()))
                        .collect(Collectors.joining("\n"));
    }

    private static String section(Field field, Shape.Section section) {
        return "### " + Words.title(field, section) + "\n\n" + sentence(field) + "\n\n"
                + table("", Words.each(section));
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
        return defaultValue.equals("none") || defaultValue.equals("required") ? defaultValue : "`" + defaultValue + "`";
    }

    private static String sentence(Field field) {
        return field.setting().value()
                + (field.example().isEmpty() ? "" : " Such as `" + field.example() + "`.")
                + (field.setting().formerly().isEmpty()
                        ? ""
                        : " Formerly `" + field.setting().formerly() + "`.");
    }
}

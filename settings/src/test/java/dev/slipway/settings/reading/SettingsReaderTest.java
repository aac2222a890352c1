package dev.slipway.settings.reading;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.ServiceSettings.Architecture;
import dev.slipway.settings.ServiceSettings.Grant;
import dev.slipway.settings.Stacks;
import dev.slipway.settings.stack.OriginalText;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SettingsReaderTest {

    @Test
    void an_environment_with_only_required_settings_gets_the_defaults() {
        var settings = Stacks.environment("");
        assertThat(settings.account().region()).isEqualTo("eu-central-1");
        assertThat(settings.account().allowedAccountIds()).containsExactly("123456789012");
        assertThat(settings.account().profile()).isEmpty();
        assertThat(settings.account().assumeRole().roleArn()).isEmpty();
        assertThat(settings.production()).isFalse();
        assertThat(settings.foundationStack()).isEqualTo("foundation");
        assertThat(settings.network().cidr()).isEqualTo("10.20.0.0/16");
        assertThat(settings.network().zones()).isEqualTo(2);
        assertThat(settings.network().egress()).isEqualTo(Egress.NAT);
        assertThat(settings.network().existing().vpc()).isEmpty();
        assertThat(settings.balancer().allowedRanges()).containsExactly("0.0.0.0/0");
        assertThat(settings.service("app").apiKeys()).containsExactly(1);
        assertThat(settings.service("app").rateLimit()).isEqualTo(new ServiceSettings.RateLimit(5, 5));
        assertThat(settings.image().digest()).isEmpty();
    }

    @Test
    void the_program_gets_the_values_of_the_file() {
        var service = Stacks.environment("""
                        network: {egress: nat-per-zone}
                        service:
                          architecture: x86_64
                          environment: {B: two, A: "1"}
                          scaling: {cpuPercent: 50}
                          grants:
                            - bucket: reports
                            - queue: invoices
                              access: read-write
                        """).service("app");
        assertThat(service.architecture()).isEqualTo(Architecture.X86_64);
        assertThat(service.environment()).containsExactly(Map.entry("B", "two"), Map.entry("A", "1"));
        assertThat(service.scaling()).isEqualTo(new ServiceSettings.Scaling(50, 3000, 100));
        assertThat(service.grants())
                .containsExactly(
                        new Grant(Optional.of("reports"), Optional.empty(), Grant.Access.READ),
                        new Grant(Optional.empty(), Optional.of("invoices"), Grant.Access.READ_WRITE));
    }

    @Test
    void the_engines_configuration_and_the_files_give_the_same_settings() {
        var files = Stacks.read(Stacks.staging("""
                production: false
                slipway:network: {zones: 3}
                observability: {emails: [a@acme.dev]}
                """));
        var engine = Stacks.read(Stacks.engine(Map.of(
                "slipway:production", "false",
                "slipway:network", "{\"zones\":3}",
                "slipway:observability", "{\"emails\":[\"a@acme.dev\"]}",
                "pulumi:tags", "{\"team\":\"orders\"}")));
        assertThat(engine).isEqualTo(files);
    }

    @Test
    void a_key_that_was_set_without_path_is_read_as_a_path() {
        var settings = (EnvironmentSettings) Stacks.read(
                Stacks.engine(Map.of("slipway:service.minimum", "2", "aws:allowedAccountIds", "123456789012")));
        assertThat(settings.service("app").minimum()).isEqualTo(2);
        assertThat(settings.account().id()).isEqualTo("123456789012");
        assertThat(Stacks.problems(
                        Stacks.engine(Map.of("slipway:service", "{\"minimum\":1}", "slipway:service.minimum", "2"))))
                .containsExactly(new Problem(
                        "service.minimum",
                        "",
                        "is set twice: by this key, and inside its section",
                        "`pulumi config rm -s staging slipway:service.minimum`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "foundation-eu"})
    void a_foundation_is_recognized_by_its_name(String stack) {
        var yaml = """
                aws:region: eu-central-1
                aws:allowedAccountIds: ["123456789012"]
                foundation: {repository: acme/orders, zone: acme.dev, budgetEmails: [a@acme.dev], hostedZone: lookup}
                """;
        assertThat(Stacks.read(Stacks.stack(stack, yaml)))
                .isInstanceOfSatisfying(FoundationSettings.class, settings -> {
                    assertThat(settings.foundation().environments()).containsExactly("staging", "prod");
                    assertThat(settings.foundation().hostedZone()).isEqualTo(FoundationSettings.Presence.LOOKUP);
                });
    }

    @Test
    void defaults_of_the_other_kind_are_accepted_but_other_values_are_not() {
        assertThat(Stacks.read(Stacks.engine(Map.of("slipway:foundation", "{}"))))
                .isNotNull();
        assertThat(Stacks.problems(Stacks.engine(Map.of("slipway:foundation", "{\"zone\":\"acme.dev\"}"))))
                .containsExactly(new Problem(
                        "foundation",
                        "",
                        "is a setting of a foundation, but this stack is an environment by its name",
                        "move it to Pulumi.foundation.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99.5", "'99.5'", "9.95e1"})
    void a_number_with_a_fraction_may_be_text_as_pulumi_config_set_writes_it(String written) {
        assertThat(Stacks.environment("observability: {availability: %s}".formatted(written))
                        .observability()
                        .availability())
                .isEqualTo(99.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: {app: {cpu: many}}|services.app.cpu|many|is text, where a whole number is expected|write a whole number, such as 256",
                "services: {app: {cpu: '256'}}|services.app.cpu|\"256\"|is text, where a whole number is expected|write it without quotes",
                "services: {app: {cpu: 0.5}}|services.app.cpu|0.5|is a number with a fraction, where a whole number is expected|write a whole number, such as 256",
                "observability: {availability: most}|observability.availability|most|is text, where a number is expected|write a number, such as 99.9",
                "observability: {availability: 100}|observability.availability|100|is not a percentage from 95 to 99.999|write a percentage from 95 to 99.999",
                "services: {app: {cpu: [256]}}|services.app.cpu|[256]|is a list, where a whole number is expected|write a whole number, such as 256",
                "services: {app: {cpu: 99999999999}}|services.app.cpu|99999999999|is too large|write a smaller number",
                "services: {app: many}|services.app|many|is text, where a group of settings is expected|*",
                "services: {app: [1]}|services.app|[1]|is a list, where a group of settings is expected|*",
                "services: {app: {grants: {bucket: x}}}|services.app.grants|{\"bucket\":\"x\"}|is a group, where a list is expected|*",
                "services: {app: {grants: [reports]}}|services.app.grants[0]|reports|is text, where a group of settings is expected|write below it: bucket, queue, access",
                "services: {app: {environment: {SIZE: 5}}}|services.app.environment.SIZE|5|is a number, where text is expected|write it in quotes: \"5\"",
                "services: {app: {environment: {ON: true}}}|services.app.environment.ON|true|is true or false, where text is expected|write it in quotes: \"true\"",
                "services: {app: {environment: {A-B: x}}}|services.app.environment.A-B||is not a valid name: it must be letters, digits and underscores|rename it",
                "services: {app: {architecture: arm}}|services.app.architecture|arm|is not one of arm64, x86_64|did you mean arm64?",
                "services: {app: {architecture: sparc}}|services.app.architecture|sparc|is not one of arm64, x86_64|write one of them",
                "services: {app: {architecture: 64}}|services.app.architecture|64|is a number, where one of arm64, x86_64 is expected|write one of arm64, x86_64",
                "services: {app: {maximum: 101}}|services.app.maximum|101|is out of bounds|write 1 to 100",
                "services: {app: {apiKeys: []}}|services.app.apiKeys|[]|has length 0|its length must be 1 to 5",
                "services: {app: {secrets: [a-b]}}|services.app.secrets[0]|a-b|is not NAME or NAME=<ARN of a parameter or secret>, with a name of upper-case letters, digits and underscores|write NAME or NAME=<ARN of a parameter or secret>, with a name of upper-case letters, digits and underscores, such as [PAYMENT_TOKEN]",
                "services: {app: {grants: [{queue: a.b.fifo}]}}|services.app.grants[0].queue|a.b.fifo|is not a queue's name|write a queue's name, such as invoices",
                "services: {app: {grants: [{bucket: a..b}]}}|services.app.grants[0].bucket|a..b|is not a bucket's name|write a bucket's name, such as acme-reports",
                "services: {app: {secrets: [A, B, A]}}|services.app.secrets[2]|A|is in the list twice|delete one",
                "database: {multiAz: 'yes'}|database.multiAz|yes|is text, where true or false is expected|write true or false, without quotes",
                "observability: {emails: [me]}|observability.emails[0]|me|is not an e-mail address|write an e-mail address, such as [oncall@acme.dev]",
                "production: maybe|production|maybe|is text, where true or false is expected|write true or false, without quotes",
                "aws:zone: x|aws:zone||is not read: the program configures the provider itself|delete it; these keys are read: region, allowedAccountIds, profile, defaultTags, assumeRole",
                "other:network: {}|other:network||is not read: it belongs to a project named other, and Pulumi.yaml says slipway|write slipway:network if the project was renamed; else delete it",
            })
    void a_problem_has_a_path_a_value_and_a_fix(String yaml, String path, String value, String what, String fix) {
        assertThat(Stacks.problem(yaml)).satisfies(problem -> {
            assertThat(tuple(problem.path(), problem.value(), problem.what()))
                    .isEqualTo(tuple(path, value == null ? "" : value, what));
            if (!fix.equals("*")) {
                assertThat(problem.fix()).isEqualTo(fix);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "netwrok: {zones: 2}|netwrok|did you mean network?",
                "services: {apo: {cpu: 256}}|services.apo|did you mean services.app?",
                "services: {admin: {cpu: 256}}|services.admin|delete it; the services are app",
                "services: {app: {Cpu: 256}}|services.app.Cpu|did you mean services.app.cpu?",
                "observability: {log-days: 30}|observability.log-days|did you mean observability.logDays?",
                "services: {app: {scaling: {cpu: 50}}}|services.app.scaling.cpu|did you mean services.app.scaling.cpuPercent?",
                "services: {app: {multiAz: true}}|services.app.multiAz|did you mean database.multiAz?",
                "services: {app: {grants: [{buckets: x}]}}|services.app.grants[0].buckets|did you mean services.app.grants[0].bucket?",
                "files: {colour: red}|files.colour|delete it; the settings here are backup, throughput",
                "account: {region: x}|account|*"
            })
    void an_unknown_key_gets_a_suggestion(String yaml, String path, String fix) {
        assertThat(Stacks.problems(Stacks.staging(yaml))).first().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            if (!fix.equals("*")) {
                assertThat(problem.fix()).isEqualTo(fix);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01234",
                "0x1F",
                "1e3",
                "0o17",
                "0b11",
                "1_000",
                "1.10",
                "-012",
                "12345678901234567890",
                "2026-01-01",
                "2026-01-01T10:00:00Z",
                "null",
                "~",
                "true",
                "3"
            })
    void text_that_yaml_reads_as_another_type_is_reported_as_written(String value) {
        for (var setting : Map.of(
                        "services.app.environment.ZIP", "services: {app: {environment: {ZIP: %s}}}",
                        "services.app.corsOrigins[0]", "services: {app: {corsOrigins: [%s]}}",
                        "domain.name", "domain: {name: %s}")
                .entrySet()) {
            var problems = Stacks.problems(Stacks.stack(
                    "staging",
                    "aws:region: eu-central-1\naws:allowedAccountIds: [\"123456789012\"]\n"
                            + (setting.getKey().startsWith("domain") ? "" : "domain: {name: orders.acme.dev}\n")
                            + setting.getValue().formatted(value)));
            if (setting.getKey().startsWith("domain") && value.matches("null|~")) {
                assertThat(problems).extracting(Problem::what).containsExactly("is missing");
            } else {
                assertThat(problems)
                        .extracting(Problem::path, Problem::value, Problem::fix)
                        .containsExactly(tuple(setting.getKey(), value, "write it in quotes: \"" + value + "\""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "on", "off", "y", "12:30", "1.2.3", "v1", "\"01234\"", "'2026-01-01'"})
    void other_unquoted_text_is_read_as_written(String value) {
        assertThat(Stacks.environment("services: {app: {environment: {A: %s}}}".formatted(value))
                        .service("app")
                        .environment())
                .isEqualTo(Map.of("A", value.replaceAll("[\"']", "")));
    }

    @Test
    void a_value_that_the_engine_converted_is_reported_as_in_the_file(@TempDir Path files) throws IOException {
        Files.writeString(
                files.resolve("Pulumi.staging.yaml"),
                "config:\n  slipway:service:\n    environment: {ZIP: 01234, DAY: 2026-01-01}\n  aws:profile: 007\n");
        var engine = Stacks.engine(Map.of(
                "slipway:service", "{\"environment\":{\"ZIP\":668,\"DAY\":\"2026-01-01 00:00:00 +0000 UTC\"}}",
                "aws:profile", "7"));
        assertThat(Stacks.problems(new StackConfig(
                        engine.project(),
                        engine.stack(),
                        engine.values(),
                        Set.of(),
                        OriginalText.in(files, engine.file(), engine.project()))))
                .extracting(Problem::path, Problem::fix)
                .containsExactly(
                        tuple("aws:profile", "write it in quotes: \"007\""),
                        tuple("services.app.environment.ZIP", "write it in quotes: \"01234\""),
                        tuple("services.app.environment.DAY", "write it in quotes: \"2026-01-01\""));
    }

    @Test
    void an_account_id_keeps_its_leading_zeros() {
        var stack = "aws:region: eu-central-1\ndomain: {name: orders.acme.dev}\naws:allowedAccountIds: ";
        assertThat(Stacks.read(Stacks.stack("staging", stack + "012345670123"))
                        .account()
                        .id())
                .isEqualTo("012345670123");
        assertThat(Stacks.problems(Stacks.stack("staging", stack + "[012345670123]")))
                .extracting(Problem::fix)
                .containsExactly("write it in quotes: \"012345670123\"");
        assertThat(Stacks.problems(Stacks.stack("staging", stack + "[\"0123-4567-0123\"]")))
                .extracting(Problem::fix)
                .containsExactly("write \"012345670123\"");
    }

    @Test
    void a_missing_setting_is_reported_with_the_command_that_sets_it() {
        assertThat(Stacks.problems(Stacks.stack("dev", "services: {app: {}}")))
                .extracting(Problem::path, Problem::what, Problem::fix)
                .containsExactly(
                        tuple("aws:region", "is missing", "`pulumi config set -s dev aws:region <region code>`"),
                        tuple(
                                "aws:allowedAccountIds",
                                "is missing",
                                "`pulumi config set -s dev aws:allowedAccountIds '[\"<account id>\"]'`"),
                        tuple(
                                "domain.name",
                                "is missing",
                                "`pulumi config set -s dev --path slipway:domain.name <host name>`"));
    }

    @Test
    void an_encrypted_value_is_refused_and_never_shown() {
        var files = Stacks.staging("""
                service:
                  cpu: 17
                  environment: {TOKEN: {secure: v1:abc:def}}
                """);
        var engine = Stacks.engine(
                Map.of("slipway:service", "{\"cpu\":17,\"environment\":{\"TOKEN\":\"hunter2\"}}"), "slipway:service");
        assertThat(Stacks.problems(engine)).isEqualTo(Stacks.problems(files));
        assertThat(Stacks.problems(engine)).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("service");
            assertThat(problem.toString()).doesNotContain("hunter2").doesNotContain("v1:abc");
        });
        assertThat(engine.toString()).doesNotContain("hunter2");
    }

    @Test
    void encrypted_values_of_other_keys_are_never_shown() {
        assertThat(Stacks.problems(Stacks.engine(
                        Map.of("aws:secretKey", "hunter2", "slipway:production", "hunter2"),
                        "aws:secretKey",
                        "slipway:production")))
                .noneMatch(problem -> problem.toString().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"network:", "network: ~", "network: {zones: ~}", "network: {}"})
    void empty_values_count_as_absent(String yaml) {
        assertThat(Stacks.environment(yaml)).isEqualTo(Stacks.environment(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: {zones: 2, zones: 3}|line 5",
                "network: {zones: 2|line 5",
                "network: {zones: 2}, {|line 5",
                "slipway:domain: {name: b.acme.dev}|slipway:domain"
            })
    void invalid_yaml_and_duplicate_keys_are_reported_with_their_line(String yaml, String path) {
        var problems =
                assertThrows(SettingsProblems.class, () -> Stacks.staging(yaml)).problems();
        assertThat(problems).extracting(Problem::path).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: {zones: 2}|network  is outside config:",
                "config: [network]|config  is not a group of settings",
                "config: network|config  is not a group of settings",
                "[network]|config  is not a group of settings"
            })
    void settings_outside_config_are_reported(String file, String message) {
        assertThat(assertThrows(SettingsProblems.class, () -> Stacks.file("staging", file)))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'': 1",
                "'slipway:': 1",
                "':x': 1",
                ".: 1",
                "a..b: 1",
                "services.app.cpu.x: 1",
                "'services.app.grants[0]': 1"
            })
    void an_odd_key_is_one_problem(String yaml) {
        assertThat(Stacks.problems(Stacks.staging(yaml))).hasSize(1);
    }

    @Test
    void a_missing_file_is_reported() {
        assertThat(assertThrows(SettingsProblems.class, () -> StackConfig.fromFiles(Stacks.PROJECT, "nosuch")))
                .hasMessageStartingWith("Pulumi.nosuch.yaml: 1 problem\n  the file  is missing");
    }
}

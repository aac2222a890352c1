package dev.slipway.toolbox.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that the committed files match the records; {@code ./slipway settings --write} writes them. */
class GeneratedFilesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"docs/guardrails.md", "docs/settings.md", ".schema/stack.schema.json"})
    void committed_files_match_the_records(String file, @TempDir Path project) throws IOException {
        Files.copy(ROOT.resolve("Pulumi.yaml"), project.resolve("Pulumi.yaml"));
        GeneratedFiles.write(project);
        assertThat(ROOT.resolve(file)).as(stale(file)).hasSameTextualContentAs(project.resolve(file));
    }

    /**
     * Compared as data, not as text: `pulumi new` rewrites the file, adds tags and removes the template; a team adds `aws:`
     * keys.
     */
    @Test
    void the_project_file_matches_the_records() throws IOException {
        var yaml = new YAMLMapper();
        var found = (ObjectNode) yaml.readTree(Files.readString(ROOT.resolve("Pulumi.yaml")));
        var generated = yaml.readTree(ProjectBlocks.text());
        found.withObject("/config")
                .properties()
                .removeIf(entry -> entry.getKey().contains(":"));
        assertThat(found.path("config")).as(stale("Pulumi.yaml")).isEqualTo(generated.path("config"));
        if (found.has("template")) {
            assertThat(found.path("template")).as(stale("Pulumi.yaml")).isEqualTo(generated.path("template"));
        }
    }

    @Test
    void writing_keeps_a_teams_changes_and_a_second_run_changes_nothing(@TempDir Path project) throws IOException {
        var file = project.resolve("Pulumi.yaml");
        Files.writeString(file, """
                name: orders
                # our own
                runtime: java
                config:
                  service:
                    default: {cpu: 4096}
                template:
                  displayName: Slipway
                """);
        assertThat(GeneratedFiles.write(project))
                .containsExactlyInAnyOrder(
                        Path.of("Pulumi.yaml"),
                        Path.of("docs/guardrails.md"),
                        Path.of("docs/settings.md"),
                        Path.of(".schema/stack.schema.json"));
        assertThat(Files.readString(file))
                .startsWith("name: orders\n# our own\nruntime: java\n")
                .doesNotContain("4096");
        assertThat(GeneratedFiles.write(project)).isEmpty();
    }

    @Test
    void every_setting_has_a_sentence_and_a_default_or_an_example() {
        var leaves = Stream.of(EnvironmentSettings.class, FoundationSettings.class)
                .flatMap(kind -> Words.shape(kind).leaves());
        assertThat(leaves).allSatisfy(leaf -> {
            assertThat(leaf.field().setting().value()).as(leaf.path()).matches("[A-Z].*\\.");
            assertThat(leaf.field().isRequired() && leaf.field().example().isEmpty())
                    .as(leaf.path())
                    .isFalse();
            assertThat(leaf.field().setting().pattern().isEmpty())
                    .as(leaf.path())
                    .isEqualTo(leaf.field().form().isEmpty());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "staging", "prod"})
    void the_templates_stacks_match_the_schema(String stack) throws IOException {
        var yaml = Files.readString(TestProject.FOLDER.resolve("Pulumi." + stack + ".yaml"));
        assertThat(schema().validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @Test
    void a_file_of_a_renamed_project_matches_the_schema() {
        assertThat(schema().validate("""
                        encryptedkey: AQICAHh0
                        secretsprovider: awskms://alias/orders
                        config:
                          aws:allowedAccountIds: '["123456789012"]'
                          aws:region: us-east-1
                          orders:domain:
                            name: orders.acme.dev
                          orders:production: "true"
                          orders:service:
                            minimum: 2
                        """, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: {zones: 7}|$.config.network.zones",
                "network: {zone: 2}|$.config.network",
                "slipway:network: {zones: 7}|$.config.slipway:network.zones",
                "service: {cpu: many}|$.config.service.cpu",
                "service: {environment: {A-B: x}}|$.config.service.environment",
                "service: {secrets: [A, A]}|$.config.service.secrets",
                "domain: {}|$.config.domain",
                "other: 1|$.config"
            })
    void the_schema_locates_a_mistake(String line, String place) {
        assertThat(schema().validate("config:\n  " + line, InputFormat.YAML))
                .extracting(ValidationMessage::getInstanceLocation)
                .extracting(Object::toString)
                .containsOnly(place);
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(StackSchema.file());
    }

    private static String stale(String file) {
        return file + " does not match the records; to write it, run: ./slipway settings --write";
    }
}

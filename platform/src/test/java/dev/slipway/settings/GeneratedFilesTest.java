package dev.slipway.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.slipway.TestEstate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** What is generated from the records says what they say; with {@code -Dupdate} it is written anew. */
class GeneratedFilesTest {

    private static final String COMMAND =
            "./mvnw -q -pl platform -am test -Dtest=GeneratedFilesTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate";
    private static final boolean UPDATE = System.getProperty("update") != null;

    @Test
    void the_settings_page_says_what_the_records_say() throws IOException {
        same("docs/settings.md", SettingsPage.text());
    }

    @Test
    void the_schema_says_what_the_records_say() throws IOException {
        same(".schema/stack.schema.json", StackSchema.text());
    }

    /** As data, not as text: `pulumi new` writes the file anew, adds tags and takes the template out; a team adds `aws:` keys. */
    @Test
    void the_project_file_says_what_the_records_say() throws IOException {
        var file = Stacks.ROOT.resolve("Pulumi.yaml");
        if (UPDATE) {
            var own =
                    Files.readString(file).split("(?m)^(" + ProjectBlocks.START.strip() + "|config:|template:)", 2)[0];
            Files.writeString(file, own.stripTrailing() + "\n\n" + ProjectBlocks.text());
        }
        var yaml = new YAMLMapper();
        var found = (ObjectNode) yaml.readTree(Files.readString(file));
        var generated = yaml.readTree(ProjectBlocks.text());
        found.withObject("/config")
                .properties()
                .removeIf(entry -> entry.getKey().contains(":"));
        assertThat(found.path("config").equals(generated.path("config"))
                        && (!found.has("template") || found.path("template").equals(generated.path("template"))))
                .withFailMessage(stale("Pulumi.yaml"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "staging", "prod"})
    void the_templates_stacks_keep_to_the_schema(String stack) throws IOException {
        var yaml = Files.readString(TestEstate.PROJECT.resolve("Pulumi." + stack + ".yaml"));
        assertThat(schema().validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @Test
    void a_file_that_pulumi_wrote_for_a_renamed_project_keeps_to_the_schema() {
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
    void the_schema_points_at_a_mistake(String line, String place) {
        assertThat(schema().validate("config:\n  " + line, InputFormat.YAML))
                .extracting(ValidationMessage::getInstanceLocation)
                .extracting(Object::toString)
                .containsOnly(place);
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(StackSchema.file());
    }

    private static void same(String name, String generated) throws IOException {
        Path file = Stacks.ROOT.resolve(name);
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(Files.exists(file) && Files.readString(file).equals(generated))
                .withFailMessage(stale(name))
                .isTrue();
    }

    private static String stale(String name) {
        return name + " is not what the records say; write it anew by\n  " + COMMAND;
    }
}

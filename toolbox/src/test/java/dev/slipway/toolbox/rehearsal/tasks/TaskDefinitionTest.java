package dev.slipway.toolbox.rehearsal.tasks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import static dev.slipway.toolbox.rehearsal.Planned.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TaskDefinitionTest {

    private static final String CONTAINERS = """
            [{"name": "app", "image": "own", "command": ["serve"], "stopTimeout": 40,
              "dependsOn": [{"containerName": "migrate", "condition": "SUCCESS"}],
              "environment": [{"name": "FILES_DIRECTORY", "value": "/files"}, {"name": "PORT", "value": "8080"},
                              {"name": "GREETING", "value": "hello"}],
              "secrets": [{"name": "API_KEY_1", "valueFrom": "/key"}],
              "mountPoints": [{"sourceVolume": "shared", "containerPath": "/files"}]},
             {"name": "telemetry", "image": "foreign"},
             {"name": "migrate", "image": "own", "essential": false, "command": ["migrate"]}]""";

    @TempDir
    private Path folder;

    @Test
    void containers_start_after_their_dependencies() {
        var definition = definition(CONTAINERS);

        assertThat(definition.containers()).extracting(Container::name).containsExactly("telemetry", "migrate", "app");
        assertThat(definition.runsToItsEnd(definition.container("migrate"))).isTrue();
        assertThat(definition.mustSucceed(definition.container("migrate"))).isTrue();
        assertThat(definition.runsToItsEnd(definition.container("app"))).isFalse();
    }

    @Test
    void omitted_properties_have_the_defaults_of_ecs() {
        var definition = definition(CONTAINERS);

        assertThat(definition.container("app").essential()).isTrue();
        assertThat(definition.container("app").stopTimeout()).isEqualTo(Duration.ofSeconds(40));
        assertThat(definition.container("migrate").stopTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(definition.sharedVolumes()).containsExactly("shared");
    }

    @Test
    void containers_of_another_image_are_removed() {
        var definition = definition(CONTAINERS);

        assertThat(definition.ofImage(definition.container("app")).containers())
                .extracting(Container::name)
                .containsExactly("migrate", "app");
    }

    @Test
    void containers_that_wait_for_each_other_are_an_error() {
        assertThatThrownBy(() -> definition("""
                        [{"name": "a", "dependsOn": [{"containerName": "b", "condition": "START"}]},
                         {"name": "b", "dependsOn": [{"containerName": "a", "condition": "START"}]}]"""))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("[a, b]");
    }

    @Test
    void an_environment_is_the_plans_except_for_local_changes() {
        var app = definition(CONTAINERS).container("app");
        var host = new TaskHost(
                List.of("program"),
                Map.of("app", Map.of("API_KEY_1", "the key")),
                Map.of("DATABASE_SIGN_IN", "password"),
                Map.of("hello", "hello"),
                folder,
                folder);

        assertThat(host.environment(app, Map.of("shared", folder), Map.of("PORT", "12345")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "FILES_DIRECTORY", folder.toString(),
                        "PORT", "12345",
                        "GREETING", "hello",
                        "API_KEY_1", "the key",
                        "DATABASE_SIGN_IN", "password"));
    }

    @Test
    void tasks_share_the_volumes_on_efs_and_no_others() {
        var host = new TaskHost(List.of(), Map.of(), Map.of(), Map.of(), folder, folder);

        assertThat(host.volume("files", true, "a")).isEqualTo(host.volume("files", true, "b"));
        assertThat(host.volume("tmp", false, "a")).isNotEqualTo(host.volume("tmp", false, "b"));
    }

    private static TaskDefinition definition(String containers) {
        return TaskDefinition.of(resource(
                "aws:ecs/taskDefinition:TaskDefinition",
                "task",
                Map.of(
                        "containerDefinitions",
                        containers,
                        "volumes",
                        List.of(
                                Map.of("name", "shared", "efsVolumeConfiguration", Map.of("fileSystemId", "fs-1")),
                                Map.of("name", "tmp")))));
    }
}

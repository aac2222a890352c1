package dev.slipway.toolbox.rehearsal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsOfTaskTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_of_values_may_have_comments_and_equals_signs() throws IOException {
        var file = Files.writeString(folder.resolve("rehearsal.env"), "# mine\n\nTOKEN=a=b\n OTHER=c d \n");

        assertThat(SecretsOfTask.read(file)).containsExactlyInAnyOrderEntriesOf(Map.of("TOKEN", "a=b", "OTHER", "c d"));
    }

    @Test
    void no_file_means_no_values() {
        assertThat(SecretsOfTask.read(folder.resolve("rehearsal.env"))).isEmpty();
    }

    @Test
    void every_invalid_line_is_reported_without_its_content() throws IOException {
        var file = Files.writeString(folder.resolve("rehearsal.env"), "TOKEN s3cret\nFINE=1\n=s3cret\n");

        assertThatThrownBy(() -> SecretsOfTask.read(file))
                .isInstanceOf(CannotRehearse.class)
                .hasMessage("rehearsal.env, line 1: write NAME=value\nrehearsal.env, line 3: write NAME=value");
    }
}

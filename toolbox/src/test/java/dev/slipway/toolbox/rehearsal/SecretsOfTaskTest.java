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
    void aFileOfValuesMayHaveCommentsAndEqualsSigns() throws IOException {
        var file = Files.writeString(folder.resolve("rehearsal.env"), "# mine\n\nTOKEN=a=b\n OTHER=c d \n");

        assertThat(SecretsOfTask.read(file)).containsExactlyInAnyOrderEntriesOf(Map.of("TOKEN", "a=b", "OTHER", "c d"));
    }

    @Test
    void noFileMeansNoValues() {
        assertThat(SecretsOfTask.read(folder.resolve("rehearsal.env"))).isEmpty();
    }

    @Test
    void everyLineThatCannotBeReadIsToldWithoutWhatItSays() throws IOException {
        var file = Files.writeString(folder.resolve("rehearsal.env"), "TOKEN s3cret\nFINE=1\n=s3cret\n");

        assertThatThrownBy(() -> SecretsOfTask.read(file))
                .isInstanceOf(CannotRehearse.class)
                .hasMessage("rehearsal.env, line 1: write NAME=value\nrehearsal.env, line 3: write NAME=value");
    }
}

package dev.slipway.delivery;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BuildContextTest {

    @TempDir
    Path folder;

    @BeforeEach
    void aContext() throws IOException {
        write("app/Dockerfile", "FROM scratch");
        write("app/src/main/App.java", "class App {}");
        write("docs/readme.md", "words");
        write(".dockerignore", "# only the sources\n*\n!app/src\n**/*.tmp\n");
    }

    @Test
    void the_same_content_has_the_same_tag() {
        assertThat(tag()).isEqualTo(tag()).matches("[0-9a-f]{40}");
    }

    @Test
    void a_changed_input_changes_the_tag() throws IOException {
        var before = tag();
        write("app/src/main/App.java", "class App { int changed; }");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void a_new_or_renamed_or_executable_file_changes_the_tag() throws IOException {
        var before = tag();
        write("app/src/main/Other.java", "");
        var added = tag();
        Files.move(folder.resolve("app/src/main/Other.java"), folder.resolve("app/src/main/Another.java"));
        var renamed = tag();
        assertThat(folder.resolve("app/src/main/Another.java").toFile().setExecutable(true))
                .isTrue();
        assertThat(java.util.Set.of(before, added, renamed, tag())).hasSize(4);
    }

    @Test
    void an_ignored_file_does_not_change_the_tag() throws IOException {
        var before = tag();
        write("docs/readme.md", "other words");
        write("app/README.md", "new words");
        write("app/src/main/scratch.tmp", "");
        write("scratch.tmp", "");
        write("app/target/App.class", "");
        assertThat(tag()).isEqualTo(before);
    }

    @Test
    void the_dockerfile_and_the_platform_change_the_tag_even_if_ignored() throws IOException {
        var before = tag();
        assertThat(context().tag("linux/amd64")).isNotEqualTo(before);
        write("app/Dockerfile", "FROM other");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void without_an_ignore_file_everything_counts() throws IOException {
        Files.delete(folder.resolve(".dockerignore"));
        var before = tag();
        write("docs/readme.md", "other words");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void a_missing_dockerfile_is_reported() throws IOException {
        Files.delete(folder.resolve("app/Dockerfile"));
        assertThatThrownBy(this::tag).hasMessageContaining("cannot be read").hasMessageContaining("Dockerfile");
    }

    @Test
    void the_copy_has_the_same_modes_whatever_the_umask(@TempDir Path other) throws IOException {
        write("app/src/main/run", "#!/bin/sh");
        Files.setPosixFilePermissions(folder.resolve("app/src/main/run"), PosixFilePermissions.fromString("rwxrwx---"));
        Files.setPosixFilePermissions(
                folder.resolve("app/src/main/App.java"), PosixFilePermissions.fromString("rw-rw----"));
        Files.createSymbolicLink(folder.resolve("app/src/main/link"), Path.of("App.java"));
        var before = tag();
        context().copyTo(other);

        assertThat(modes(other))
                .containsEntry("app/src/main/run", "rwxr-xr-x")
                .containsEntry("app/src/main/App.java", "rw-r--r--")
                .containsKey("app/src/main/link")
                .doesNotContainKeys("app/README.md", "scratch.tmp");
        assertThat(Files.readSymbolicLink(other.resolve("app/src/main/link"))).isEqualTo(Path.of("App.java"));
        assertThat(new BuildContext(other, folder.resolve("app/Dockerfile")).tag("linux/arm64"))
                .isEqualTo(before);
    }

    @Test
    void a_second_copy_updates_changed_files_and_leaves_others_alone(@TempDir Path other) throws IOException {
        write("app/src/main/Gone.java", "");
        context().copyTo(other);
        var untouched = Files.getLastModifiedTime(other.resolve("app/src/main/App.java"));
        Files.delete(folder.resolve("app/src/main/Gone.java"));
        write("app/src/main/New.java", "new");
        context().copyTo(other);

        assertThat(modes(other)).containsKey("app/src/main/New.java").doesNotContainKey("app/src/main/Gone.java");
        assertThat(Files.getLastModifiedTime(other.resolve("app/src/main/App.java")))
                .isEqualTo(untouched);
    }

    @Test
    void a_changed_link_target_changes_the_tag() throws IOException {
        var link = folder.resolve("app/src/main/link");
        Files.createSymbolicLink(link, Path.of("App.java"));
        var before = tag();
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../main/App.java"));
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void the_dockerfiles_own_ignore_file_takes_precedence() throws IOException {
        write("app/Dockerfile.dockerignore", "app/src");
        var before = tag();
        write("app/src/main/App.java", "class App { int changed; }");
        assertThat(tag()).isEqualTo(before);
        write("docs/readme.md", "other words");
        assertThat(tag()).isNotEqualTo(before);
    }

    private static Map<String, String> modes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var modes = new TreeMap<String, String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                modes.put(
                        folder.relativize(file).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            return modes;
        }
    }

    private String tag() {
        return context().tag("linux/arm64");
    }

    private BuildContext context() {
        return new BuildContext(folder, folder.resolve("app/Dockerfile"));
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), content);
    }
}

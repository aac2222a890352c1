package dev.slipway.delivery;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    void theSameContentIsTheSameTag() {
        assertThat(tag()).isEqualTo(tag()).matches("[0-9a-f]{40}");
    }

    @Test
    void whatTheBuildReadsChangesTheTag() throws IOException {
        var before = tag();
        write("app/src/main/App.java", "class App { int changed; }");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void aNewOrRenamedOrExecutableFileChangesTheTag() throws IOException {
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
    void whatTheBuildIgnoresDoesNot() throws IOException {
        var before = tag();
        write("docs/readme.md", "other words");
        write("app/README.md", "new words");
        write("app/src/main/scratch.tmp", "");
        write("scratch.tmp", "");
        write("app/target/App.class", "");
        assertThat(tag()).isEqualTo(before);
    }

    @Test
    void theDockerfileAndThePlatformCountThoughIgnored() throws IOException {
        var before = tag();
        assertThat(context().tag("linux/amd64")).isNotEqualTo(before);
        write("app/Dockerfile", "FROM other");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void withoutAnIgnoreFileEverythingCounts() throws IOException {
        Files.delete(folder.resolve(".dockerignore"));
        var before = tag();
        write("docs/readme.md", "other words");
        assertThat(tag()).isNotEqualTo(before);
    }

    @Test
    void aMissingDockerfileIsSaid() throws IOException {
        Files.delete(folder.resolve("app/Dockerfile"));
        assertThatThrownBy(this::tag).hasMessageContaining("cannot be read").hasMessageContaining("Dockerfile");
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

package dev.slipway;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.architecture.Architecture;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Compiles and plans what each page of docs/recipes shows. */
class RecipesTest {

    private static final Path PAGES = Path.of("../docs/recipes");
    private static final int MOST_LINES = 12;

    @TempDir
    private Path folder;

    /** Merges what a page shows into the file, as its reader does. */
    private static final YAMLMapper YAML =
            YAMLMapper.builder().defaultMergeable(true).build();

    static Stream<String> recipes() throws IOException {
        try (var pages = Files.list(PAGES)) {
            return pages
                    .map(page -> page.getFileName().toString())
                    .filter(page -> !page.equals("README.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void compiles_and_can_be_planned(String page) throws Exception {
        var text = Files.readString(PAGES.resolve(page));
        var java = blocks(text, "java");
        var yaml = blocks(text, "yaml");

        var architecture = architecture(java);
        for (var image : architecture.images()) {
            var file = folder.resolve(image.dockerfile().orElse("app/Dockerfile"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "FROM scratch\n");
        }
        var plan = EstatePlans.of(folder, architecture).plan(config(yaml));

        assertThat(plan.resources()).isNotEmpty();
        assertThat(Stream.of(java, yaml, blocks(text, "sql"))
                        .flatMap(List::stream)
                        .flatMap(String::lines)
                        .count())
                .isLessThanOrEqualTo(MOST_LINES);
        assertThat(Files.readString(PAGES.resolve("README.md"))).contains("(" + page + ")");
    }

    private static List<String> blocks(String page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private Architecture architecture(List<String> blocks) throws Exception {
        var imports =
                blocks.stream().filter(block -> block.startsWith("import ")).toList();
        var body = blocks.stream().filter(block -> !block.startsWith("import ")).toList();
        if (body.isEmpty()) {
            return TestEstate.ARCHITECTURE;
        }
        assertThat(body).hasSize(1);
        var source = Files.writeString(
                Files.createDirectories(folder.resolve("dev/slipway")).resolve("Recipe.java"),
                """
                        package dev.slipway;
                        import dev.slipway.architecture.Architecture;
                        import static dev.slipway.architecture.ServiceSpec.web;
                        %s
                        public final class Recipe {
                            public static Architecture architecture() {
                                %s
                            }
                        }
                        """.formatted(String.join("", imports), body.getFirst()));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, null);
        var options = List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                        .call())
                .as(messages.toString())
                .isTrue();
        try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, RecipesTest.class.getClassLoader())) {
            return (Architecture) classes.loadClass("dev.slipway.Recipe")
                    .getMethod("architecture")
                    .invoke(null);
        }
    }

    /** The fixtures' staging, with the settings of the page. */
    private StackConfig config(List<String> yaml) throws IOException {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml")) {
            Files.copy(TestEstate.PROJECT.resolve(file), folder.resolve(file));
        }
        var file = "Pulumi.staging.yaml";
        var staging = YAML.readTree(Files.readString(TestEstate.PROJECT.resolve(file)));
        for (var block : yaml) {
            staging = YAML.readerForUpdating(staging).readTree(block);
        }
        YAML.writeValue(folder.resolve(file).toFile(), staging);
        return StackConfig.fromFiles(folder, "staging");
    }
}

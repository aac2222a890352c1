package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.plan.Plan;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Test;
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
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Compiles and plans what each page of docs/recipes shows. */
class RecipesTest {

    private static final int MOST_LINES = 12;

    @TempDir
    private Path folder;

    static List<Recipe> recipes() {
        return Recipe.all();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void compiles_and_can_be_planned(Recipe recipe) throws Exception {
        assertThat(plan(folder, List.of(recipe)).resources()).isNotEmpty();
        assertThat(recipe.lines()).isLessThanOrEqualTo(MOST_LINES);
        assertThat(Files.readString(Recipe.PAGES.resolve("README.md"))).contains("(" + recipe.name() + ".md)");
    }

    @Test
    void all_of_them_fit_in_one_environment() throws Exception {
        var kinds = architecture(folder, Recipe.all()).kinds();
        assertThat(kinds.values()).containsOnly(ServiceKind.values());
        assertThat(plan(folder, Recipe.all()).all("aws:ecs/taskDefinition:TaskDefinition"))
                .hasSize(kinds.size());
    }

    /** The plan of an environment with what these pages show, whose files are in a folder. */
    static Plan plan(Path folder, List<Recipe> recipes) throws Exception {
        var architecture = recipes.stream().allMatch(recipe -> recipe.bodies().isEmpty())
                ? TestEstate.ARCHITECTURE
                : architecture(folder, recipes);
        for (var image : architecture.images()) {
            var file = folder.resolve(image.dockerfile().orElse("app/Dockerfile"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "FROM scratch\n");
        }
        return EstatePlans.of(folder, architecture).plan(config(folder, recipes));
    }

    private static Architecture architecture(Path folder, List<Recipe> recipes) throws Exception {
        var source = Files.writeString(
                Files.createDirectories(folder.resolve("dev/slipway")).resolve("Recipes.java"), Recipe.source(recipes));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, null);
        var options = List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                        .call())
                .as(messages.toString())
                .isTrue();
        try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, RecipesTest.class.getClassLoader())) {
            return (Architecture) classes.loadClass("dev.slipway.Recipes")
                    .getMethod("architecture")
                    .invoke(null);
        }
    }

    /** The fixtures' staging, with the settings of the pages. */
    private static StackConfig config(Path folder, List<Recipe> recipes) throws IOException {
        for (var file : List.of("Pulumi.yaml", "Pulumi.foundation.yaml")) {
            Files.copy(TestEstate.PROJECT.resolve(file), folder.resolve(file));
        }
        var file = "Pulumi.staging.yaml";
        Files.writeString(
                folder.resolve(file), Recipe.merged(Files.readString(TestEstate.PROJECT.resolve(file)), recipes));
        return StackConfig.fromFiles(folder, "staging");
    }
}

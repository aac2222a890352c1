package dev.slipway;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of docs/recipes.
 *
 * @param name the page's file name without its extension
 */
public record Recipe(String name, String text) {

    /** The folder of the pages, from a module's folder. */
    static final Path PAGES = Path.of("../docs/recipes");

    /** Merges what a page shows into a stack's file, as its reader does. */
    private static final YAMLMapper YAML =
            YAMLMapper.builder().defaultMergeable(true).build();

    /** All pages, in the order of their names. */
    public static List<Recipe> all() {
        try (var pages = Files.list(PAGES)) {
            return pages.map(page -> page.getFileName().toString())
                    .filter(page -> !page.equals("README.md"))
                    .sorted()
                    .map(page -> new Recipe(page.replace(".md", ""), read(PAGES.resolve(page))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The source of {@code dev.slipway.Recipes}, whose method {@code architecture()} has the services of all these recipes. A
     * recipe without services has no part in it.
     */
    public static String source(List<Recipe> recipes) {
        var withServices =
                recipes.stream().filter(recipe -> !recipe.bodies().isEmpty()).toList();
        return """
                package dev.slipway;
                import dev.slipway.architecture.Architecture;
                import static dev.slipway.architecture.ServiceSpec.web;
                %s
                public final class Recipes {
                    public static Architecture architecture() {
                        return Together.of(%s);
                    }
                %s
                }
                """.formatted(
                withServices.stream()
                        .flatMap(recipe -> recipe.imports().stream())
                        .distinct()
                        .collect(Collectors.joining()),
                withServices.stream().map(recipe -> recipe.method() + "()").collect(Collectors.joining(", ")),
                withServices.stream()
                        .map(recipe -> "    private static Architecture %s() {%n%s}%n"
                                .formatted(recipe.method(), String.join("", recipe.bodies())))
                        .collect(Collectors.joining()));
    }

    /** A stack's file with the settings of these recipes. */
    public static String merged(String stack, List<Recipe> recipes) {
        try {
            var merged = YAML.readTree(stack);
            for (var recipe : recipes) {
                for (var block : recipe.blocks("yaml")) {
                    merged = YAML.readerForUpdating(merged).readTree(block);
                }
            }
            return YAML.writeValueAsString(merged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of lines that a reader copies. */
    long lines() {
        return Stream.of("java", "yaml", "sql")
                .flatMap(language -> blocks(language).stream())
                .flatMap(String::lines)
                .count();
    }

    /** Its prefix keeps it apart from the imported methods. */
    private String method() {
        return "recipe_" + name.replace('-', '_');
    }

    private List<String> imports() {
        return blocks("java").stream()
                .filter(block -> block.startsWith("import "))
                .flatMap(block -> block.lines().map(line -> line + "\n"))
                .toList();
    }

    List<String> bodies() {
        return blocks("java").stream()
                .filter(block -> !block.startsWith("import "))
                .toList();
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

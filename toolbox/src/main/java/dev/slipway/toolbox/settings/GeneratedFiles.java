package dev.slipway.toolbox.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of a project that are generated from the records of the settings and from the guardrails. */
public final class GeneratedFiles {

    private static final Path PROJECT = Path.of("Pulumi.yaml");

    private GeneratedFiles() {}

    /** The reference of all settings, as Markdown. */
    public static String page() {
        return SettingsPage.text();
    }

    /**
     * Writes the files whose text differs from the records.
     *
     * @return the files that were written, relative to the project's directory
     */
    public static List<Path> write(Path project) {
        return of(project).entrySet().stream()
                .filter(file -> !file.getValue().equals(read(project.resolve(file.getKey()))))
                .peek(file -> write(project.resolve(file.getKey()), file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The generated text of each file, by its path in the project's directory. */
    private static Map<Path, String> of(Path project) {
        return new TreeMap<>(Map.of(
                Path.of("docs", "settings.md"),
                SettingsPage.text(),
                Path.of("docs", "guardrails.md"),
                GuardrailsPage.text(),
                Path.of(".schema", "stack.schema.json"),
                StackSchema.text(),
                PROJECT,
                ProjectBlocks.in(read(project.resolve(PROJECT)))));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}

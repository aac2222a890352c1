package dev.slipway.settings;

import org.junit.jupiter.api.Assertions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Stacks to try the reader on. */
final class Stacks {

    /** The repository's root: the nearest folder upwards that has Pulumi.yaml. */
    static final Path ROOT = root(Path.of("").toAbsolutePath());

    private static final String SOUND = """
            aws:region: eu-central-1
            aws:allowedAccountIds: ["123456789012"]
            domain: {name: orders.acme.dev}
            """;

    private Stacks() {}

    /** A sound staging with more in its file. */
    static StackConfig staging(String yaml) {
        return stack("staging", SOUND + yaml.indent(0));
    }

    /** A stack whose file holds just this, as its files say. */
    static StackConfig stack(String name, String yaml) {
        return file(name, "config:\n" + yaml.indent(2));
    }

    /** A stack with this file. */
    static StackConfig file(String name, String yaml) {
        try {
            var folder = Files.createTempDirectory("stack");
            Files.writeString(folder.resolve("Pulumi.yaml"), "name: slipway\n");
            var file = folder.resolve("Pulumi." + name + ".yaml");
            Files.writeString(file, yaml);
            try {
                return StackConfig.fromFiles(folder, name);
            } finally {
                Files.delete(file);
                Files.delete(folder.resolve("Pulumi.yaml"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sound staging with more keys, as Pulumi's engine hands it over: objects as JSON, the rest as text. */
    static StackConfig engine(Map<String, String> values, String... secretKeys) {
        var all = new TreeMap<>(Map.of(
                "aws:region", "eu-central-1",
                "aws:allowedAccountIds", "[\"123456789012\"]",
                "slipway:domain", "{\"name\":\"orders.acme.dev\"}"));
        all.putAll(values);
        return new StackConfig("slipway", "staging", all, Set.of(secretKeys));
    }

    static EnvironmentSettings environment(String yaml) {
        return (EnvironmentSettings) Settings.read(staging(yaml));
    }

    static List<Problem> problems(StackConfig config) {
        return Assertions.assertThrows(SettingsProblems.class, () -> Settings.read(config))
                .problems();
    }

    /** The one problem of a staging with more in its file. */
    static Problem problem(String yaml) {
        var problems = problems(staging(yaml));
        Assertions.assertEquals(1, problems.size(), () -> "one problem, but: " + problems);
        return problems.getFirst();
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("Pulumi.yaml")) ? folder : root(folder.getParent());
    }
}

package dev.slipway.settings;

import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;
import org.junit.jupiter.api.Assertions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** Sample stacks for the tests of the reader. */
public final class Stacks {

    /** A project with typical stacks. */
    public static final Path PROJECT = Path.of("src/test/resources/project");

    private static final String SOUND = """
            aws:region: eu-central-1
            aws:allowedAccountIds: ["123456789012"]
            domain: {name: orders.acme.dev}
            """;

    /** The services of the sample stacks. */
    public static final SequencedMap<String, ServiceKind> SERVICES =
            new LinkedHashMap<>(Map.of("app", ServiceKind.WEB));

    private Stacks() {}

    /** Reads a sample stack. */
    public static Settings read(StackConfig config) {
        return SettingsReader.read(config, SERVICES);
    }

    /** A valid staging stack with additional settings. */
    public static StackConfig staging(String yaml) {
        return stack("staging", SOUND + yaml.indent(0));
    }

    /** A stack whose file has exactly this content, read from its files. */
    public static StackConfig stack(String name, String yaml) {
        return file(name, "config:\n" + yaml.indent(2));
    }

    /** A stack with this file. */
    public static StackConfig file(String name, String yaml) {
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

    /** A valid staging stack with additional keys, as Pulumi's engine passes it: objects as JSON, everything else as text. */
    public static StackConfig engine(Map<String, String> values, String... secretKeys) {
        var all = new TreeMap<>(Map.of(
                "aws:region", "eu-central-1",
                "aws:allowedAccountIds", "[\"123456789012\"]",
                "slipway:domain", "{\"name\":\"orders.acme.dev\"}"));
        all.putAll(values);
        return new StackConfig("slipway", "staging", all, Set.of(secretKeys));
    }

    public static EnvironmentSettings environment(String yaml) {
        return (EnvironmentSettings) read(staging(yaml));
    }

    public static List<Problem> problems(StackConfig config) {
        return Assertions.assertThrows(SettingsProblems.class, () -> read(config))
                .problems();
    }

    /** The only problem of a staging stack with additional settings. */
    public static Problem problem(String yaml) {
        var problems = problems(staging(yaml));
        Assertions.assertEquals(1, problems.size(), () -> "one problem, but: " + problems);
        return problems.getFirst();
    }
}

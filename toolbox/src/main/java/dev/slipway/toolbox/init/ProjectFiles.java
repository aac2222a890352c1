package dev.slipway.toolbox.init;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.rules.DomainInZone;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * {@code Pulumi.yaml} and the stacks' files of a project, and their texts with a team's answers.
 *
 * @param texts by the files' names
 */
public record ProjectFiles(Path directory, Map<String, String> texts) {

    private static final String PROJECT = "Pulumi.yaml";
    private static final String RESERVED = "(.*[.@])?example(\\.(com|net|org))?|0{12}|your-org/.*";

    /** Reads the files of a directory. */
    public static ProjectFiles of(Path directory) {
        try (var files = Files.list(directory)) {
            var texts = new LinkedHashMap<String, String>();
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (name.matches("Pulumi(\\.[^.]+)?\\.yaml")) {
                    texts.put(name, Files.readString(file));
                }
            }
            return new ProjectFiles(directory, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a value is one of the template's placeholders. */
    public static boolean isPlaceholder(String value) {
        return value.matches(RESERVED);
    }

    /** The answers that the files contain; empty texts for what they do not. */
    public Answers answers() {
        return new Answers(
                name(),
                any("foundation", "zone"),
                any("aws:region"),
                any("aws:allowedAccountIds"),
                any("foundation", "repository"),
                any("foundation", "budgetEmails"));
    }

    /** A copy whose files contain the answers. */
    public ProjectFiles with(Answers answers) {
        var former = answers();
        var changed = new LinkedHashMap<String, String>();
        texts.forEach((file, text) -> changed.put(
                file,
                file.equals(PROJECT)
                        ? text.replaceFirst("(?m)^name:.*$", "name: " + answers.name())
                        : stack(file, former, answers)));
        return new ProjectFiles(directory, changed);
    }

    private String stack(String file, Answers former, Answers answers) {
        var stack = new Stack(new YamlText(texts.get(file)), former.name());
        stack.set(answers.region(), "aws:region");
        stack.setFirst(answers.account(), "aws:allowedAccountIds");
        if (isFoundation(file)) {
            stack.set(answers.repository(), "foundation", "repository");
            stack.set(answers.zone(), "foundation", "zone");
            stack.setFirst(answers.email(), "foundation", "budgetEmails");
        } else {
            var isProduction = stack.at("production").filter("true"::equals).isPresent();
            var name = stack.at("domain", "name").orElse("");
            var own = answers.name() + (isProduction ? "." : "." + stackName(file) + ".") + answers.zone();
            stack.set(
                    name.isEmpty() || isPlaceholder(name.substring(name.indexOf('.') + 1)) || isPlaceholder(name)
                            ? own
                            : moved(name, former.zone(), answers.zone()),
                    "domain",
                    "name");
            var alarms = stack.at("observability", "emails");
            if (alarms.isPresent()
                    ? isPlaceholder(alarms.get()) || alarms.get().equals(former.email())
                    : isProduction) {
                stack.setFirst(answers.email(), "observability", "emails");
            }
        }
        return stack.renamed(answers.name()).text();
    }

    private static String moved(String name, String from, String to) {
        return name.equals(from)
                ? to
                : name.endsWith("." + from) ? name.substring(0, name.length() - from.length()) + to : name;
    }

    /**
     * What is wrong with the settings, by file; placeholders are not.
     *
     * @param kinds the services that an environment declares
     */
    public Map<String, List<Problem>> problems(SequencedMap<String, ServiceKind> kinds) {
        var problems = new LinkedHashMap<String, List<Problem>>();
        try {
            var folder = Files.createTempDirectory("slipway-init");
            try {
                for (var file : texts.entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
                for (var file : stacks().toList()) {
                    var found = problems(folder, file, kinds);
                    if (!found.isEmpty()) {
                        problems.put(file, found);
                    }
                }
            } finally {
                for (var file : texts.keySet()) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems;
    }

    private List<Problem> problems(Path folder, String file, SequencedMap<String, ServiceKind> kinds) {
        try {
            var config = StackConfig.fromFiles(folder, stackName(file));
            var settings = SettingsReader.read(config, kinds);
            return settings instanceof EnvironmentSettings environment
                    ? DomainInZone.problems(environment.domain(), answers().zone())
                            .toList()
                    : List.of();
        } catch (SettingsProblems wrong) {
            return wrong.problems();
        }
    }

    /** The stacks that were created under the project's name, which then cannot change. */
    public List<String> created() {
        return stacks().filter(file -> Stream.of("encryptedkey", "encryptionsalt", "secretsprovider")
                        .anyMatch(key ->
                                new YamlText(texts.get(file)).at(List.of(key)).isPresent()))
                .map(ProjectFiles::stackName)
                .toList();
    }

    /** The names of the files that differ from those of the directory. */
    public List<String> changed() {
        var former = of(directory).texts();
        return texts.keySet().stream()
                .filter(file -> !texts.get(file).equals(former.get(file)))
                .toList();
    }

    /** Writes the files that differ. */
    public void write() {
        try {
            for (var file : changed()) {
                var written = Files.writeString(directory.resolve(file + ".new"), texts.get(file));
                Files.move(written, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        return new YamlText(texts.getOrDefault(PROJECT, "")).at(List.of("name")).orElse("");
    }

    private Stream<String> stacks() {
        return texts.keySet().stream().filter(file -> !file.equals(PROJECT));
    }

    /** The first value at a path in any stack's file. */
    private String any(String... path) {
        return stacks().map(file -> new Stack(new YamlText(texts.get(file)), name()).at(path))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static String stackName(String file) {
        return file.substring("Pulumi.".length(), file.length() - ".yaml".length());
    }

    private static boolean isFoundation(String file) {
        return stackName(file).matches("foundation(-.*)?");
    }

    /** The configuration of one stack, whose keys may have the project's name as a prefix. */
    private static final class Stack {

        private YamlText yaml;
        private final String project;

        Stack(YamlText yaml, String project) {
            this.yaml = yaml;
            this.project = project;
        }

        Optional<String> at(String... path) {
            return yaml.at(path(path));
        }

        void set(String value, String... path) {
            if (!isAt(value, path)) {
                yaml = yaml.with(path(path), value);
            }
        }

        void setFirst(String value, String... path) {
            if (!isAt(value, path)) {
                yaml = yaml.withFirst(path(path), value);
            }
        }

        private boolean isAt(String value, String... path) {
            return at(path).filter(value::equals).isPresent();
        }

        String text() {
            return yaml.text();
        }

        Stack renamed(String name) {
            yaml = yaml.renamed(
                    List.of("config"),
                    key -> key.startsWith(project + ":") ? name + key.substring(project.length()) : key);
            return this;
        }

        private List<String> path(String... path) {
            var keys = new ArrayList<>(List.of("config"));
            var prefixed = project + ":" + path[0];
            keys.add(yaml.has(List.of("config", prefixed)) ? prefixed : path[0]);
            keys.addAll(List.of(path).subList(1, path.length));
            return keys;
        }
    }
}

package dev.slipway.engine;

import dev.slipway.TestEstate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of this project that tests may change, with the template's placeholders or with values for them. Its name and its
 * stacks are the template's, regardless of a team's changes.
 */
final class Project {

    private static final Path ORIGINAL = root(Path.of("").toAbsolutePath());
    private static final Set<String> LEFT_OUT = Set.of(".git", ".slipway", "target");
    private static final List<String> STACKS = List.of("foundation", "staging", "prod");

    private final Path folder;

    private Project(Path folder) {
        this.folder = folder;
    }

    /** The project with the template's placeholders, already built. */
    static Project template(Path folder) throws IOException {
        copy(ORIGINAL, folder, LEFT_OUT);
        // The files that the program runs, so that nothing is built again: the launcher compares the sources with the
        // time of `built`.
        for (var module : modulesBut("app", "toolbox")) {
            var target = folder.resolve(module).resolve("target");
            copy(ORIGINAL.resolve(module).resolve("target"), target, Set.of("test-classes", "engine-tests"));
            moveLists(target.resolve("maven-status"), folder);
            Files.setLastModifiedTime(target.resolve("built"), FileTime.from(Instant.now()));
        }
        var project = new Project(folder);
        project.restore();
        // The launcher would record its first run and prepare later runs in the background. That costs more than the
        // few runs of a story save, and its processes would outlive the story.
        project.edit(".mvn/pulumi", launcher -> launcher.replace("record=yes ", ""));
        // With -Dcoverage, the program's JVMs record what they run, like this one.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(agent -> project.edit(
                        ".mvn/launch.sh", launcher -> launcher.replace("flags=(", "flags=('%s' ".formatted(agent))));
        return project;
    }

    /** The compiler's lists have absolute paths; with others it would compile all modules after a change of one. */
    private static void moveLists(Path status, Path folder) throws IOException {
        if (Files.notExists(status)) {
            return;
        }
        try (var files = Files.walk(status)) {
            for (var list :
                    files.filter(file -> file.toString().endsWith(".lst")).toList()) {
                var time = Files.getLastModifiedTime(list);
                Files.writeString(list, Files.readString(list).replace(ORIGINAL + "/", folder + "/"));
                Files.setLastModifiedTime(list, time);
            }
        }
    }

    /**
     * Adds the files that {@code ./slipway} runs, so that it is not built again, if this checkout has built them from these
     * sources.
     */
    void addTools() throws IOException {
        var built = ORIGINAL.resolve("toolbox/target/built");
        if (Files.exists(built) && Files.getLastModifiedTime(built).compareTo(newestSource()) > 0) {
            var target = folder.resolve("toolbox/target");
            copy(ORIGINAL.resolve("toolbox/target"), target, Set.of("test-classes", "postgresql"));
            Files.setLastModifiedTime(target.resolve("built"), FileTime.from(Instant.now()));
        }
    }

    private static List<String> modulesBut(String... others) {
        return Pattern.compile("<module>(.+)</module>")
                .matcher(new Project(ORIGINAL).read("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !List.of(others).contains(module))
                .toList();
    }

    private static FileTime newestSource() throws IOException {
        var newest = Files.getLastModifiedTime(ORIGINAL.resolve("pom.xml"));
        for (var module : modulesBut("app")) {
            try (var sources = Files.walk(ORIGINAL.resolve(module).resolve("src/main"))) {
                for (var source : Stream.concat(sources, Stream.of(ORIGINAL.resolve(module + "/pom.xml")))
                        .toList()) {
                    var time = Files.getLastModifiedTime(source);
                    newest = time.compareTo(newest) > 0 ? time : newest;
                }
            }
        }
        return newest;
    }

    /** The project of a team with an account, a domain and a repository. */
    static Project ofATeam(Path folder) throws IOException {
        var project = template(folder);
        project.fill(SimulatedAws.ACCOUNT);
        return project;
    }

    /** Replaces the template's placeholders by a team's own values. */
    void fill(String account) {
        for (var stack : STACKS) {
            edit(
                    "Pulumi." + stack + ".yaml",
                    text -> text.replace("000000000000", account)
                            .replace("example.com", "slipway.test")
                            .replace("your-org/your-repo", GitHubToken.REPOSITORY_WITH_IDS));
        }
    }

    /** Restores the files of the project and its stacks. */
    void restore() {
        write("Pulumi.yaml", new Project(ORIGINAL).read("Pulumi.yaml").replaceFirst("(?m)^name:.*", "name: slipway"));
        for (var stack : STACKS) {
            var file = "Pulumi." + stack + ".yaml";
            write(file, new Project(TestEstate.PROJECT).read(file));
        }
    }

    /** A file of this checkout. */
    static Path original(String file) {
        return ORIGINAL.resolve(file);
    }

    Path folder() {
        return folder;
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits a file; the edit must change it. */
    void edit(String file, UnaryOperator<String> change) {
        var before = read(file);
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("Nothing to change in " + file + ":\n" + before);
        }
        write(file, after);
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(from)
                        && leftOut.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("Pulumi.yaml")) ? folder : root(folder.getParent());
    }
}

package dev.slipway.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** What one story has to itself: a copy of the project, a simulated AWS, and Pulumi between the two. */
record Workbench(Project project, SimulatedAws aws, Pulumi pulumi) implements AutoCloseable {

    private static final Duration CACHE_TIMEOUT = Duration.ofMinutes(2);

    /** A project with an account, a domain and a repository. */
    static Workbench ofATeam(Class<?> story) throws IOException, InterruptedException {
        var folder = emptied(story);
        return of(folder, Project.ofATeam(folder.resolve("project")));
    }

    /** A project as it comes. */
    static Workbench ofTheTemplate(Class<?> story) throws IOException, InterruptedException {
        var folder = emptied(story);
        return of(folder, Project.template(folder.resolve("project")));
    }

    private static Workbench of(Path folder, Project project) throws IOException, InterruptedException {
        var aws = SimulatedAws.start(folder);
        return new Workbench(project, aws, new Pulumi(folder, project, aws));
    }

    /** Raises the foundation, which all else stands on. */
    void raiseFoundation() {
        pulumi.init("foundation");
        pulumi.up("foundation").succeeded();
    }

    /** Logs and state stay, in target/engine-tests; the project's copy goes. */
    @Override
    public void close() throws IOException {
        aws.close();
        awaitCache();
        delete(project.folder());
    }

    /** The launcher prepares the next start in the background; that ends by itself. */
    private void awaitCache() throws IOException {
        var deadline = Instant.now().plus(CACHE_TIMEOUT);
        try {
            while (cacheIsBeingMade() && Instant.now().isBefore(deadline)) {
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean cacheIsBeingMade() throws IOException {
        var launch = project.folder().resolve("target/launch");
        if (Files.notExists(launch)) {
            return false;
        }
        try (var files =
                Files.find(launch, 2, (file, attributes) -> file.toString().endsWith(".making"))) {
            return files.findAny().isPresent();
        }
    }

    private static Path emptied(Class<?> story) throws IOException {
        var folder = Path.of("target", "engine-tests", story.getSimpleName()).toAbsolutePath();
        delete(folder);
        return Files.createDirectories(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

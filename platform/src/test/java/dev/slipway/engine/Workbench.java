package dev.slipway.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What one story has to itself: a copy of the project, a simulated AWS, and Pulumi between the two. */
record Workbench(Project project, SimulatedAws aws, Pulumi pulumi) implements AutoCloseable {

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

    /** What the story may write to beside the project. */
    Path folder() {
        return project.folder().getParent();
    }

    private static Workbench of(Path folder, Project project) throws IOException, InterruptedException {
        var aws = SimulatedAws.start(folder);
        return new Workbench(project, aws, new Pulumi(folder, project, aws));
    }

    /** From now on the calls are those of the job that deploys to an environment. */
    void deploying(String environment) {
        as(environment + "DeployRole", GitHubToken.ofAJobOf(environment));
    }

    /** From now on the calls are those of a job with this token, in the role of the foundation's output. */
    void as(String role, String token) {
        pulumi.as(aws.assume(pulumi.outputs("foundation").path(role).asText(), token));
    }

    /** Raises the foundation, which everything else needs. */
    void raiseFoundation() {
        pulumi.init("foundation");
        pulumi.up("foundation").succeeded();
    }

    /** Logs and state stay, in target/engine-tests; the project's copy goes. */
    @Override
    public void close() throws IOException {
        aws.close();
        delete(project.folder());
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

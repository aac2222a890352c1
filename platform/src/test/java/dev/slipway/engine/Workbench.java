package dev.slipway.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The environment of one story: a copy of the project, a simulated AWS, and Pulumi. */
record Workbench(Project project, SimulatedAws aws, Pulumi pulumi) implements AutoCloseable {

    /** A project with an account, a domain and a repository. */
    static Workbench ofATeam(Class<?> story) throws IOException, InterruptedException {
        var folder = emptied(story);
        return of(folder, Project.ofATeam(folder.resolve("project")));
    }

    /** A project with the template's placeholders. */
    static Workbench ofTheTemplate(Class<?> story) throws IOException, InterruptedException {
        var folder = emptied(story);
        return of(folder, Project.template(folder.resolve("project")));
    }

    /** The story's folder for other files. */
    Path folder() {
        return project.folder().getParent();
    }

    private static Workbench of(Path folder, Project project) throws IOException, InterruptedException {
        var aws = SimulatedAws.start(folder);
        return new Workbench(project, aws, new Pulumi(folder, project, aws));
    }

    /** Uses the credentials of the job that deploys to an environment from now on. */
    void deploying(String environment) {
        as(environment + "DeployRole", GitHubToken.ofAJobOf(environment));
    }

    /** Uses the credentials of a job with this token from now on, in the role of the foundation's output. */
    void as(String role, String token) {
        pulumi.as(aws.assume(pulumi.outputs("foundation").path(role).asText(), token));
    }

    /** Deploys the foundation, which everything else needs. */
    void deployFoundation() {
        pulumi.init("foundation");
        pulumi.up("foundation").succeeded();
    }

    /** Keeps logs and state in target/engine-tests, and deletes the copy of the project. */
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

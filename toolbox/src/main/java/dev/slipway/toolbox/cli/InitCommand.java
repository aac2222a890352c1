package dev.slipway.toolbox.cli;

import dev.slipway.Environment;
import dev.slipway.EstatePlans;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.toolbox.cloud.GitHub;
import dev.slipway.toolbox.diagram.Architecture;
import dev.slipway.toolbox.diagram.Svg;
import dev.slipway.toolbox.init.Answers;
import dev.slipway.toolbox.init.ProjectFiles;
import dev.slipway.toolbox.init.Questions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

@Command(
        name = "init",
        description = {
            "Makes this copy of the template your own.",
            "Writes the project's name into Pulumi.yaml, and the account, the region, the zone, the repository and an address into the stacks' files. Everything else in them stays, comments too. Asks for what is not given; a second run proposes what the files have. Needs no AWS account and changes nothing there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway init                       asks",
            "  ./slipway init --name shop --zone acme.dev --account 123456789012 \\",
            "      --email team@acme.dev --defaults",
            "  ./slipway init --region eu-west-1 --defaults --dry-run"
        })
final class InitCommand implements Callable<Integer> {

    private static final String PICTURE = "docs/architecture.svg";

    @Spec
    private CommandSpec command;

    @Option(
            names = "--name",
            paramLabel = "<name>",
            description = "The project's name, with which all resources' names begin.")
    private String name;

    @Option(names = "--zone", paramLabel = "<domain>", description = "The DNS zone of the environments' host names.")
    private String zone;

    @Option(names = "--region", paramLabel = "<region>", description = "The AWS region.")
    private String region;

    @Option(names = "--account", paramLabel = "<id>", description = "The AWS account's id.")
    private String account;

    @Option(
            names = "--repository",
            paramLabel = "<owner/name>",
            description = "The GitHub repository that deploys. By default the remote origin.")
    private String repository;

    @Option(
            names = "--email",
            paramLabel = "<address>",
            description = "The address that gets alarms and notifications of the budget.")
    private String email;

    @Option(names = "--defaults", description = "Ask nothing: keep what is not given, or take what git knows.")
    private boolean defaults;

    @Option(names = "--dry-run", description = "Only say which files would change.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var out = command.commandLine().getOut();
        var directory = StackArgument.directory();
        var files = ProjectFiles.of(directory);
        var proposed = proposals(directory, files.answers());
        var answers = defaults ? proposed : asked(files, proposed);
        answers = withIds(answers, files.answers());
        refuse(files, answers);
        var changed = files.with(answers);
        var names = new ArrayList<>(changed.changed());
        if (!names.isEmpty() && !dryRun) {
            changed.write();
        }
        if (!dryRun && redraw(directory)) {
            names.add(PICTURE);
        }
        if (names.isEmpty()) {
            out.println("Nothing to change.");
            return 0;
        }
        out.println(dryRun ? "These files would change:" : "Written:");
        names.forEach(file -> out.println("  " + file));
        if (!dryRun) {
            out.println();
            out.println("Next: ./slipway rehearse staging, and docs/delivery.md to set up the AWS account.");
        }
        return 0;
    }

    /** What the options say, then the files, then git; empty texts for what nothing says. */
    private Answers proposals(Path directory, Answers files) {
        var folder =
                directory.getFileName() == null ? "" : directory.getFileName().toString();
        return new Answers(
                given(name, files.name().equals("slipway") ? name(folder) : files.name()),
                given(zone, real(files.zone())),
                given(region, files.region()),
                given(account, real(files.account())),
                given(
                        repository,
                        Optional.of(real(files.repository()))
                                .filter(known -> !known.isEmpty())
                                .or(() -> GitHub.repository(directory))
                                .orElse("")),
                given(
                        email,
                        Optional.of(real(files.email()))
                                .filter(known -> !known.isEmpty())
                                .or(() -> GitHub.email(directory))
                                .orElse("")));
    }

    private static String given(String option, String otherwise) {
        return option == null ? otherwise : option.strip();
    }

    private static String real(String value) {
        return ProjectFiles.isPlaceholder(value) ? "" : value;
    }

    /** A project's name of a folder's. */
    private static String name(String folder) {
        var name = folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-$", "");
        return name.isEmpty() || name.length() > 15 ? "slipway" : name;
    }

    @SuppressWarnings(
            "SystemConsoleNull") // JDK 25's own console is null without a terminal, that of JDK 22 to 24 was not.
    private Answers asked(ProjectFiles files, Answers proposed) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no terminal to ask in: give the options, and --defaults for the rest");
        }
        return asked(
                files,
                proposed,
                new Questions(
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        command.commandLine().getOut()));
    }

    /** Asks for each answer that no option gives. */
    Answers asked(ProjectFiles files, Answers proposed, Questions questions) {
        var answers = proposed;
        answers = ask(questions, files, name, "Project's name", answers, Answers::name, Answers::withName);
        answers = ask(questions, files, zone, "DNS zone", answers, Answers::zone, Answers::withZone);
        answers = ask(questions, files, region, "AWS region", answers, Answers::region, Answers::withRegion);
        answers = ask(questions, files, account, "AWS account", answers, Answers::account, Answers::withAccount);
        answers = ask(
                questions,
                files,
                repository,
                "GitHub repository",
                answers,
                Answers::repository,
                Answers::withRepository);
        return ask(questions, files, email, "Address for alarms", answers, Answers::email, Answers::withEmail);
    }

    private static Answers ask(
            Questions questions,
            ProjectFiles files,
            String option,
            String question,
            Answers answers,
            Function<Answers, String> part,
            BiFunction<Answers, String, Answers> with) {
        return option != null
                ? answers
                : with.apply(
                        answers,
                        questions.ask(
                                question,
                                part.apply(answers),
                                answer -> files
                                        .with(with.apply(answers, answer).or(files.answers()))
                                        .problems(Environment.architecture().kinds())
                                        .values()
                                        .stream()
                                        .flatMap(List::stream)
                                        .filter(problem -> problem.value().contains(answer))
                                        .map(problem -> problem.what() + ": " + problem.fix())
                                        .findFirst()));
    }

    /** By GitHub's ids, AWS distinguishes a repository from a later one of the same name. */
    private Answers withIds(Answers answers, Answers former) {
        var repository = answers.repository();
        var known = former.repository();
        if (repository.isEmpty() || repository.contains("@") || dryRun) {
            return answers;
        }
        if (known.replaceAll("@\\d+", "").equals(repository)) {
            return answers.withRepository(known);
        }
        var found = GitHub.withIds(repository);
        if (found.isEmpty()) {
            command.commandLine()
                    .getErr()
                    .println("GitHub's ids of " + repository
                            + " are not known (is gh installed and signed in?). AWS admits"
                            + " a repository that was created after 2026-07-15 only with them: docs/settings.md,"
                            + " foundation.repository");
        }
        return answers.withRepository(found.orElse(repository));
    }

    /** Refuses answers that are missing or invalid, all at once, before anything is written. */
    private void refuse(ProjectFiles files, Answers answers) {
        var options = new TreeMap<>(Map.of(
                "--account", answers.account(),
                "--email", answers.email(),
                "--name", answers.name(),
                "--region", answers.region(),
                "--repository", answers.repository(),
                "--zone", answers.zone()));
        options.values().removeIf(value -> !value.isEmpty() && !ProjectFiles.isPlaceholder(value));
        var missing = options.keySet();
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "the files have only placeholders for these options: " + String.join(", ", missing));
        }
        var created = files.created();
        if (!created.isEmpty() && !answers.name().equals(files.answers().name())) {
            throw new ParameterException(
                    command.commandLine(),
                    "the project cannot be renamed: %s was created as %s, and all of its resources have that name"
                            .formatted(
                                    String.join(", ", created), files.answers().name()));
        }
        var problems = files.with(answers).problems(Environment.architecture().kinds());
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join(
                            System.lineSeparator(),
                            problems.entrySet().stream()
                                    .map(file -> new SettingsProblems(file.getKey(), file.getValue()).getMessage())
                                    .toList())
                    + System.lineSeparator()
                    + "Nothing was written.");
        }
    }

    /** Draws the picture of the README again, which has the names of the estate. */
    private static boolean redraw(Path directory) {
        var picture = directory.resolve(PICTURE);
        try {
            if (!Files.exists(picture) || !Files.exists(directory.resolve("Pulumi.prod.yaml"))) {
                return false;
            }
            var drawn = Svg.of(Architecture.of(EstatePlans.of(directory).plan("prod")));
            if (drawn.equals(Files.readString(picture))) {
                return false;
            }
            Files.writeString(picture, drawn);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(picture + " cannot be written: " + e.getMessage(), e);
        }
    }
}

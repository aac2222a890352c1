package dev.slipway;

import com.pulumi.Context;
import dev.slipway.architecture.Architecture;
import dev.slipway.changes.Change;
import dev.slipway.changes.Changes;
import dev.slipway.changes.Running;
import dev.slipway.plan.Answers;
import dev.slipway.plan.AwsAnswers;
import dev.slipway.plan.Evaluation;
import dev.slipway.plan.EvaluationException;
import dev.slipway.plan.LayeredAnswers;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Stack;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.SettingsProblems;
import dev.slipway.settings.stack.StackConfig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Evaluates the plans of an estate's stacks. A stack reference gets its outputs from the other stack's plan, so an
 * environment is planned together with its foundation.
 */
public final class EstatePlans {

    private final Path directory;
    private final Architecture architecture;
    private final Function<StackConfig, Consumer<Context>> program;
    private final UnaryOperator<Answers> answering;

    private EstatePlans(
            Path directory,
            Architecture architecture,
            Function<StackConfig, Consumer<Context>> program,
            UnaryOperator<Answers> answering) {
        this.directory = directory;
        this.architecture = architecture;
        this.program = program;
        this.answering = answering;
    }

    /** The plans of this project's own estate. */
    public static EstatePlans of(Path directory) {
        return of(directory, Environment.architecture());
    }

    /** The plans of the stacks in a project's directory, with these services in its environments. */
    public static EstatePlans of(Path directory, Architecture architecture) {
        return new EstatePlans(
                directory,
                architecture,
                config -> Estate.of(config, architecture, directory),
                UnaryOperator.identity());
    }

    /**
     * The plans of the stacks in a project's directory.
     *
     * @param program creates the program of a stack from its configuration
     */
    public static EstatePlans of(Path directory, Function<StackConfig, Consumer<Context>> program) {
        return new EstatePlans(directory, Environment.architecture(), program, UnaryOperator.identity());
    }

    /** A copy with other answers on top of AWS's: the function gets the answers to fall back to. */
    public EstatePlans answering(UnaryOperator<Answers> answers) {
        return new EstatePlans(directory, architecture, program, answers);
    }

    /**
     * The plan of a stack as its files describe it.
     *
     * @throws SettingsProblems if its settings, or those of a stack that it refers to, are wrong
     * @throws EvaluationException if its program fails
     */
    public Plan plan(String stack) {
        return plan(StackConfig.fromFiles(directory, stack));
    }

    /** The plan of a stack whose configuration comes from elsewhere, such as from the engine. */
    public Plan plan(StackConfig config) {
        return plan(config, Set.of());
    }

    /**
     * What an environment's settings would replace, interrupt or delete, compared with its former settings; empty for a
     * foundation.
     *
     * @param before the same project with its former files
     * @throws SettingsProblems if the settings now or before are wrong
     * @throws EvaluationException if the program fails with the former settings
     */
    public List<Change> changes(String stack, EstatePlans before) {
        return SettingsReader.read(StackConfig.fromFiles(directory, stack), architecture.kinds())
                        instanceof EnvironmentSettings requested
                ? Changes.of(running(before.plan(stack)), requested, architecture)
                : List.of();
    }

    /** Warnings about a stack's settings, as sentences. */
    public List<String> warnings(String stack) {
        return SettingsReader.warnings(StackConfig.fromFiles(directory, stack), architecture.names());
    }

    /** The resources that would run if the plan of an environment were deployed. */
    public static Running running(Plan plan) {
        return new Running(
                plan.environment(),
                plan.resources().stream()
                        .map(resource -> new Running.Resource(resource.type(), resource.name(), resource.state()))
                        .toList());
    }

    private Plan plan(StackConfig config, Set<String> referring) {
        var answers = answering.apply(new WithReferences(config, referring));
        try {
            return Evaluation.of(stack(config), answers).plan(program.apply(config));
        } catch (EvaluationException e) {
            for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SettingsProblems problems) {
                    throw problems;
                }
            }
            throw e;
        }
    }

    /** The stack of a configuration, for an evaluation. */
    static Stack stack(StackConfig config) {
        return new Stack(config.project(), config.stack(), config.values(), config.secretKeys());
    }

    /** AWS's answers, and the outputs of the other stacks. */
    private final class WithReferences implements LayeredAnswers {

        private final Answers aws;
        private final Set<String> referring;
        private final Map<String, Map<String, Object>> outputs = new ConcurrentHashMap<>();

        WithReferences(StackConfig config, Set<String> referring) {
            this.aws = AwsAnswers.of(stack(config));
            var all = new HashSet<>(referring);
            all.add(config.stack());
            this.referring = all;
        }

        @Override
        public Answers others() {
            return aws;
        }

        /** A stack that refers to itself reads the outputs of its last update; before the first update there are none. */
        @Override
        public Map<String, Object> stackOutputs(String stackName) {
            var stack = stackName.substring(stackName.lastIndexOf('/') + 1);
            if (referring.contains(stack) || !Files.exists(directory.resolve("Pulumi." + stack + ".yaml"))) {
                return Map.of();
            }
            return outputs.computeIfAbsent(
                    stack,
                    name -> plan(StackConfig.fromFiles(directory, name), referring)
                            .outputs());
        }
    }
}

package dev.slipway.plan;

import com.pulumi.Context;
import com.pulumi.test.TestOptions;
import com.pulumi.test.internal.PulumiTestInternal;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Runs a Pulumi program against a recorder instead of the engine.
 *
 * <p>All values are known to the program, as in an update: the providers' answers come from {@link Answers}.
 */
public final class Evaluation {

    private final Stack stack;
    private final Answers answers;

    private Evaluation(Stack stack, Answers answers) {
        this.stack = stack;
        this.answers = answers;
    }

    /** An evaluation of this stack, with these answers instead of providers. */
    public static Evaluation of(Stack stack, Answers answers) {
        return new Evaluation(stack, answers);
    }

    /**
     * Runs the program to its end.
     *
     * @throws EvaluationException with the program's own message, if it fails
     */
    public Plan plan(Consumer<Context> program) {
        var recorder = new Recorder(stack, answers);
        var pulumi = PulumiTestInternal.builder()
                .options(TestOptions.builder()
                        .projectName(stack.project())
                        .stackName(stack.name())
                        .preview(false)
                        .build())
                .config(stack.config(), stack.secretKeys())
                .standardLogger(silent())
                .deploymentFactory(recorder::deployment)
                .monitorDecorator(ignored -> recorder)
                .build();
        try {
            var result = pulumi.runTest(context -> Statements.run(() -> program.accept(context)));
            if (result.exitCode() != 0 || !result.errors().isEmpty()) {
                throw failure(result.exceptions(), result.errors());
            }
            return recorder.plan();
        } finally {
            PulumiTestInternal.cleanup();
        }
    }

    private static EvaluationException failure(List<Exception> exceptions, List<String> errors) {
        if (exceptions.isEmpty()) {
            return new EvaluationException(errors.stream().distinct().collect(Collectors.joining("\n")), null);
        }
        Throwable cause = exceptions.getFirst();
        while (cause.getCause() != null && wraps(cause)) {
            cause = cause.getCause();
        }
        return new EvaluationException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }

    /** Whether an exception is a wrapper that a future or the SDK put around the program's own exception. */
    private static boolean wraps(Throwable exception) {
        return exception instanceof CompletionException
                || exception.getClass().getName().startsWith("com.pulumi.serialization.");
    }

    /** The SDK also logs a program's failure; the caller gets it as an exception, so the log is silenced. */
    private static Logger silent() {
        var logger = Logger.getLogger(Evaluation.class.getName());
        logger.setLevel(Level.OFF);
        return logger;
    }
}

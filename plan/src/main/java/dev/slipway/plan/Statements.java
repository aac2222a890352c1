package dev.slipway.plan;

import java.lang.StackWalker.StackFrame;
import java.util.concurrent.CompletableFuture;

/**
 * Distinguishes a program's own statements, which have an order, from callbacks of {@code apply}, which have none.
 */
final class Statements {

    private static final String PROGRAM = Statements.class.getName();
    private static final String VALUE = CompletableFuture.class.getName();

    private Statements() {}

    static void run(Runnable program) {
        program.run();
    }

    /**
     * Whether the caller runs in the program's own statements. The thread does not show this: if a value is already
     * available, its callbacks run at once, between the statements.
     */
    static boolean running() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1)
                        .map(StackFrame::getClassName)
                        .filter(name -> name.equals(PROGRAM) || name.startsWith(VALUE))
                        .findFirst()
                        .filter(PROGRAM::equals)
                        .isPresent());
    }
}

package dev.slipway.plan;

import java.lang.StackWalker.StackFrame;
import java.util.concurrent.CompletableFuture;

/**
 * A program's own statements, which have an order; what it hangs on a value that comes later, by {@code apply}, has none.
 */
final class Statements {

    private static final String PROGRAM = Statements.class.getName();
    private static final String VALUE = CompletableFuture.class.getName();

    private Statements() {}

    static void run(Runnable program) {
        program.run();
    }

    /**
     * Whether the program has come here by its own statements. The thread does not show it: where the value is there already, what
     * hangs on it runs at once, in the middle of them.
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

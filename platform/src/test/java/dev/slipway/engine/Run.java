package dev.slipway.engine;

import org.assertj.core.api.Assertions;

/**
 * The result of a command.
 *
 * @param what the command, for messages
 * @param exit its exit code
 * @param out its output on stdout
 * @param err its output on stderr
 */
record Run(String what, int exit, String out, String err) {

    /** Checks that the run succeeded. */
    Run succeeded() {
        Assertions.assertThat(exit)
                .as("exit code of %s, with the output:%n%s", what, said())
                .isZero();
        return this;
    }

    /** Checks that the run failed with a clear message, without a stack trace. */
    Run refused() {
        Assertions.assertThat(exit)
                .as("exit code of %s, with the output:%n%s", what, said())
                .isNotZero();
        Assertions.assertThat(said())
                .as("what %s said", what)
                .doesNotContain("Caused by:")
                .doesNotContainPattern("(?m)^\\s*at [\\w.$/]+\\(");
        return this;
    }

    String said() {
        return out + err;
    }
}

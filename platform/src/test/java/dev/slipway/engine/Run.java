package dev.slipway.engine;

import org.assertj.core.api.Assertions;

/**
 * What a command did.
 *
 * @param what the command, for a reader
 * @param exit its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Run(String what, int exit, String out, String err) {

    /** This run, which went well. */
    Run succeeded() {
        Assertions.assertThat(exit)
                .as("exit code of %s, which said:%n%s", what, said())
                .isZero();
        return this;
    }

    /** This run, which was refused in plain words: no stack trace. */
    Run refused() {
        Assertions.assertThat(exit)
                .as("exit code of %s, which said:%n%s", what, said())
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

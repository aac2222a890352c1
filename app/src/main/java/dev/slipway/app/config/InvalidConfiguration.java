package dev.slipway.app.config;

import java.util.List;

/** The environment does not make a configuration; every problem is listed, no value of a secret among them. */
public final class InvalidConfiguration extends RuntimeException {

    private final transient List<String> problems;

    InvalidConfiguration(List<String> problems) {
        super("the environment has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each: the variable, what is wrong with it, the mend. */
    public List<String> problems() {
        return problems;
    }
}

package dev.slipway.app.config;

import java.util.List;

/** The environment is not a valid configuration. Every problem is listed, without the values of secrets. */
public final class InvalidConfiguration extends RuntimeException {

    private final transient List<String> problems;

    InvalidConfiguration(List<String> problems) {
        super("the environment has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem: the variable, what is wrong with it, how to fix it. */
    public List<String> problems() {
        return problems;
    }
}

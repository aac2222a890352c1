package dev.slipway.settings.stack;

import java.util.List;

/** The settings of a stack cannot be deployed. The message is the formatted list of problems. */
public final class SettingsProblems extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final transient List<Problem> problems;

    /**
     * Lists the problems of one file.
     *
     * @param file the file's name, such as {@code Pulumi.staging.yaml}
     * @param problems at least one
     */
    public SettingsProblems(String file, List<Problem> problems) {
        super(ProblemList.text(file, problems), null, false, false);
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    public String file() {
        return file;
    }

    public List<Problem> problems() {
        return problems;
    }
}

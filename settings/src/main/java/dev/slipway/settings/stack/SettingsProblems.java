package dev.slipway.settings.stack;

import java.util.List;

/** A stack's file says what cannot be raised. The message is the whole list, fit to be printed as it is. */
public final class SettingsProblems extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final transient List<Problem> problems;

    /**
     * Lists what is wrong in one file.
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

package dev.slipway.toolbox.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/** Questions in a terminal. An invalid answer is explained, and the question is asked again. */
public record Questions(BufferedReader in, PrintWriter out) {

    /**
     * The answer to a question.
     *
     * @param proposal the answer that an empty line gives; empty if there is none
     * @param problem what is wrong with an answer and how to fix it, if something is
     * @throws IllegalStateException if the input ends
     */
    public String ask(String question, String proposal, Function<String, Optional<String>> problem) {
        while (true) {
            out.print(proposal.isEmpty() ? question + ": " : "%s [%s]: ".formatted(question, proposal));
            out.flush();
            var line = line().strip();
            var answer = line.isEmpty() ? proposal : line;
            var wrong = answer.isEmpty() ? Optional.of("needs an answer") : problem.apply(answer);
            if (wrong.isEmpty()) {
                return answer;
            }
            out.println("  " + wrong.get());
        }
    }

    private String line() {
        try {
            var line = in.readLine();
            if (line == null) {
                throw new IllegalStateException("The input has ended. Nothing was written.");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

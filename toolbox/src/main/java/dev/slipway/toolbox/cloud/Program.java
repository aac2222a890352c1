package dev.slipway.toolbox.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** A command of this machine that answers on its standard output. */
public final class Program {

    private Program() {}

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param output its output, without blanks around it
     * @param errors its error output, as one line
     */
    public record Result(int code, String output, String errors) {}

    /**
     * The answer.
     *
     * @param name how messages call it
     * @throws CloudFailure with its error output, if it fails
     * @throws IOException if it does not start
     */
    static String output(String name, ProcessBuilder command) throws IOException {
        var result = result(name, command);
        if (result.code() != 0) {
            throw new CloudFailure("%s failed: %s".formatted(name, result.errors()));
        }
        return result.output();
    }

    /**
     * The answer of a command whose exit code is part of it.
     *
     * @param name how messages call it
     * @throws IOException if it does not start
     */
    static Result result(String name, ProcessBuilder command) throws IOException {
        var process = command.start();
        process.getOutputStream().close();
        var errors = new ArrayList<String>();
        var reader = Thread.ofVirtual()
                .start(() -> process.errorReader(StandardCharsets.UTF_8).lines().forEach(errors::add));
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            reader.join();
            return new Result(
                    process.waitFor(), output, String.join(" ", errors).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudFailure(name + " was interrupted");
        }
    }
}

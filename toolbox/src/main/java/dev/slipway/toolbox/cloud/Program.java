package dev.slipway.toolbox.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** A command of this machine that answers on its standard output. */
final class Program {

    private Program() {}

    /**
     * The answer.
     *
     * @param name how messages call it
     * @throws CloudFailure with its error output, if it fails
     * @throws IOException if it does not start
     */
    static String output(String name, ProcessBuilder command) throws IOException {
        var process = command.start();
        process.getOutputStream().close();
        var errors = new ArrayList<String>();
        var reader = Thread.ofVirtual()
                .start(() -> process.errorReader(StandardCharsets.UTF_8).lines().forEach(errors::add));
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            reader.join();
            if (process.waitFor() != 0) {
                throw new CloudFailure(
                        "%s failed: %s".formatted(name, String.join(" ", errors).strip()));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudFailure(name + " was interrupted");
        }
    }
}

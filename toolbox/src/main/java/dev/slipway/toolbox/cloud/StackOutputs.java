package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The outputs of a deployed stack, from Pulumi's state. Those that are secret are not decrypted. */
public final class StackOutputs {

    private final JsonNode values;

    private StackOutputs(JsonNode values) {
        this.values = values;
    }

    /**
     * Reads them.
     *
     * @throws CloudFailure if Pulumi is missing or not signed in, or the stack does not exist
     */
    public static StackOutputs read(Path project, String stack) {
        return read(project, stack, "pulumi");
    }

    static StackOutputs read(Path project, String stack, String program) {
        var command = new ProcessBuilder(program, "--non-interactive", "stack", "output", "--json", "--stack", stack)
                .directory(project.toFile());
        String text;
        try {
            text = Program.output("pulumi stack output", command);
        } catch (IOException e) {
            throw new CloudFailure("Pulumi (pulumi) does not run: " + e.getMessage()
                    + ". Install it, and sign in to your state with pulumi login.");
        }
        try {
            return new StackOutputs(new ObjectMapper().readTree(text));
        } catch (IOException e) {
            throw new CloudFailure("pulumi stack output did not answer with JSON.");
        }
    }

    /** An output that is text; empty if the stack does not have it. */
    public Optional<String> text(String name) {
        return Optional.of(values.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}

package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;

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
        return new StackOutputs(new PulumiCli(project, program)
                .json("stack", "output", "--json", "--non-interactive", "--stack", stack));
    }

    /** An output that is text; empty if the stack does not have it. */
    public Optional<String> text(String name) {
        return Optional.of(values.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}

package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.settings.AccountSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The AWS CLI, signed in to the account and region of a stack. */
public final class Aws {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccountSettings account;
    private final String program;

    /**
     * Signs in.
     *
     * @throws CloudFailure if the CLI is missing, cannot sign in, or is signed in to another account
     */
    public Aws(AccountSettings account) {
        this(account, "aws");
    }

    Aws(AccountSettings account, String program) {
        this.account = account;
        this.program = program;
        var signedIn = json("sts", "get-caller-identity").path("Account").asText();
        if (!signedIn.equals(account.id())) {
            throw new CloudFailure(
                    "The AWS CLI is signed in to the account %s, and the stack's account is %s. Sign in to that one, for example with AWS_PROFILE."
                            .formatted(signedIn, account.id()));
        }
    }

    /**
     * The answer to a call.
     *
     * @throws CloudFailure with AWS's message
     */
    public JsonNode json(String... arguments) {
        var text = text(arguments);
        try {
            return JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (IOException e) {
            throw new CloudFailure("The AWS CLI did not answer with JSON to: aws " + String.join(" ", arguments));
        }
    }

    /** The output of a call as text. */
    public String text(String... arguments) {
        try {
            return Program.output(
                    "aws %s %s".formatted(arguments[0], arguments[1]), new ProcessBuilder(command(arguments)));
        } catch (IOException e) {
            throw new CloudFailure(
                    "The AWS CLI (aws) does not run: " + e.getMessage() + ". Install version 2, and sign in.");
        }
    }

    /** Starts a call that goes on in the background; its output is discarded. */
    public Process start(String... arguments) {
        try {
            return new ProcessBuilder(command(arguments))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--region", account.region(), "--output", "json"));
        account.profile().ifPresent(profile -> command.addAll(List.of("--profile", profile)));
        return command;
    }
}

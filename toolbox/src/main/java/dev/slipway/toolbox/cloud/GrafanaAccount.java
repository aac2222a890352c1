package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A service account of a Grafana workspace that exists only for one run. Grafana's HTTP API needs a token, and only a service
 * account has one ("Use service accounts to authenticate with the Grafana HTTP APIs"). Only administrators may change data
 * sources. Ctrl-C deletes it too; after a kill, the next run does.
 */
final class GrafanaAccount implements AutoCloseable {

    static final String NAME = "slipway-grafana";

    private static final int SECONDS = 300;

    private final Aws aws;
    private final String workspace;
    private final PrintWriter progress;
    private final Thread atExit = Thread.ofPlatform().unstarted(this::delete);
    private final String token;

    private boolean exists;
    private boolean ended;

    /**
     * Creates it, and deletes one that an interrupted run left.
     *
     * @throws CloudFailure with AWS's message
     */
    GrafanaAccount(Aws aws, String workspace, PrintWriter progress) {
        this.aws = aws;
        this.workspace = workspace;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            token = create();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The token, which is valid for some minutes. */
    String token() {
        return token;
    }

    private synchronized String create() {
        if (ended) {
            throw new CloudFailure("Interrupted.");
        }
        say("Creating a service account of Grafana for this run");
        deleteAll();
        exists = true;
        var account = call("create-workspace-service-account", "--name", NAME, "--grafana-role", "ADMIN")
                .path("id")
                .asText();
        var key = call(
                        "create-workspace-service-account-token",
                        "--service-account-id",
                        account,
                        "--name",
                        NAME,
                        "--seconds-to-live",
                        Integer.toString(SECONDS))
                .at("/serviceAccountToken/key")
                .asText();
        // An invalid header would be quoted in a message.
        if (!key.matches("[!-~]+")) {
            throw new CloudFailure("AWS did not answer with a token.");
        }
        return key;
    }

    private JsonNode call(String operation, String... arguments) {
        var all = new ArrayList<>(List.of("grafana", operation, "--workspace-id", workspace));
        all.addAll(List.of(arguments));
        return aws.json(all.toArray(String[]::new));
    }

    private void deleteAll() {
        StreamSupport.stream(
                        call("list-workspace-service-accounts")
                                .path("serviceAccounts")
                                .spliterator(),
                        false)
                .filter(account -> account.path("name").asText().equals(NAME))
                .forEach(account -> call(
                        "delete-workspace-service-account",
                        "--service-account-id",
                        account.path("id").asText()));
    }

    /** Finds it by its name: if its creation was interrupted, its id is not known. */
    private synchronized void delete() {
        ended = true;
        if (!exists) {
            return;
        }
        exists = false;
        say("Deleting the service account");
        try {
            deleteAll();
        } catch (CloudFailure e) {
            say("%s of %s is not deleted; its token ends in %d minutes, and the next run deletes it. %s"
                    .formatted(NAME, workspace, SECONDS / 60, e.getMessage()));
        }
    }

    private void say(String line) {
        progress.println(line);
        progress.flush();
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs.
        }
    }
}

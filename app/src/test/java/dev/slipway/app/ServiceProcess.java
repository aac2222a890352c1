package dev.slipway.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A service in a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {

    private static final String CLASSES = System.getProperty("java.class.path");
    private static final Pattern SERVING = Pattern.compile("serving on port (\\d+)");

    private final Process process;
    private final Thread reader;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServiceProcess(List<String> command, Map<String, String> variables) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(Running.environment(variables));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Runs until it serves and is ready. */
    static ServiceProcess start(Map<String, String> variables) {
        return start(List.of(), variables);
    }

    /** The same, by way of another command that runs its arguments. */
    static ServiceProcess start(List<String> wrapper, Map<String, String> variables) {
        var service = new ServiceProcess(command(wrapper, "serve"), variables);
        Running.await("the process to be ready", () -> service.get("/readyz").statusCode() == 200);
        return service;
    }

    /** What a command that ends by itself said and how it ended. */
    record Outcome(int exitCode, String output) {}

    static Outcome run(String argument, Map<String, String> variables) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(List.of(), argument)).redirectErrorStream(true);
        builder.environment().putAll(Running.environment(variables));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** A command of a version with migrations of its own, while it runs. */
    static Process begin(String argument, Map<String, String> variables, Path migrations) throws IOException {
        var command = command(List.of(), argument);
        command.replaceAll(part -> part.equals(CLASSES) ? migrations + File.pathSeparator + CLASSES : part);
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Running.environment(variables));
        return builder.start();
    }

    private static List<String> command(List<String> wrapper, String argument) {
        var command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                CLASSES,
                Main.class.getName(),
                argument));
        return command;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                var match = SERVING.matcher(line);
                if (match.find()) {
                    port.complete(Integer.parseInt(match.group(1)));
                }
            }
        } catch (IOException e) {
            log.add(e.toString());
        }
        port.completeExceptionally(new AssertionError("ended before it served: " + log));
    }

    int port() {
        return port.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Every line so far. */
    List<String> log() {
        return log;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-API-Key", Running.KEY);
    }

    /** SIGKILL: no handler runs, no buffer is flushed. */
    void kill() throws InterruptedException {
        process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy(); // Process.destroy would close the log with it
        var code = process.waitFor();
        reader.join();
        return code;
    }

    @Override
    public void close() {
        process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        client.close();
    }
}

package dev.slipway.toolbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium. */
final class Chromium implements AutoCloseable {

    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final DevTools browser;
    private final URI address;

    /** @param profile an empty folder for what the browser writes */
    Chromium(Path profile) throws IOException {
        process = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        // It opens only our own page, and its sandbox does not work for root.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-dev-shm-usage",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = process.errorReader();
        address = URI.create(lines.lines()
                .filter(line -> line.startsWith(LISTENING))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium has ended before it was ready"))
                .substring(LISTENING.length()));
        Thread.ofVirtual().start(() -> drain(lines));
        browser = new DevTools(client, address);
    }

    /** Opens a page and waits until it is loaded. */
    Page open(URI page) {
        var target = browser.call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        return new Page(new DevTools(client, address.resolve("/devtools/page/" + target)), page);
    }

    @Override
    public void close() {
        // So that it removes its own files, in contrast to a signal.
        browser.call("Browser.close", Map.of());
        process.onExit()
                .completeOnTimeout(process, 10, TimeUnit.SECONDS)
                .thenCompose(ended -> ended.destroyForcibly().onExit())
                .join();
        client.shutdownNow();
    }

    private static void drain(BufferedReader lines) {
        try (lines) {
            while (lines.readLine() != null) {
                // A full pipe would stop the browser.
            }
        } catch (IOException e) {
            // The browser has ended.
        }
    }

    private static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips a test, with one line on the console, if a machine has no Chromium. */
    static final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (program().isPresent()) {
                return ConditionEvaluationResult.enabled("there is a Chromium");
            }
            var reason = "The tests of the report in a browser are skipped: chromium is not on the PATH.";
            if (context.getTestMethod().isEmpty()) {
                System.out.println(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }

    /** A page in a tab of its own. */
    static final class Page {

        private final DevTools tab;

        private Page(DevTools tab, URI address) {
            this.tab = tab;
            for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
                tab.call(domain + ".enable", Map.of());
            }
            tab.call("Page.navigate", Map.of("url", address.toString()));
            tab.await("Page.loadEventFired");
        }

        /** @param scheme {@code light} or {@code dark} */
        Page seen(String scheme, int width) {
            tab.call(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            tab.call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
            return this;
        }

        /** The value of a JavaScript expression; that of a promise when it is fulfilled. */
        JsonNode value(String expression) {
            var answer = tab.call(
                    "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
            if (answer.has("exceptionDetails")) {
                throw new AssertionError(answer.path("exceptionDetails").toPrettyString());
            }
            return answer.at("/result/value");
        }

        void press(String key, int code) {
            for (var type : List.of("keyDown", "keyUp")) {
                tab.call(
                        "Input.dispatchKeyEvent",
                        Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
            }
        }

        void type(String text) {
            text.chars()
                    .forEach(character -> tab.call(
                            "Input.dispatchKeyEvent", Map.of("type", "char", "text", Character.toString(character))));
        }

        /** The page on paper, as PDF in Base64. */
        String printed() {
            return tab.call("Page.printToPDF", Map.of("printBackground", false))
                    .path("data")
                    .asText();
        }

        /** The whole page as PNG in Base64. */
        String screenshot() {
            return tab.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                    .path("data")
                    .asText();
        }

        /** What the browser reported: uncaught exceptions, and errors and warnings on the console. */
        List<JsonNode> complaints() {
            return Stream.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                    .flatMap(event -> tab.events(event).stream())
                    .toList();
        }

        /** The addresses that the page asked for, itself first. */
        List<String> requests() {
            return tab.events("Network.requestWillBeSent").stream()
                    .map(event -> event.at("/request/url").asText())
                    .toList();
        }
    }
}

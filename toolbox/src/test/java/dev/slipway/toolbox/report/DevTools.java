package dev.slipway.toolbox.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection to a browser, or to one of its tabs, with the Chrome DevTools Protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol</a>
 */
final class DevTools {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SECONDS = 60;

    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> firsts = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final WebSocket socket;

    DevTools(HttpClient client, URI address) {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    }

    /** Calls a method and waits for its result. */
    JsonNode call(String method, Map<String, Object> parameters) {
        var id = calls.incrementAndGet();
        var answer = answers.computeIfAbsent(id, _ -> new CompletableFuture<>());
        socket.sendText(
                        JSON.valueToTree(Map.of("id", id, "method", method, "params", parameters))
                                .toString(),
                        true)
                .join();
        var received = answer.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
        if (received.has("error")) {
            throw new AssertionError(method + ": " + received.path("error"));
        }
        return received.path("result");
    }

    /** Waits until an event has happened at least once. */
    void await(String method) {
        first(method).orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The parameters of the events of this kind so far. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    private CompletableFuture<JsonNode> first(String method) {
        return firsts.computeIfAbsent(method, _ -> new CompletableFuture<>());
    }

    private void received(String text) {
        try {
            var message = JSON.readTree(text);
            if (message.has("id")) {
                answers.computeIfAbsent(message.path("id").asInt(), _ -> new CompletableFuture<>())
                        .complete(message);
            } else {
                events.add(message);
                first(message.path("method").asText()).complete(message);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}

package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.plan.Plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The log lines of a service or job of a deployed environment, for people. */
public final class LogLines {

    /** What each line of one service has in common, or what comes first in the text. */
    private static final Set<String> NOT_SHOWN = Set.of("time", "level", "service", "environment", "message");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Aws aws;
    private final String group;
    private final Optional<String> filter;

    /** @param filter a filter pattern of CloudWatch Logs */
    public LogLines(Aws aws, Plan plan, String service, Optional<String> filter) {
        this.aws = aws;
        this.group = "/%s/%s/%s".formatted(plan.project(), plan.stack(), service);
        this.filter = filter;
    }

    /** The lines since a time, the oldest first. */
    public List<String> since(Instant start) {
        var lines = new ArrayList<String>();
        read(start, new HashSet<>(), lines::add);
        return lines;
    }

    /** Passes on the lines since a time, and those that come until the thread is interrupted. */
    public void follow(Instant start, Duration interval, Consumer<String> lines) throws InterruptedException {
        // Lines of one moment can arrive late, so the last minutes are read again.
        var seen = new HashSet<String>();
        var from = start;
        while (true) {
            read(from, seen, lines);
            Thread.sleep(interval);
            var recent = Instant.now().minus(Duration.ofMinutes(2));
            from = recent.isAfter(from) ? recent : from;
        }
    }

    private void read(Instant start, Set<String> seen, Consumer<String> lines) {
        var call = new ArrayList<>(List.of(
                "logs",
                "filter-log-events",
                "--log-group-name",
                group,
                "--start-time",
                Long.toString(start.toEpochMilli())));
        filter.ifPresent(pattern -> call.addAll(List.of("--filter-pattern", pattern)));
        for (var event : aws.json(call.toArray(String[]::new)).path("events")) {
            if (seen.add(event.path("eventId").asText())) {
                lines.accept(line(
                        event.path("message").asText(),
                        Instant.ofEpochMilli(event.path("timestamp").asLong())));
            }
        }
    }

    /** A line of JSON as time, level, message and the rest; any other line after the time of its arrival. */
    static String line(String message, Instant arrived) {
        try {
            var json = JSON.readTree(message);
            if (json.path("message").isTextual()) {
                var rest = json.properties().stream()
                        .filter(property -> !NOT_SHOWN.contains(property.getKey()))
                        .map(property -> property.getKey() + "=" + text(property.getValue()))
                        .collect(Collectors.joining(" "));
                return "%s %-5s %s %s"
                        .formatted(
                                json.path("time").asText(arrived.toString()),
                                json.path("level").asText(),
                                json.path("message").asText(),
                                rest)
                        .stripTrailing();
            }
        } catch (JsonProcessingException e) {
            // A line that the service did not write, such as the JVM's own.
        }
        return arrived + "       " + message.stripTrailing();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}

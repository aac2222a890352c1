package dev.slipway.app.ops;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.app.config.Configuration.Identity;
import dev.slipway.app.config.Configuration.LogLevel;
import dev.slipway.app.http.Exchange;
import dev.slipway.app.json.Json;
import dev.slipway.app.json.Timestamps;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log of the process: one JSON object a line on standard output, with the request id where there is one. */
public final class Logs {

    private static final LogLines LINES = new LogLines();
    /** The logger of the service; libraries only log warnings. The reference keeps the JDK from dropping its level. */
    private static final Logger OWN;

    private static volatile Identity identity = new Identity("slipway", "local", LogLevel.INFO);

    static {
        // The JDK's manager resets its handlers while the process stops, which would lose the last lines.
        System.setProperty("java.util.logging.manager", LastingManager.class.getName());
        OWN = Logger.getLogger("dev.slipway");
    }

    private Logs() {}

    /** Sends log records here, under default names. Call it first: the first logger of the process fixes its log manager. */
    public static void start() {
        start(identity);
    }

    /** Sends the log records of the JDK and of all libraries here. */
    public static void start(Identity name) {
        identity = name;
        var root = LogManager.getLogManager().getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new JsonHandler());
        root.setLevel(name.level() == LogLevel.DEBUG ? Level.INFO : Level.WARNING);
        OWN.setLevel(level(name.level()));
    }

    /** Logs what ends the process, without any logger. */
    public static void error(String message, Map<String, ? extends Iterable<String>> details) {
        LINES.add(json -> {
            begin(json, "ERROR", message);
            for (var detail : details.entrySet()) {
                json.writeArrayFieldStart(detail.getKey());
                for (var item : detail.getValue()) {
                    json.writeString(item);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    /** Logs one request. Bodies, queries and headers are left out: they may contain secrets. */
    public static void request(Exchange exchange, int status, long nanos, long bytes) {
        LINES.add(json -> {
            begin(json, "INFO", "request");
            json.writeStringField("requestId", exchange.requestId());
            json.writeStringField("traceId", exchange.trace().id());
            json.writeStringField("method", exchange.method());
            json.writeStringField("route", exchange.route());
            json.writeNumberField("status", status);
            json.writeNumberField("durationMicros", nanos / 1_000);
            json.writeNumberField("bytes", bytes);
            json.writeStringField("client", exchange.client());
            json.writeEndObject();
        });
    }

    /** Waits until all lines so far are written. */
    public static void flush() {
        LINES.flush();
    }

    private static void begin(JsonGenerator json, String level, String message) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", Timestamps.format(System.currentTimeMillis()));
        json.writeStringField("level", level);
        json.writeStringField("service", identity.service());
        json.writeStringField("environment", identity.environment());
        json.writeStringField("message", message);
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARN -> Level.WARNING;
            case ERROR -> Level.SEVERE;
        };
    }

    /** Keeps its handlers until the process ends. */
    public static final class LastingManager extends LogManager {
        @Override
        public void reset() {
            // keep the handlers
        }
    }

    private static final class JsonHandler extends Handler {

        @Override
        public void publish(LogRecord record) {
            LINES.add(line(record));
        }

        private static Json.Document line(LogRecord record) {
            return json -> {
                begin(json, name(record.getLevel()), message(record));
                json.writeStringField("logger", record.getLoggerName());
                if (Exchange.CURRENT.isBound()) {
                    json.writeStringField("requestId", Exchange.CURRENT.get().requestId());
                }
                if (record.getThrown() != null) {
                    var trace = new StringWriter();
                    record.getThrown().printStackTrace(new PrintWriter(trace));
                    json.writeStringField("exception", trace.toString());
                }
                json.writeEndObject();
            };
        }

        private static String name(Level level) {
            var value = level.intValue();
            return value >= Level.SEVERE.intValue()
                    ? "ERROR"
                    : value >= Level.WARNING.intValue() ? "WARN" : value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
        }

        private static String message(LogRecord record) {
            var text = String.valueOf(record.getMessage());
            var parameters = record.getParameters();
            if (parameters == null || parameters.length == 0 || !text.contains("{0")) {
                return text;
            }
            try {
                return MessageFormat.format(text, parameters);
            } catch (IllegalArgumentException e) {
                return text; // the braces are not a format
            }
        }

        @Override
        public void flush() {
            LINES.flush();
        }

        @Override
        public void close() {
            LINES.flush();
        }
    }
}

package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** The dashboard of an environment, from {@code dashboard.json}, in the form of Grafana 10 ("Dashboard JSON model"). */
public final class GrafanaDashboard {

    /** The uids of the data sources that its panels read. */
    static final String PROMETHEUS = "prometheus";

    static final String CLOUD_WATCH = "cloudwatch";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode json = template();

    /** @param availability the objective, in percent */
    public GrafanaDashboard(String environment, BigDecimal availability) {
        json.put("uid", environment).put("title", "Services of " + environment);
        set("environment", environment);
        set("objective", availability.movePointLeft(2).toPlainString());
    }

    private static ObjectNode template() {
        try (var file = GrafanaDashboard.class.getResourceAsStream("dashboard.json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a constant of the dashboard. */
    private void set(String name, String value) {
        for (var variable : json.at("/templating/list")) {
            if (variable.path("name").asText().equals(name)) {
                ((ObjectNode) variable)
                        .put("query", value)
                        .putObject("current")
                        .put("text", value)
                        .put("value", value);
            }
        }
    }

    /** Names the plugin of the data source that the panels read. */
    GrafanaDashboard readBy(String plugin) {
        json.findParents("uid").stream()
                .filter(reference -> reference.path("uid").asText().equals(PROMETHEUS))
                .forEach(reference -> ((ObjectNode) reference).set("type", TextNode.valueOf(plugin)));
        return this;
    }

    JsonNode json() {
        return json;
    }

    /** As a file that Grafana imports. */
    public byte[] file() {
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

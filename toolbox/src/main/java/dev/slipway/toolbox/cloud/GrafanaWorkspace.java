package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.net.URI;

/** The Grafana workspace of an environment. */
public final class GrafanaWorkspace {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The role of the workspace ("Workspace IAM Role" in grafana-aws-sdk); Managed Grafana has no other credentials. */
    private static final String WORKSPACE_ROLE = "ec2_iam_role";

    /** The interval of the collector. From a shorter one, Grafana would compute rates of a single sample. */
    private static final String SCRAPE_INTERVAL = "60s";

    /** From here on, only a plugin of its own signs requests ("Manually adding the Prometheus data source"). */
    private static final int PLUGIN_SINCE = 12;

    private final Aws aws;
    private final String region;
    private final PrintWriter progress;
    private final URI url;
    private final String id;
    private final String prometheus;

    /** @throws CloudFailure if the stack has none */
    public GrafanaWorkspace(Aws aws, String region, String stack, StackOutputs outputs, PrintWriter progress) {
        this.aws = aws;
        this.region = region;
        this.progress = progress;
        url = URI.create(output(outputs, stack, "grafana"));
        // A test's server is on this machine; the token is sent to no other in clear text.
        if (!"https".equals(url.getScheme()) && !"127.0.0.1".equals(url.getHost())) {
            throw new CloudFailure("The output 'grafana' is not an https URL: " + url);
        }
        id = url.getHost().replaceFirst("\\..*", "");
        prometheus = output(outputs, stack, "prometheus");
    }

    private static String output(StackOutputs outputs, String stack, String name) {
        return outputs.text(name)
                .orElseThrow(() -> new CloudFailure(
                        "%1$s has no output '%2$s': set observability.prometheus: true in Pulumi.%1$s.yaml, and run pulumi up -s %1$s."
                                .formatted(stack, name)));
    }

    /**
     * Creates or replaces the data sources and the dashboard.
     *
     * @return the dashboard's URL
     * @throws CloudFailure if AWS or Grafana refuses it
     */
    public URI publish(GrafanaDashboard dashboard) {
        var plugin = prometheusPlugin();
        try (var account = new GrafanaAccount(aws, id, progress);
                var grafana = new GrafanaApi(url, account.token())) {
            put(grafana, prometheus(plugin));
            put(grafana, cloudWatch());
            var content = JSON.createObjectNode().put("overwrite", true).put("message", "./slipway grafana");
            content.set("dashboard", dashboard.readBy(plugin).json());
            say("Writing the dashboard");
            var written = grafana.post("/api/dashboards/db", content);
            return url.resolve(written.path("url").asText());
        }
    }

    private String prometheusPlugin() {
        say("Looking up the Grafana workspace " + id);
        var workspace =
                aws.json("grafana", "describe-workspace", "--workspace-id", id).path("workspace");
        var status = workspace.path("status").asText();
        if (!status.equals("ACTIVE")) {
            throw new CloudFailure(
                    "The Grafana workspace %s is %s: run this again when it is ACTIVE.".formatted(id, status));
        }
        var version = workspace.path("grafanaVersion").asText();
        return Integer.parseInt(version.replaceFirst("\\..*", "")) < PLUGIN_SINCE
                ? "prometheus"
                : "grafana-amazonprometheus-datasource";
    }

    private ObjectNode prometheus(String plugin) {
        var source = source(GrafanaDashboard.PROMETHEUS, "Prometheus", plugin)
                .put("url", prometheus)
                .put("isDefault", true);
        source.putObject("jsonData")
                .put("httpMethod", "POST")
                .put("sigV4Auth", true)
                .put("sigV4AuthType", WORKSPACE_ROLE)
                .put("sigV4Region", region)
                .put("timeInterval", SCRAPE_INTERVAL);
        return source;
    }

    private ObjectNode cloudWatch() {
        var source = source(GrafanaDashboard.CLOUD_WATCH, "CloudWatch", "cloudwatch");
        source.putObject("jsonData").put("authType", WORKSPACE_ROLE).put("defaultRegion", region);
        return source;
    }

    private static ObjectNode source(String uid, String name, String plugin) {
        return JSON.createObjectNode()
                .put("uid", uid)
                .put("name", name)
                .put("type", plugin)
                .put("access", "proxy");
    }

    private void put(GrafanaApi grafana, ObjectNode source) {
        say("Writing the data source " + source.path("name").asText());
        if (grafana.put("/api/datasources/uid/" + source.path("uid").asText(), source)
                .isEmpty()) {
            grafana.post("/api/datasources", source);
        }
    }

    private void say(String line) {
        progress.println(line);
        progress.flush();
    }
}

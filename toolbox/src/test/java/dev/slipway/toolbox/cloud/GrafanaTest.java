package dev.slipway.toolbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.reading.SettingsReader;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.TestProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static dev.slipway.Environment.architecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The dashboard in Grafana, which a local server plays; the AWS CLI and Pulumi are scripts. */
class GrafanaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "glsa_of-the-test";
    private static final String DELETION = "grafana delete-workspace-service-account --workspace-id 127";

    /** Has at most one service account, in a file. */
    private static final String AWS = """
            #!/usr/bin/env bash
            here=$(dirname "$0")
            echo "$*" >>"$here/calls"
            case "$1 $2" in
                "sts get-caller-identity") echo '{"Account": "000000000000"}' ;;
                "grafana describe-workspace") cat "$here/workspace" ;;
                "grafana list-workspace-service-accounts") echo "{\\"serviceAccounts\\": [$(cat "$here/account")]}" ;;
                "grafana create-workspace-service-account")
                    echo '{"id": "7", "name": "slipway-grafana"}' >"$here/account"
                    cat "$here/account"
                    ;;
                "grafana create-workspace-service-account-token") cat "$here/token" || exit 254 ;;
                "grafana delete-workspace-service-account") : >"$here/account" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private final StringWriter progress = new StringWriter();
    private final Map<String, JsonNode> sources = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> dashboards = new ConcurrentHashMap<>();
    private final CountDownLatch dashboardArrived = new CountDownLatch(1);
    private HttpServer grafana;
    private volatile int failure;
    private volatile boolean silent;

    @BeforeEach
    void start() throws IOException {
        script("aws", AWS);
        script("pulumi", "#!/usr/bin/env bash\ncat \"$(dirname \"$0\")/outputs\"\n");
        grafana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        grafana.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        grafana.createContext("/", this::answer);
        grafana.start();
        write(
                "outputs",
                "{\"grafana\": \"%s\", \"prometheus\": \"https://aps.example/workspaces/ws-1/\"}".formatted(url()));
        write("workspace", "{\"workspace\": {\"status\": \"ACTIVE\", \"grafanaVersion\": \"10.4\"}}");
        write("account", "");
        write("token", "{\"serviceAccountToken\": {\"key\": \"%s\"}}".formatted(TOKEN));
    }

    @AfterEach
    void stop() {
        grafana.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uid = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        var content = JSON.readTree(exchange.getRequestBody());
        switch (exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().replaceFirst("/uid/.*", "")) {
            case String _ when failure != 0 -> reply(exchange, failure, "no, " + TOKEN);
            case String _
            when !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization")) ->
                reply(exchange, 401, "Unauthorized");
            case "PUT /api/datasources" ->
                reply(
                        exchange,
                        sources.computeIfPresent(uid, (_, _) -> content) == null ? 404 : 200,
                        "Data source not found");
            case "POST /api/datasources" ->
                reply(
                        exchange,
                        sources.putIfAbsent(content.path("uid").asText(), content) == null ? 200 : 409,
                        "exists");
            case "POST /api/dashboards/db" -> {
                dashboardArrived.countDown();
                if (silent) {
                    return;
                }
                assertThat(content.path("overwrite").asBoolean()).isTrue();
                dashboards.put(content.at("/dashboard/uid").asText(), content.path("dashboard"));
                reply(exchange, 200, "saved");
            }
            default -> reply(exchange, 404, "Not found");
        }
    }

    private static void reply(HttpExchange exchange, int status, String message) throws IOException {
        var body = "{\"message\": \"%s\", \"url\": \"/d/slipway-staging/services\"}".formatted(message);
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @Test
    void a_second_run_replaces_the_data_sources_and_the_dashboard() throws IOException {
        publish("99.9");

        assertThat(publish("99.5")).isEqualTo(URI.create(url() + "/d/slipway-staging/services"));

        assertThat(sources).containsOnlyKeys("prometheus", "cloudwatch");
        assertThat(sources.get("prometheus")).isEqualTo(JSON.readTree("""
                        {"uid": "prometheus", "name": "Prometheus", "type": "prometheus", "access": "proxy",
                         "url": "https://aps.example/workspaces/ws-1/", "isDefault": true,
                         "jsonData": {"httpMethod": "POST", "sigV4Auth": true, "sigV4AuthType": "ec2_iam_role",
                                      "sigV4Region": "eu-central-1", "timeInterval": "60s"}}
                        """));
        assertThat(sources.get("cloudwatch").path("jsonData"))
                .isEqualTo(JSON.readTree("{\"authType\": \"ec2_iam_role\", \"defaultRegion\": \"eu-central-1\"}"));
        assertThat(dashboards).containsOnlyKeys("slipway-staging");
        assertThat(dashboards.get("slipway-staging").at("/templating/list").findValuesAsText("query"))
                .contains("0.995");
        assertThat(calls())
                .contains(
                        "grafana create-workspace-service-account --workspace-id 127 --name slipway-grafana --grafana-role ADMIN --region eu-central-1",
                        "--service-account-id 7 --name slipway-grafana --seconds-to-live 300");
        assertThat(accountIsDeleted()).isTrue();
        assertThat(progress.toString()).contains("Writing the dashboard").doesNotContain(TOKEN);
    }

    @Test
    void from_grafana_12_the_plugin_of_amazon_reads_the_metrics() throws IOException {
        write("workspace", "{\"workspace\": {\"status\": \"ACTIVE\", \"grafanaVersion\": \"12.4\"}}");
        publish("99.9");

        assertThat(sources.get("prometheus").path("type").asText()).isEqualTo("grafana-amazonprometheus-datasource");
        assertThat(dashboards
                        .get("slipway-staging")
                        .at("/panels/0/targets/0/datasource/type")
                        .asText())
                .isEqualTo("grafana-amazonprometheus-datasource");
    }

    @Test
    void the_account_of_an_interrupted_run_is_deleted_first_and_a_team_s_own_is_not() throws IOException {
        write("account", "{\"id\": \"3\", \"name\": \"slipway-grafana\"}, {\"id\": \"4\", \"name\": \"team\"}");
        publish("99.9");

        assertThat(calls()).containsSubsequence(DELETION + " --service-account-id 3", "create-", DELETION);
        assertThat(calls()).doesNotContain("--service-account-id 4");
    }

    @ParameterizedTest
    @CsvSource({"403, network access", "500, Run it again later", "409, same name", "302, no"})
    void a_refusal_names_the_call_but_not_the_token_and_the_account_is_deleted(int status, String advice)
            throws IOException {
        failure = status;

        assertThatThrownBy(() -> publish("99.9"))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContainingAll("Grafana answered " + status + " to PUT /api/datasources", "no, …", advice)
                .hasMessageNotContaining(TOKEN);
        assertThat(accountIsDeleted()).isTrue();
    }

    @Test
    void an_account_without_a_token_is_deleted() throws IOException {
        Files.delete(folder.resolve("token"));

        assertThatThrownBy(() -> publish("99.9")).hasMessageContaining("create-workspace-service-account-token failed");
        assertThat(accountIsDeleted()).isTrue();
    }

    @Test
    void a_server_that_does_not_answer_is_named() throws IOException {
        grafana.stop(0);

        assertThatThrownBy(() -> publish("99.9")).hasMessageContaining("Grafana does not answer at " + url());
        assertThat(accountIsDeleted()).isTrue();
    }

    @Test
    void a_stack_without_grafana_names_the_setting() throws IOException {
        write("outputs", "{\"url\": \"https://orders.example.com\"}");

        assertThatThrownBy(() -> publish("99.9"))
                .hasMessage(
                        "staging has no output 'grafana': set observability.prometheus: true in Pulumi.staging.yaml, and run pulumi up -s staging.");
    }

    @Test
    void a_workspace_that_is_not_ready_and_an_unencrypted_one_are_refused() throws IOException {
        write("workspace", "{\"workspace\": {\"status\": \"UPDATING\"}}");
        assertThatThrownBy(() -> publish("99.9")).hasMessageContaining("is UPDATING");

        write("outputs", "{\"grafana\": \"http://grafana.example\"}");
        assertThatThrownBy(() -> publish("99.9")).hasMessageContaining("not an https URL");
        assertThat(calls()).doesNotContain("create-");
    }

    @Test
    void missing_tools_are_named() {
        var none = folder.resolve("none").toString();
        assertThatThrownBy(() -> new Aws(account(), none)).hasMessageContaining("Install version 2");
        assertThatThrownBy(() -> StackOutputs.read(folder, "staging", none)).hasMessageContaining("pulumi login");
    }

    @Test
    void the_command_prints_only_the_url() throws Exception {
        var command = command();

        assertThat(new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(url() + "/d/slipway-staging/services\n");
        assertThat(command.waitFor()).isZero();
    }

    @Test
    void an_interrupted_command_deletes_its_account() throws Exception {
        silent = true;
        var command = command();
        try {
            assertThat(dashboardArrived.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(accountIsDeleted()).isFalse();

            command.destroy();

            assertThat(command.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(accountIsDeleted()).isTrue();
        } finally {
            command.destroyForcibly();
        }
    }

    /** In a process of its own, whose path has the scripts. */
    private Process command() throws IOException {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dslipway.project=" + TestProject.FOLDER,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.slipway.toolbox.cli.Slipway",
                        "grafana",
                        "staging")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().merge("PATH", folder.toString(), (path, own) -> own + File.pathSeparator + path);
        return command.start();
    }

    private URI publish(String availability) {
        return new GrafanaWorkspace(
                        new Aws(account(), folder.resolve("aws").toString()),
                        "eu-central-1",
                        "staging",
                        StackOutputs.read(
                                folder, "staging", folder.resolve("pulumi").toString()),
                        new PrintWriter(progress))
                .publish(new GrafanaDashboard("slipway-staging", new BigDecimal(availability)));
    }

    private static AccountSettings account() {
        return SettingsReader.read(
                        StackConfig.fromFiles(TestProject.FOLDER, "staging"),
                        architecture().kinds())
                .account();
    }

    private String url() {
        return "http://127.0.0.1:" + grafana.getAddress().getPort();
    }

    private boolean accountIsDeleted() throws IOException {
        return Files.readString(folder.resolve("account")).isEmpty();
    }

    private String calls() throws IOException {
        return Files.readString(folder.resolve("calls"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void script(String name, String text) throws IOException {
        write(name, text);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package dev.slipway.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A simulated AWS for one test, on a free local port; it never connects to another machine. */
final class SimulatedAws implements AutoCloseable {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI endpoint;

    private SimulatedAws(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @param folder the folder for its output and the log of its calls */
    static SimulatedAws start(Path folder) throws IOException, InterruptedException {
        var port = freePort();
        var process = new ProcessBuilder(
                        Equipment.startsAws().toString(),
                        "--log-calls",
                        folder.resolve("aws-calls.log").toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("aws.log").toFile())
                .start();
        Processes.endWithThisJvm(process);
        var aws = new SimulatedAws(process, URI.create("http://127.0.0.1:" + port));
        aws.awaitStart(folder.resolve("aws.log"));
        return aws;
    }

    URI endpoint() {
        return endpoint;
    }

    /** Enforces the callers' policies from now on; the key {@code test} is the account's root user. */
    void enforceIam() {
        for (var role : elements(query("iam", Map.of("Action", "ListRoles", "Version", "2010-05-08")), "RoleName")) {
            // moto's name for a call that needs s3:ListBucket in IAM, which the roles allow.
            query(
                    "iam",
                    Map.of(
                            "Action", "PutRolePolicy",
                            "Version", "2010-05-08",
                            "RoleName", role,
                            "PolicyName", "names-of-the-simulator",
                            "PolicyDocument",
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:HeadBucket\",\"Resource\":\"*\"}]}"));
        }
        send(HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset-auth"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("0")));
    }

    /** The credentials of a job that assumed a role with its token, as variables of its environment. */
    Map<String, String> assume(String roleArn, String token) {
        var answer = query("sts", assumption(roleArn, token));
        return Map.of(
                "AWS_ACCESS_KEY_ID", element(answer, "AccessKeyId"),
                "AWS_SECRET_ACCESS_KEY", element(answer, "SecretAccessKey"),
                "AWS_SESSION_TOKEN", element(answer, "SessionToken"));
    }

    /**
     * Whether a role admits the job of a token; fails if it is refused for a reason other than the token or the trust
     * policy.
     */
    boolean admits(String roleArn, String token) {
        var answer = answer(form("sts", assumption(roleArn, token)));
        if (answer.statusCode() == 200) {
            return true;
        }
        assertThat(elements(answer.body(), "Code"))
                .as(answer.body())
                .containsAnyOf("AccessDenied", "ExpiredTokenException", "InvalidIdentityToken");
        return false;
    }

    private static Map<String, String> assumption(String roleArn, String token) {
        return Map.of(
                "Action", "AssumeRoleWithWebIdentity",
                "Version", "2011-06-15",
                "RoleArn", roleArn,
                "RoleSessionName", "job",
                "WebIdentityToken", token);
    }

    /** Calls a query API, with form parameters and XML. */
    String query(String service, Map<String, String> parameters) {
        return send(form(service, parameters));
    }

    private HttpRequest.Builder form(String service, Map<String, String> parameters) {
        var form = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return signed(service, "/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    /** Calls a JSON API. */
    String json(String service, String version, String target, String body) {
        return send(signed(service, "/")
                .header("Content-Type", "application/x-amz-json-" + version)
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Calls a REST API. */
    String get(String service, String path) {
        return send(signed(service, path).GET());
    }

    @Override
    public void close() {
        Processes.end(process);
    }

    /** Signatures are not verified, but identify the called service. */
    private HttpRequest.Builder signed(String service, String path) {
        return HttpRequest.newBuilder(endpoint.resolve(path))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                                .formatted(REGION, service));
    }

    private String send(HttpRequest.Builder request) {
        var answer = answer(request);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String element(String xml, String name) {
        return elements(xml, name).getFirst();
    }

    private static List<String> elements(String xml, String name) {
        return Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(name))
                .matcher(xml)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(START_TIMEOUT);
        var ready = HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build();
        while (true) {
            try {
                http.send(ready, BodyHandlers.discarding());
                return;
            } catch (ConnectException e) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    close();
                    throw new IOException("The simulated AWS did not start, see " + log, e);
                }
                Thread.sleep(100);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package dev.slipway.toolbox.rehearsal.balancer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.toolbox.rehearsal.balancer.LoadBalancer.ForwardedFor;
import dev.slipway.toolbox.rehearsal.tasks.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Sends real requests through a real front door to a small real target. */
class FrontDoorTest {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Certificate certificate = Certificate.make(List.of("orders.example.com"));
    private final int https = Ports.free();
    private final int http = Ports.free();
    private final CountDownLatch testEnds = new CountDownLatch(1);
    private final TargetGroup group = new TargetGroup(
            "arn:group",
            new HealthCheck("/readyz", Duration.ofSeconds(60), Duration.ofSeconds(5), 2, 2, "200"),
            Duration.ofSeconds(5),
            false);

    private HttpServer target;
    private FrontDoor door;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        target.createContext("/", this::echo);
        target.start();
        var forward = new Action.Forward(List.of(new Action.Forward.Weighted("arn:group", 1)));
        var fixed = new Listener.Rule(
                1,
                List.of(new Condition.Path(List.of("/fixed"))),
                new Action.FixedResponse(418, "text/plain", "fixed"));
        door = new FrontDoor(
                new LoadBalancer(IDLE, true, ForwardedFor.APPEND, false),
                List.of(
                        new Listener(
                                "https",
                                443,
                                true,
                                Optional.of("ELBSecurityPolicy-TLS13-1-2-2021-06"),
                                List.of(fixed),
                                forward,
                                Map.of("Strict-Transport-Security", "max-age=1", "X-Frame-Options", "DENY"),
                                true),
                        new Listener(
                                "http",
                                80,
                                false,
                                Optional.empty(),
                                List.of(),
                                new Action.Redirect(301, "HTTPS", "#{host}", "443", "/#{path}", "#{query}"),
                                Map.of(),
                                true)),
                List.of(group),
                certificate,
                Map.of(443, https, 80, http));
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(certificate))
                .build();
    }

    @AfterEach
    void close() {
        testEnds.countDown();
        client.shutdownNow();
        door.close();
        group.close();
        target.stop(0);
    }

    @Test
    void a_request_reaches_the_target_unchanged_with_the_balancers_headers() throws Exception {
        register();

        var answer = send(request("/echo/%6d//x?a=b%20c")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("under_score", "dropped")
                .POST(BodyPublishers.ofString("body")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines())
                .contains(
                        "POST /echo/%6d//x?a=b%20c",
                        "host: localhost:" + https,
                        "x-forwarded-for: 203.0.113.7, 127.0.0.1",
                        "x-forwarded-proto: https",
                        "x-forwarded-port: " + https,
                        "body")
                .anyMatch(line -> line.matches("x-amzn-trace-id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}"))
                .noneMatch(line ->
                        line.startsWith("under_score") || line.startsWith("via") || line.startsWith("forwarded"));
    }

    @Test
    void the_listeners_headers_replace_the_targets_in_every_answer() throws Exception {
        register();

        for (var path : List.of("/echo", "/fixed")) {
            var headers = send(request(path)).headers();
            assertThat(headers.allValues("Strict-Transport-Security")).containsExactly("max-age=1");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.allValues("Date")).hasSize(1);
        }
    }

    @Test
    void headers_and_a_request_line_within_the_limits_reach_the_target() throws Exception {
        register();
        var longest = "c".repeat(16_000);

        var answer = send(request("/echo?q=" + longest)
                .header("Cookie", longest)
                .header("Authorization", longest)
                .header("X-Other", "c".repeat(15_000)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("cookie: " + longest, "authorization: " + longest, "?q=" + longest);
    }

    @Test
    void the_balancer_itself_answers_requests_beyond_its_limits() throws Exception {
        register();
        var tooLong = "c".repeat(17_000);

        assertThat(send(request("/echo").header("Cookie", tooLong)).statusCode())
                .isEqualTo(431);
        assertThat(send(request("/echo?q=" + tooLong)).statusCode()).isEqualTo(414);
        var all = request("/echo");
        for (int i = 0; i < 6; i++) {
            all.header("X-Header-" + i, "c".repeat(12_000));
        }
        assertThat(send(all).statusCode()).isEqualTo(431);
    }

    @Test
    void a_fixed_response_needs_no_target() throws Exception {
        var answer = send(request("/fixed"));

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("fixed");
        assertThat(answer.headers().firstValue("Server")).contains("awselb/2.0");
    }

    @Test
    void http_is_redirected_to_https() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create("http://localhost:" + http + "/a?b=c")));

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("https://localhost:" + https + "/a?b=c");
    }

    @Test
    void without_a_target_the_answer_is503() throws Exception {
        assertThat(send(request("/echo")).statusCode()).isEqualTo(503);
    }

    @Test
    void a_target_that_refuses_is502() throws Exception {
        group.register(Ports.free(), ignored -> {});

        var answer = send(request("/echo"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("502 Bad Gateway");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=1");
    }

    @Test
    void a_target_that_does_not_answer_in_time_is504() throws Exception {
        register();

        assertThat(send(request("/silence")).statusCode()).isEqualTo(504);
    }

    @Test
    void requests_in_flight_are_counted_until_they_are_answered() throws Exception {
        var registered = register();

        send(request("/echo"));
        send(request("/silence"));

        assertThat(group.deregister(registered)).isTrue();
        assertThat(registered.inFlight()).isZero();
    }

    @Test
    void the_certificate_is_for_the_domain_and_this_machine() throws Exception {
        var names = ((X509Certificate) certificate.keyStore().getCertificate("rehearsal"))
                .getSubjectAlternativeNames().stream().map(name -> name.get(1).toString());

        assertThat(names).containsExactly("orders.example.com", "localhost", "127.0.0.1");
    }

    private Target register() {
        return group.register(target.getAddress().getPort(), ignored -> {});
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + https + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void echo(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getRawPath().equals("/silence")) {
            awaitEnd();
        }
        var echoed = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> echoed.append(name.toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append('\n')));
        echoed.append(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.getResponseHeaders().add("X-Frame-Options", "SAMEORIGIN");
        var bytes = echoed.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            testEnds.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", certificate.authority());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

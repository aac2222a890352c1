package dev.slipway.toolbox.rehearsal;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A program of several services, for rehearsals with more than the example service: {@code serve} answers with its name, and at
 * {@code /price}, {@code /send} and {@code /mail} calls another service, sends a message and reads an object, and at {@code
 * /connect/<variable>} connects to 127.0.0.2 and keeps the connection open; {@code work}
 * writes each message to the bucket; {@code cleanup} succeeds and {@code broken} fails.
 */
final class SampleProgram {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern BODY = Pattern.compile("\"Body\":\"([^\"]*)\"");
    private static final Pattern RECEIPT = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");
    private static final int BROKEN = 3;

    private static final List<Socket> CONNECTIONS = new CopyOnWriteArrayList<>();

    private SampleProgram() {}

    /** Runs a command. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "serve" -> serve();
            case "work" -> work();
            case "cleanup" -> System.out.println("cleaned up in " + variable("ENVIRONMENT"));
            case "broken" -> {
                System.out.println("nothing works");
                System.exit(BROKEN);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void serve() throws IOException {
        var address =
                new InetSocketAddress(InetAddress.getByName(variable("HOST")), Integer.parseInt(variable("PORT")));
        var server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            byte[] reply;
            try {
                reply = reply(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(200, reply.length);
            try (var body = exchange.getResponseBody()) {
                body.write(reply);
            }
        });
        server.start();
    }

    private static String reply(String path) throws IOException, InterruptedException {
        return switch (path) {
            case "/price" ->
                call(HttpRequest.newBuilder(URI.create(variable("PRICING_URL") + "/")))
                        .body();
            case "/send" -> queue("SendMessage", "\"MessageBody\": \"hello\"");
            case "/connect/OPEN" -> connect("OPEN");
            case "/connect/BLOCKED" -> connect("BLOCKED");
            case "/mail" -> call(HttpRequest.newBuilder(mail())).body();
            default -> variable("SERVICE_NAME") + " " + path;
        };
    }

    private static String connect(String port) throws IOException {
        CONNECTIONS.add(new Socket("127.0.0.2", Integer.parseInt(variable(port))));
        return "connected";
    }

    private static void work() throws Exception {
        while (true) {
            var received = queue("ReceiveMessage", "\"WaitTimeSeconds\": 1");
            var body = BODY.matcher(received);
            var receipt = RECEIPT.matcher(received);
            if (body.find() && receipt.find()) {
                call(HttpRequest.newBuilder(mail()).PUT(BodyPublishers.ofString(body.group(1))));
                queue("DeleteMessage", "\"ReceiptHandle\": \"%s\"".formatted(receipt.group(1)));
            }
        }
    }

    private static URI mail() {
        return URI.create(variable("AWS_ENDPOINT_URL_S3") + "/" + variable("INVOICES_BUCKET") + "/mail");
    }

    private static String queue(String action, String arguments) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(variable("AWS_ENDPOINT_URL_SQS") + "/"))
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(
                                "{\"QueueUrl\": \"%s\", %s}".formatted(variable("MAILS_QUEUE_URL"), arguments))))
                .body();
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String variable(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}

package dev.slipway.toolbox.rehearsal.balancer;

import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Responses of the load balancer itself, in the format of an Application Load Balancer. */
final class OwnAnswer {

    private OwnAnswer() {}

    static void redirect(Listener listener, int status, String location, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.LOCATION, location);
        status(listener, status, response, callback);
    }

    /** Writes an error response, such as 502, 503 or 504. */
    static void status(Listener listener, int status, Response response, Callback callback) {
        var page = """
                <html>
                <head><title>%1$d %2$s</title></head>
                <body>
                <center><h1>%1$d %2$s</h1></center>
                </body>
                </html>
                """.formatted(status, reason(status));
        write(listener, status, "text/html", page, response, callback);
    }

    static void write(
            Listener listener, int status, String contentType, String body, Response response, Callback callback) {
        response.setStatus(status);
        listener.responseHeaders().forEach(response.getHeaders()::put);
        if (listener.sendsServer()) {
            response.getHeaders().put(HttpHeader.SERVER, "awselb/2.0");
        }
        response.getHeaders().put(HttpHeader.DATE, DateGenerator.formatDate(System.currentTimeMillis()));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        Content.Sink.write(response, true, body, callback);
    }

    private static String reason(int status) {
        return switch (status) {
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "Service Temporarily Unavailable";
            case HttpStatus.GATEWAY_TIMEOUT_504 -> "Gateway Time-out";
            default -> HttpStatus.getMessage(status);
        };
    }
}

package dev.slipway.app.http;

import dev.slipway.app.deadline.Deadlines;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

import java.time.Duration;

/**
 * Watches a request's first line and headers arrive, before there is a request: in time, and with a body whose length no
 * two servers could read in two ways, which is how requests are smuggled
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>). The web server itself takes
 * the first of several lengths, and a negative one. It forgets all listeners where there is more than one, hence one for
 * all of it.
 */
final class RequestHead implements Http1ConnectionListener {

    /** A balancer sends all headers at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_DIGITS = 15;

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        var _ = Deadlines.ALL.arm(PATIENCE);
        Consumed.drop(connection.dataReader());
        ((Connection) connection).headersBegin();
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        Deadlines.ALL.disarm();
        if (headers.contains(HeaderNames.CONTENT_LENGTH)) {
            var length = headers.get(HeaderNames.CONTENT_LENGTH);
            if (length.valueCount() != 1 || !isNumber(length.get())) {
                throw RequestException.builder()
                        .type(EventType.BAD_REQUEST)
                        .status(Status.BAD_REQUEST_400)
                        .setKeepAlive(false)
                        .message("Content-Length is not one number")
                        .build();
            }
        }
        // Both at once, several codings and all but "chunked" are refused by the web server.
        ((Connection) connection).headersEnd(headers.contains(HeaderNames.TRANSFER_ENCODING));
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

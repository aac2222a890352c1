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
 * Checks the request line and headers before there is a request: they must arrive in time, and must not give the body a
 * length that two servers could read in two ways, which is how requests are smuggled
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>). The web server itself accepts
 * several lengths, of which it takes the first, and negative ones. It calls no listener where there is more than one, so this
 * one does everything.
 */
final class RequestHead implements Http1ConnectionListener {

    /** The time for all headers; a balancer sends them at once. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_DIGITS = 15;

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        var _ = Deadlines.ALL.arm(TIMEOUT);
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
        // The web server refuses a length together with chunks, several codings, and codings other than "chunked".
        ((Connection) connection).headersEnd(headers.contains(HeaderNames.TRANSFER_ENCODING));
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
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

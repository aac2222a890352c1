package dev.slipway.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.app.json.InvalidFields.Invalid;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.util.List;

/**
 * An error reply, sent as a problem document (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>).
 * Handlers, and whatever they call, may throw it.
 */
public final class Problem extends RuntimeException {

    private static final Status UNPROCESSABLE = Status.create(422, "Unprocessable Content");
    private static final Header RETRY_SOON = HeaderValues.createCached(HeaderNames.RETRY_AFTER, "2");

    private final transient Status status;
    private final transient List<Invalid> fields;
    private final transient List<Header> headers;

    /**
     * A problem of any status.
     *
     * @param detail what is wrong and what would be right, for the reader of the reply; never a secret
     */
    public Problem(Status status, String detail, Header... headers) {
        this(status, detail, List.of(), List.of(headers));
    }

    private Problem(Status status, String detail, List<Invalid> fields, List<Header> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.fields = fields;
        this.headers = headers;
    }

    /** 404 for something that does not exist. */
    public static Problem notFound(String what) {
        return new Problem(Status.NOT_FOUND_404, what + " does not exist");
    }

    /** 422 with every invalid field. */
    public static Problem invalid(List<Invalid> fields) {
        return new Problem(UNPROCESSABLE, "some fields are invalid", fields, List.of());
    }

    /** 422 with one invalid field or query parameter. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Invalid(field, message)));
    }

    /** 503: the same request may succeed in a moment. */
    public static Problem unavailable(String detail) {
        return new Problem(Status.SERVICE_UNAVAILABLE_503, detail, RETRY_SOON);
    }

    Status status() {
        return status;
    }

    List<Header> headers() {
        return headers;
    }

    Document document(String requestId) {
        return new Document("about:blank", status.reasonPhrase(), status.code(), getMessage(), requestId, fields);
    }

    record Document(
            String type,
            String title,
            int status,
            String detail,
            String requestId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Invalid> errors) {}
}

package dev.slipway.app.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import io.helidon.webserver.http.ServerRequest;

/**
 * Neither decodes nor encodes bodies. The web server itself would answer a compressed body with 400 before the route is known.
 * With this it passes every body on unchanged, and the handler refuses compressed ones with 415, as
 * <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16">RFC 9110, section 15.5.16</a> has it.
 */
final class ContentCodings implements ContentEncodingContext {

    private static final String IDENTITY = "identity";
    private static final Header ACCEPTED = HeaderValues.createCached(HeaderNames.ACCEPT_ENCODING, IDENTITY);

    /**
     * Refuses compressed bodies.
     *
     * @throws Problem 415
     */
    static void requireNone(ServerRequest request) {
        for (var coding : request.headers().values(HeaderNames.CONTENT_ENCODING)) {
            if (!coding.equalsIgnoreCase(IDENTITY)) {
                throw new Problem(
                        Status.UNSUPPORTED_MEDIA_TYPE_415,
                        "send the body as it is, without Content-Encoding: no coding is decoded",
                        ACCEPTED);
            }
        }
    }

    @Override
    public boolean contentDecodingEnabled() {
        return true;
    }

    @Override
    public boolean contentDecodingSupported(String coding) {
        return true;
    }

    @Override
    public ContentDecoder decoder(String coding) {
        return ContentDecoder.NO_OP;
    }

    @Override
    public boolean contentEncodingEnabled() {
        return false;
    }

    @Override
    public boolean contentEncodingSupported(String coding) {
        return false;
    }

    @Override
    public ContentEncoder encoder(String coding) {
        return ContentEncoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder(Headers headers) {
        return ContentEncoder.NO_OP;
    }

    @Override
    public ContentEncodingContextConfig prototype() {
        return ContentEncodingContextConfig.create();
    }
}

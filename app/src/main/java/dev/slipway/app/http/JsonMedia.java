package dev.slipway.app.http;

import dev.slipway.app.json.Json;
import io.helidon.common.GenericType;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.http.media.EntityWriter;
import io.helidon.http.media.InstanceWriter;
import io.helidon.http.media.MediaSupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * Lets handlers send records: {@code response.send(order)}. Records are sent in one piece with their length, HEAD gets the
 * length alone, and {@code Accept} does not turn a reply into 415, because JSON is the only form.
 */
final class JsonMedia implements MediaSupport {

    private final Writer writer = new Writer();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String type() {
        return "json";
    }

    @Override
    @SuppressWarnings("unchecked") // it writes everything
    public <T> WriterResponse<T> writer(
            GenericType<T> type, Headers requestHeaders, WritableHeaders<?> responseHeaders) {
        return type.equals(GenericType.STRING)
                ? WriterResponse.unsupported()
                : new WriterResponse<>(SupportLevel.SUPPORTED, () -> (EntityWriter<T>) writer);
    }

    private static final class Writer implements EntityWriter<Object> {

        @Override
        public boolean supportsInstanceWriter() {
            return true;
        }

        @Override
        public InstanceWriter instanceWriter(
                GenericType<Object> type, Object document, Headers requestHeaders, WritableHeaders<?> responseHeaders) {
            responseHeaders.setIfAbsent(HeaderValues.CONTENT_TYPE_JSON);
            var bytes = Json.bytes(document);
            if (!Exchange.CURRENT.get().head()) {
                return new Bytes(bytes);
            }
            responseHeaders.contentLength(bytes.length);
            return new Bytes(new byte[0]);
        }

        @Override
        public void write(
                GenericType<Object> type,
                Object document,
                OutputStream out,
                Headers requestHeaders,
                WritableHeaders<?> responseHeaders) {
            write(type, document, out, responseHeaders);
        }

        @Override
        public void write(GenericType<Object> type, Object document, OutputStream out, WritableHeaders<?> headers) {
            headers.setIfAbsent(HeaderValues.CONTENT_TYPE_JSON);
            new Bytes(Json.bytes(document)).write(out);
        }
    }

    /** A document that is in memory. */
    private static final class Bytes implements InstanceWriter {

        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public byte[] instanceBytes() {
            return bytes;
        }

        @Override
        public OptionalLong contentLength() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public boolean alwaysInMemory() {
            return true;
        }

        @Override
        public void write(OutputStream stream) {
            try {
                stream.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

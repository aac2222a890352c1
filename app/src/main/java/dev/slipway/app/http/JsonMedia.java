package dev.slipway.app.http;

import dev.slipway.app.json.Json;
import io.helidon.common.GenericType;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.http.media.EntityWriter;
import io.helidon.http.media.InstanceWriter;
import io.helidon.http.media.MediaSupport;
import io.helidon.http.media.jackson.JacksonSupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lets handlers send records: {@code response.send(order)}. Helidon's Jackson support writes them. This class sends them in one
 * piece with their length, and only the length for HEAD. It ignores {@code Accept}, because JSON is the only format.
 */
final class JsonMedia implements MediaSupport {

    private final Writer writer = new Writer(jackson());

    private static EntityWriter<Object> jackson() {
        GenericType<Object> any = GenericType.create((Type) Map.class); // it has one writer for all
        return JacksonSupport.create(Json.mapper())
                .writer(any, WritableHeaders.create(), WritableHeaders.create())
                .supplier()
                .get();
    }

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

    private record Writer(EntityWriter<Object> jackson) implements EntityWriter<Object> {

        @Override
        public boolean supportsInstanceWriter() {
            return true;
        }

        @Override
        public InstanceWriter instanceWriter(
                GenericType<Object> type, Object document, Headers requestHeaders, WritableHeaders<?> responseHeaders) {
            var bytes = new ByteArrayOutputStream(512);
            write(type, document, bytes, requestHeaders, responseHeaders);
            if (!Exchange.CURRENT.get().head()) {
                return new Bytes(bytes.toByteArray());
            }
            responseHeaders.contentLength(bytes.size());
            return new Bytes(new byte[0]);
        }

        @Override
        public void write(
                GenericType<Object> type,
                Object document,
                OutputStream out,
                Headers requestHeaders,
                WritableHeaders<?> responseHeaders) {
            jackson.write(type, document, out, requestHeaders, responseHeaders);
        }

        @Override
        public void write(GenericType<Object> type, Object document, OutputStream out, WritableHeaders<?> headers) {
            jackson.write(type, document, out, headers);
        }
    }

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

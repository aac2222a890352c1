package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON, written field by field straight to UTF-8 bytes: no reflection, no intermediate tree. */
@FunctionalInterface
public interface Json {

    /** Reads no deeper, and no longer numbers, than any document that the service accepts has. */
    JsonFactory FACTORY = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Writes one complete value. */
    void write(JsonGenerator json) throws IOException;

    /** The document's bytes. */
    default byte[] toBytes() {
        try (var bytes = new ByteArrayBuilder(512);
                var json = FACTORY.createGenerator(bytes)) {
            write(json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }
}

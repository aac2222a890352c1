package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;

import java.io.IOException;
import java.time.Instant;

/** Writes an {@link Instant} in the form of {@link Timestamps}. */
final class TimestampSerializer extends StdScalarSerializer<Instant> {

    TimestampSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(Timestamps.format(moment.toEpochMilli()));
    }
}

package dev.slipway.toolbox.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Secret;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A plan as JSON. Field names are those of {@link Plan} and its records; durations are ISO 8601; secrets are masked. */
public final class PlanJson {

    private PlanJson() {}

    public static String of(Plan plan) {
        var written = new SimpleModule()
                .addSerializer(Secret.class, text(Secret::toString))
                .addSerializer(Duration.class, text(Duration::toString))
                .addSerializer(new StdSerializer<Optional<?>>(Optional.class, false) {
                    @Override
                    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
                            throws IOException {
                        json.writePOJO(value.orElse(null));
                    }
                });
        try {
            return new ObjectMapper()
                    .registerModule(written)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan contains only values that JSON supports", e);
        }
    }

    private static <T> JsonSerializer<T> text(Function<T, String> words) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(words.apply(value));
            }
        };
    }
}

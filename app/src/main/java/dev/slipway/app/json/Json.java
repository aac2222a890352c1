package dev.slipway.app.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** JSON documents, bound to records by Jackson. {@link Text} and {@link Whole} on the components of a request's record say which values are valid. */
public final class Json {

    /** Refuses nesting and digits beyond those of any valid document. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Jackson's binding of records. The first use loads some 500 classes: a log line, which has no record, must not wait for them
     * while the service starts.
     */
    private static final class Binding {

        private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
                .addModule(new SimpleModule()
                        .addDeserializer(String.class, new TextDeserializer())
                        .addDeserializer(int.class, WholeDeserializer.ofInt())
                        .addDeserializer(long.class, WholeDeserializer.ofLong())
                        .addSerializer(Instant.class, new Timestamps.Serializer()))
                .addHandler(new UnknownFields())
                .build();

        private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
            @Override
            protected ObjectReader computeValue(Class<?> type) {
                return MAPPER.readerFor(type);
            }
        };

        /** Finding a record's writer anew costs as much as writing a small record. */
        private static final ClassValue<ObjectWriter> WRITERS = new ClassValue<>() {
            @Override
            protected ObjectWriter computeValue(Class<?> type) {
                return MAPPER.writerFor(type);
            }
        };

        private Binding() {}
    }

    private Json() {}

    /** A request with a rule that concerns several of its fields. */
    public interface Checked {
        /** Reports what is wrong. Fields that are missing are null; fields that broke a rule of their own are not. */
        void check(InvalidFields.Collector invalid);
    }

    /** Loads what the first request would otherwise wait for, by writing and reading a record. */
    public static void prepare() {
        read(bytes(new Example("text", 1)), Example.class);
    }

    private record Example(
            @Text(max = 4) String text, @Whole long number) {}

    /** Writes a record as UTF-8. */
    public static byte[] bytes(Object document) {
        return bytes(json -> Binding.WRITERS.get(document.getClass()).writeValue(json, document));
    }

    /** Writes a document field by field: log lines, which have no record. */
    public static byte[] bytes(Document document) {
        try (var bytes = new ByteArrayBuilder(512);
                var json = FACTORY.createGenerator(bytes)) {
            document.write(json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    /** A document that writes itself. */
    @FunctionalInterface
    public interface Document {
        /** Writes one complete value. */
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Reads a JSON object into a record.
     *
     * @throws MalformedJson when the bytes are not one JSON object in UTF-8, nest too deep or repeat a field
     * @throws InvalidFields with every field that is missing, unknown or breaks its rule
     */
    public static <T> T read(byte[] document, Class<T> type) {
        var invalid = new InvalidFields.Collector();
        try (var parser = FACTORY.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJson("the body is not a JSON object");
            }
            T value = Binding.READERS
                    .get(type)
                    .withAttribute(InvalidFields.Collector.class, invalid)
                    .readValue(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJson("the body goes on after its JSON object");
            }
            if (value instanceof Checked checked) {
                checked.check(invalid);
            }
            invalid.throwIfAny();
            return value;
        } catch (IOException e) {
            throw new MalformedJson("the body is not well-formed JSON in UTF-8");
        }
    }

    /** The collector of the document that is being read. */
    static InvalidFields.Collector invalid(DeserializationContext context) {
        return (InvalidFields.Collector) context.getAttribute(InvalidFields.Collector.class);
    }

    private static final class UnknownFields extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String name)
                throws IOException {
            invalid(context).add(name, "is not a field of this resource");
            parser.skipChildren();
            return true;
        }
    }
}

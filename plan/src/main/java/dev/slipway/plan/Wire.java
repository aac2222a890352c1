package dev.slipway.plan;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.pulumi.core.internal.Constants;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Converts values between the wire format of program and engine and their form in a {@link Plan}. */
final class Wire {

    private Wire() {}

    /** Reads the fields in alphabetical order, because the SDK passes them in hash order. */
    static Map<String, Object> read(Struct struct) {
        var fields = new LinkedHashMap<String, Object>();
        new TreeMap<>(struct.getFieldsMap()).forEach((key, value) -> {
            if (!value.hasNullValue()) {
                fields.put(key, read(value));
            }
        });
        return Collections.unmodifiableMap(fields);
    }

    private static Object read(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> number(value.getNumberValue());
            case LIST_VALUE ->
                value.getListValue().getValuesList().stream()
                        .filter(element -> !element.hasNullValue())
                        .map(Wire::read)
                        .toList();
            case STRUCT_VALUE -> special(value.getStructValue());
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    private static Object number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
    }

    /** Reads a secret, a resource reference, an output with dependencies, an asset, or a plain map. */
    private static Object special(Struct struct) {
        var fields = struct.getFieldsMap();
        var signature = fields.getOrDefault(Constants.SpecialSigKey, Value.getDefaultInstance())
                .getStringValue();
        return switch (signature) {
            case Constants.SpecialSecretSig -> new Secret(read(fields.get(Constants.SecretValueName)));
            case Constants.SpecialResourceSig ->
                fields.get(Constants.ResourceUrnName).getStringValue();
            case Constants.SpecialOutputSig -> output(fields);
            default -> read(struct);
        };
    }

    private static Object output(Map<String, Value> fields) {
        var value = read(fields.getOrDefault(Constants.SecretValueName, Value.getDefaultInstance()));
        var secret = fields.getOrDefault(Constants.SecretName, Value.getDefaultInstance())
                .getBoolValue();
        return secret ? new Secret(value) : value;
    }

    static Struct write(Map<?, ?> map) {
        var struct = Struct.newBuilder();
        map.forEach((key, value) -> struct.putFields(String.valueOf(key), write(value)));
        return struct.build();
    }

    private static Value write(Object value) {
        var written = Value.newBuilder();
        switch (value) {
            case null -> written.setNullValue(NullValue.NULL_VALUE);
            case String text -> written.setStringValue(text);
            case Boolean flag -> written.setBoolValue(flag);
            case Number number -> written.setNumberValue(number.doubleValue());
            case Map<?, ?> map -> written.setStructValue(write(map));
            case List<?> list ->
                written.setListValue(ListValue.newBuilder()
                        .addAllValues(list.stream().map(Wire::write).toList()));
            case Secret secret ->
                written.setStructValue(Struct.newBuilder()
                        .putFields(Constants.SpecialSigKey, write(Constants.SpecialSecretSig))
                        .putFields(Constants.SecretValueName, write(secret.value())));
            default ->
                throw new IllegalArgumentException("an answer holds a "
                        + value.getClass().getName() + ", which Pulumi's wire format does not support");
        }
        return written.build();
    }
}

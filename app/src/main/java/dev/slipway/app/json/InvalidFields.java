package dev.slipway.app.json;

import java.util.ArrayList;
import java.util.List;

/** The JSON is well formed, but fields break their rules; all of them are listed. */
public final class InvalidFields extends RuntimeException {

    private final transient List<Invalid> fields;

    private InvalidFields(List<Invalid> fields) {
        super("fields are invalid", null, false, false);
        this.fields = fields;
    }

    /** One field that breaks its rule. */
    public record Invalid(String field, String message) {}

    /** The fields and what is wrong with each. */
    public List<Invalid> fields() {
        return fields;
    }

    /** Collects the invalid fields of one document. */
    public static final class Collector {

        private List<Invalid> fields = List.of();

        /** Adds a field. */
        public void add(String field, String message) {
            if (fields.isEmpty()) {
                fields = new ArrayList<>();
            }
            fields.add(new Invalid(field, message));
        }

        void throwIfAny() {
            if (!fields.isEmpty()) {
                throw new InvalidFields(List.copyOf(fields));
            }
        }
    }
}

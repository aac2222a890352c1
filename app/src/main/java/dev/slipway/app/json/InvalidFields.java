package dev.slipway.app.json;

import java.util.List;

/** The JSON is well formed, but fields break their rules; all of them are listed. */
public final class InvalidFields extends RuntimeException {

    private final transient List<Fields.Invalid> fields;

    InvalidFields(List<Fields.Invalid> fields) {
        super("fields are invalid", null, false, false);
        this.fields = List.copyOf(fields);
    }

    /** The fields and what is wrong with each. */
    public List<Fields.Invalid> fields() {
        return fields;
    }
}

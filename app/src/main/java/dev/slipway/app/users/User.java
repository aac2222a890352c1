package dev.slipway.app.users;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.app.json.Fields;
import dev.slipway.app.json.Json;
import dev.slipway.app.json.Timestamps;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** A person as shown to that person. */
record User(UUID id, String email, String name, Instant createdAt) implements Json {

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+");

    /** The field {@code email}, in the form in which addresses are compared. */
    static String email(Fields fields) {
        var email = fields.text("email", LONGEST_EMAIL).toLowerCase(Locale.ROOT);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            fields.invalid("email", "must be an address such as user@example.com");
        }
        return email;
    }

    /** The field {@code name}. */
    static String name(Fields fields) {
        return fields.text("name", LONGEST_NAME);
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id.toString());
        json.writeStringField("email", email);
        json.writeStringField("name", name);
        Timestamps.write(json, "createdAt", createdAt);
        json.writeEndObject();
    }
}

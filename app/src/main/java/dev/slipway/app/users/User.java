package dev.slipway.app.users;

import dev.slipway.app.id.Uuid7;
import dev.slipway.app.json.InvalidFields;
import dev.slipway.app.json.Json;
import dev.slipway.app.json.Text;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A user as shown to that user. */
record User(UUID id, String email, String name, Instant createdAt) {

    static final String EMAIL = "[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]+";
    static final String NOT_EMAIL = "must be an address such as user@example.com";

    /** The request to sign up. Addresses are compared, and stored, in lower case. */
    record New(
            @Text(max = 254, pattern = EMAIL, otherwise = NOT_EMAIL)
            String email,

            @Text(max = 200) String name,
            @Text(min = Passwords.MIN, max = Passwords.MAX) String password) {

        New {
            email = email.toLowerCase(Locale.ROOT);
        }

        User signUp() {
            var id = Uuid7.next();
            return new User(id, email, name, Uuid7.instant(id));
        }
    }

    /** The request to change a name, a password, or both; what is null stays as it is. */
    record Change(
            @Text(max = 200, required = false) String name,

            @Text(min = Passwords.MIN, max = Passwords.MAX, required = false)
            String password,

            @Text(max = Passwords.MAX, required = false) String currentPassword)
            implements Json.Checked {

        @Override
        public void check(InvalidFields.Collector invalid) {
            if (password != null && currentPassword == null) {
                invalid.add("currentPassword", "is needed with password");
            } else if (password == null && currentPassword != null) {
                invalid.add("currentPassword", "is taken with password only");
            }
        }
    }
}

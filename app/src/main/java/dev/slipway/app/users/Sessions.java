package dev.slipway.app.users;

import dev.slipway.app.database.Database;
import dev.slipway.app.id.Sha256;
import dev.slipway.app.id.Uuid7;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code sessions}. A refresh token works once: using it gives the next one. An older one that comes again
 * was stolen, or its successor was, so the session ends
 * (<a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, refresh token rotation</a>).
 */
final class Sessions {

    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String OPEN = """
            WITH expired AS (DELETE FROM sessions WHERE user_id = ? AND expires_at < now())
            INSERT INTO sessions (id, user_id, refresh_digest, expires_at) VALUES (?, ?, ?, ?)""";
    private static final String RENEW = """
            UPDATE sessions SET refresh_digest = ?, expires_at = ?
             WHERE id = ? AND refresh_digest = ? AND expires_at > now() RETURNING user_id""";
    private static final String END = "DELETE FROM sessions WHERE id = ?";

    private final Database database;

    Sessions(Database database) {
        this.database = database;
    }

    /** A session and the only copy of its refresh token. */
    record Session(UUID id, UUID user, String refreshToken) {}

    Session open(UUID user) {
        var id = Uuid7.next();
        var token = token(id);
        database.update(OPEN, user, id, user, Sha256.of(token), expiry());
        return new Session(id, user, token);
    }

    /** Exchanges a refresh token. Empty for a token that is unknown, expired or used; a used one also ends the session. */
    Optional<Session> renew(String token) {
        return token.length() > 36
                ? Uuid7.parse(token.substring(0, 36)).flatMap(id -> renew(id, token))
                : Optional.empty();
    }

    private Optional<Session> renew(UUID id, String token) {
        var next = token(id);
        var renewed = database
                .select(
                        RENEW,
                        row -> new Session(id, row.getObject(1, UUID.class), next),
                        Sha256.of(next),
                        expiry(),
                        id,
                        Sha256.of(token))
                .stream()
                .findFirst();
        if (renewed.isEmpty()) {
            end(id);
        }
        return renewed;
    }

    void end(UUID session) {
        database.update(END, session);
    }

    /** The secret has 256 random bits, so a plain digest of the token is enough to store. */
    private static String token(UUID session) {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return session + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static OffsetDateTime expiry() {
        return OffsetDateTime.ofInstant(Instant.now().plus(LIFETIME), ZoneOffset.UTC);
    }
}

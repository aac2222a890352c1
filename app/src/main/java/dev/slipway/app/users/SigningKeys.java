package dev.slipway.app.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.slipway.app.database.Database;
import dev.slipway.app.id.Uuid7;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that sign access tokens. The service makes them and keeps them in its database, so all tasks use the same ones and
 * no other system holds them. A key is published before it signs, and stays published until its last token has expired, so
 * rotation ends no session.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final Duration ROTATION = Duration.ofDays(30);

    /** How long a new key is published before it signs, so that every task and every reader of the JWKS has seen it. */
    private static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(5);

    /** How long a replaced key is kept: as long as the tokens that it signed, and an hour. */
    private static final Duration KEPT_AFTER = AccessTokens.LIFETIME.plusHours(1);

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration FRESH_FOR_UNKNOWN = Duration.ofSeconds(2);

    /** The advisory lock for making and deleting keys. */
    private static final long LOCK = 0x51C4_1EE5;

    private static final String ALL = "SELECT jwk, created_at FROM signing_keys ORDER BY created_at DESC";
    private static final String INSERT = "INSERT INTO signing_keys (id, jwk, created_at) VALUES (?, ?, ?)";
    private static final String DELETE = "DELETE FROM signing_keys WHERE id = ?";

    private final Database database;
    private volatile Loaded loaded = new Loaded(List.of(), Instant.MIN);

    SigningKeys(Database database) {
        this.database = database;
    }

    private record Aged(ECKey key, Instant createdAt) {}

    /** @param keys newest first */
    private record Loaded(List<Aged> keys, Instant at) {
        JWKSet set() {
            return new JWKSet(keys.stream().<JWK>map(Aged::key).toList());
        }

        boolean olderThan(Duration age) {
            return at.isBefore(Instant.now().minus(age));
        }
    }

    /** The key to sign with. */
    ECKey current() {
        var keys = fresh(FRESH).keys;
        var published = Instant.now().minus(PUBLISHED_BEFORE);
        return keys.stream()
                .filter(key -> key.createdAt.isBefore(published))
                .findFirst()
                .orElseGet(keys::getLast) // the very first key signs at once
                .key;
    }

    /** The keys that a token may be signed with, found by the library's selector; an unknown one is looked up again soon. */
    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        var found = selector.select(fresh(FRESH).set());
        return found.isEmpty() ? selector.select(fresh(FRESH_FOR_UNKNOWN).set()) : found;
    }

    /** The public parts of all keys. */
    JWKSet published() {
        return fresh(FRESH).set().toPublicJWKSet();
    }

    private Loaded fresh(Duration age) {
        var known = loaded;
        if (known.olderThan(age)) {
            var keys = database.query(SigningKeys::all);
            if (dueForRotation(keys)) {
                keys = database.transaction(SigningKeys::rotate);
            }
            known = new Loaded(keys, Instant.now());
            loaded = known;
        }
        return known;
    }

    private static boolean dueForRotation(List<Aged> keys) {
        return keys.isEmpty()
                || keys.getFirst().createdAt.isBefore(Instant.now().minus(ROTATION));
    }

    /** Makes the next key. One task does; those that waited for the lock find it made. */
    private static List<Aged> rotate(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
        var keys = all(connection);
        if (!dueForRotation(keys)) {
            return keys;
        }
        insert(connection, generate());
        for (var retired : retired(keys)) {
            try (var delete = connection.prepareStatement(DELETE)) {
                delete.setString(1, retired.key.getKeyID());
                delete.executeUpdate();
            }
        }
        return all(connection);
    }

    /** The keys whose tokens have all expired: all but the newest, once that one has signed for long enough. */
    private static List<Aged> retired(List<Aged> keys) {
        var replacedFor = Instant.now().minus(PUBLISHED_BEFORE).minus(KEPT_AFTER);
        return keys.isEmpty() || keys.getFirst().createdAt.isAfter(replacedFor)
                ? List.of()
                : keys.subList(1, keys.size());
    }

    private static List<Aged> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(ALL);
                var rows = select.executeQuery()) {
            var keys = new ArrayList<Aged>();
            while (rows.next()) {
                keys.add(new Aged(
                        ECKey.parse(rows.getString(1)),
                        rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
            return keys;
        } catch (ParseException e) {
            throw new IllegalStateException("a signing key in the database is damaged", e);
        }
    }

    private static void insert(Connection connection, ECKey key) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, key.getKeyID());
            insert.setString(2, key.toJSONString());
            insert.setObject(3, OffsetDateTime.now(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(Uuid7.next().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(AccessTokens.ALGORITHM)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }
}

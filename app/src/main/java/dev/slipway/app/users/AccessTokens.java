package dev.slipway.app.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.app.id.Uuid7;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Short-lived signed tokens (<a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068</a>) that name a session. */
final class AccessTokens {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String SESSION = "sid";

    private final SigningKeys keys;
    private final String issuer;

    AccessTokens(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    String issue(UUID user, UUID session) {
        var now = Instant.now();
        var key = keys.current();
        var token = new SignedJWT(
                new JWSHeader.Builder(ALGORITHM)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(issuer)
                        .subject(user.toString())
                        .claim(SESSION, session.toString())
                        .jwtID(Uuid7.next().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
        return token.serialize();
    }

    /** The session that a genuine token of now names. */
    Optional<UUID> session(String text) {
        try {
            var token = SignedJWT.parse(text);
            var header = token.getHeader();
            // The algorithm is ours to choose, not the token's.
            if (!ALGORITHM.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())
                    || header.getKeyID() == null) {
                return Optional.empty();
            }
            var key = keys.find(header.getKeyID());
            if (key.isEmpty() || !token.verify(new ECDSAVerifier(key.get().toECPublicKey()))) {
                return Optional.empty();
            }
            var claims = token.getJWTClaimsSet();
            return claims.getExpirationTime().toInstant().isAfter(Instant.now()) && issuer.equals(claims.getIssuer())
                    ? Uuid7.parse(claims.getStringClaim(SESSION))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}

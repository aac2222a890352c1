package dev.slipway.app.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.slipway.app.id.Uuid7;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
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

    /** The session that a token names; empty where the token is not valid. */
    Optional<UUID> session(String text) {
        try {
            return Uuid7.parse(processor().process(text, null).getStringClaim(SESSION));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** Accepts tokens as {@link #issue} makes them, until they expire: one type, one algorithm, this issuer and audience. */
    private JWTProcessor<SecurityContext> processor() {
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(
                issuer,
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of(JWTClaimNames.SUBJECT, JWTClaimNames.EXPIRATION_TIME, SESSION));
        claims.setMaxClockSkew(0);
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHM, keys));
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }
}

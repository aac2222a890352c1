package dev.slipway.app.users;

import dev.slipway.app.http.Problem;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

import java.util.Locale;
import java.util.UUID;

/** Identifies the caller by the access token in {@code Authorization: Bearer}. */
final class Bearer {

    private static final Header CHALLENGE = HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    private static final Header INVALID =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;
    private final Users users;

    Bearer(AccessTokens tokens, Users users) {
        this.tokens = tokens;
        this.users = users;
    }

    /** A signed-in user. */
    record Caller(UUID session, Users.Known known) {
        User user() {
            return known.user();
        }
    }

    /**
     * Returns the caller. A session that has ended is noticed at once: its token may still be valid, but its row is gone.
     *
     * @throws Problem 401
     */
    Caller caller(ServerRequest request) {
        var session = session(request);
        return users.bySession(session).map(known -> new Caller(session, known)).orElseThrow(Bearer::invalid);
    }

    private UUID session(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.AUTHORIZATION)) {
            throw new Problem(Status.UNAUTHORIZED_401, "sign in, and send the access token as a bearer", CHALLENGE);
        }
        var header = request.headers().get(HeaderNames.AUTHORIZATION).get();
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw invalid();
        }
        return tokens.session(header.substring(SCHEME.length()).strip()).orElseThrow(Bearer::invalid);
    }

    private static Problem invalid() {
        return new Problem(
                Status.UNAUTHORIZED_401, "the access token is not valid any more: renew it, or sign in", INVALID);
    }
}

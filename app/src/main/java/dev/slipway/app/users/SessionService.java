package dev.slipway.app.users;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Body;
import dev.slipway.app.http.Problem;
import dev.slipway.app.http.Reply;
import dev.slipway.app.json.InvalidFields;
import dev.slipway.app.json.Json;
import dev.slipway.app.json.Text;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Signing in, renewing, signing out, and the keys that verify access tokens. */
final class SessionService implements HttpService {

    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Attempts attempts;
    private final SigningKeys keys;
    private final AccessTokens tokens;
    private final Bearer bearer;

    SessionService(
            Users users,
            Sessions sessions,
            Passwords passwords,
            Attempts attempts,
            SigningKeys keys,
            AccessTokens tokens,
            Bearer bearer) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.attempts = attempts;
        this.keys = keys;
        this.tokens = tokens;
        this.bearer = bearer;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/sessions", this::open)
                .delete("/sessions", this::end)
                .get("/.well-known/jwks.json", Access.PUBLIC, this::keys);
    }

    /** The request for a session: an address and its password, or the refresh token of a session that goes on. */
    private record New(
            @Text(max = 254, pattern = User.EMAIL, otherwise = User.NOT_EMAIL, required = false)
            String email,

            @Text(max = Passwords.MAX, required = false) String password,
            @Text(max = 200, required = false) String refreshToken)
            implements Json.Checked {

        @Override
        public void check(InvalidFields.Collector invalid) {
            if (refreshToken == null) {
                require(invalid, "email", email);
                require(invalid, "password", password);
            } else if (email != null || password != null) {
                invalid.add("refreshToken", "is taken without email and password only");
            }
        }

        private static void require(InvalidFields.Collector invalid, String field, String value) {
            if (value == null) {
                invalid.add(field, "must be a text, and is missing");
            }
        }
    }

    private record Tokens(String tokenType, String accessToken, long expiresIn, String refreshToken) {}

    private void open(ServerRequest request, ServerResponse response) {
        var credentials = Body.json(request, New.class);
        var session = credentials.refreshToken == null
                ? signIn(credentials.email.toLowerCase(Locale.ROOT), credentials.password)
                : renew(credentials.refreshToken);
        response.status(Status.CREATED_201)
                .send(new Tokens(
                        "Bearer",
                        tokens.issue(session.user(), session.id()),
                        AccessTokens.LIFETIME.toSeconds(),
                        session.refreshToken()));
    }

    private Sessions.Session renew(String token) {
        return sessions.renew(token)
                .orElseThrow(() -> new Problem(
                        Status.UNAUTHORIZED_401, "the refresh token is unknown, expired or was used before: sign in"));
    }

    /** Gives the same answer, after the same time, whether the address or the password is wrong. */
    private Sessions.Session signIn(String email, String password) {
        attempts.count(email);
        var known = users.byEmail(email);
        var right = known.isPresent()
                ? passwords.check(password, known.get().passwordHash())
                : passwords.checkNobody(password);
        if (!right) {
            throw new Problem(Status.UNAUTHORIZED_401, "the address or the password is wrong");
        }
        attempts.forgive(email);
        return sessions.open(known.get().user().id());
    }

    private void end(ServerRequest request, ServerResponse response) {
        sessions.end(bearer.caller(request).session());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void keys(ServerRequest request, ServerResponse response) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        Reply.send(response, keys.published().toString(true).getBytes(StandardCharsets.UTF_8));
    }
}

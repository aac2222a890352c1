package dev.slipway.app.users;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Body;
import dev.slipway.app.http.Problem;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Route;
import dev.slipway.app.json.Fields;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;

/** Signing in, staying in, signing out; and the keys that tokens can be verified with. */
final class SessionRoutes implements Route.Feature {

    private static final int LONGEST_TOKEN = 200;

    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Attempts attempts;
    private final SigningKeys keys;
    private final AccessTokens tokens;
    private final Bearer bearer;

    SessionRoutes(
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
    public List<Route> routes() {
        return List.of(
                Route.post("/sessions", Access.KEY, this::open),
                Route.delete("/sessions", Access.KEY, this::end),
                Route.get("/.well-known/jwks.json", Access.ANYBODY, this::keys));
    }

    private void open(ServerRequest request, ServerResponse response) {
        var fields = Body.json(request);
        var session = fields.has("refreshToken") ? renew(fields) : signIn(fields);
        var accessToken = tokens.issue(session.user(), session.id());
        Reply.json(response, Status.CREATED_201, json -> {
            json.writeStartObject();
            json.writeStringField("tokenType", "Bearer");
            json.writeStringField("accessToken", accessToken);
            json.writeNumberField("expiresIn", AccessTokens.LIFETIME.toSeconds());
            json.writeStringField("refreshToken", session.refreshToken());
            json.writeEndObject();
        });
    }

    private Sessions.Session renew(Fields fields) {
        var token = fields.text("refreshToken", LONGEST_TOKEN);
        fields.check();
        return sessions.renew(token)
                .orElseThrow(() -> new Problem(
                        Status.UNAUTHORIZED_401, "the refresh token is unknown, expired or was used before: sign in"));
    }

    /** The same answer, after the same time, whether the address or the password is wrong. */
    private Sessions.Session signIn(Fields fields) {
        var email = User.email(fields);
        var password = Passwords.presented(fields, "password");
        fields.check();
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
        Reply.none(response);
    }

    private void keys(ServerRequest request, ServerResponse response) {
        var published = keys.published();
        Reply.ok(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("keys");
            for (var key : published) {
                json.writeRawValue(key.toJSONString());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}

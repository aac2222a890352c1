package dev.slipway.app.users;

import dev.slipway.app.http.Body;
import dev.slipway.app.http.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Users: signing up, and their own data. */
final class UserService implements HttpService {

    private final Users users;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Bearer bearer;

    UserService(Users users, Passwords passwords, Attempts attempts, Bearer bearer) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.bearer = bearer;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/users", this::add)
                .get("/users/me", this::show)
                .patch("/users/me", this::change)
                .delete("/users/me", this::remove);
    }

    private void add(ServerRequest request, ServerResponse response) {
        var body = Body.json(request, User.New.class);
        var user = body.signUp();
        if (!users.add(user, passwords.hash(body.password()))) {
            throw new Problem(Status.CONFLICT_409, "this address has a user already");
        }
        response.status(Status.CREATED_201)
                .header(HeaderNames.LOCATION, "/users/me")
                .send(user);
    }

    private void show(ServerRequest request, ServerResponse response) {
        response.send(bearer.caller(request).user());
    }

    private void change(ServerRequest request, ServerResponse response) {
        var caller = bearer.caller(request);
        var user = caller.user();
        var change = Body.json(request, User.Change.class);
        if (change.password() != null) {
            attempts.count(user.email());
            if (!passwords.check(change.currentPassword(), caller.known().passwordHash())) {
                throw Problem.invalid("currentPassword", "is not the current password");
            }
            attempts.forgive(user.email());
            users.changePassword(user.id(), caller.session(), passwords.hash(change.password()));
        }
        if (change.name() != null) {
            users.rename(user.id(), change.name());
            user = new User(user.id(), user.email(), change.name(), user.createdAt());
        }
        response.send(user);
    }

    private void remove(ServerRequest request, ServerResponse response) {
        users.remove(bearer.caller(request).user().id());
        response.status(Status.NO_CONTENT_204).send();
    }
}

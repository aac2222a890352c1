package dev.slipway.app.users;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Body;
import dev.slipway.app.http.Problem;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Route;
import dev.slipway.app.id.Uuid7;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;

/** People: signing up, and each one's own data. */
final class UserRoutes implements Route.Feature {

    private final Users users;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Bearer bearer;

    UserRoutes(Users users, Passwords passwords, Attempts attempts, Bearer bearer) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.bearer = bearer;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/users", Access.KEY, this::add),
                Route.get("/users/me", Access.KEY, this::show),
                Route.patch("/users/me", Access.KEY, this::change),
                Route.delete("/users/me", Access.KEY, this::remove));
    }

    private void add(ServerRequest request, ServerResponse response) {
        var fields = Body.json(request);
        var id = Uuid7.next();
        var user = new User(id, User.email(fields), User.name(fields), Uuid7.instant(id));
        var password = Passwords.field(fields, "password");
        fields.check();
        if (!users.add(user, passwords.hash(password))) {
            throw new Problem(Status.CONFLICT_409, "this address has a user already");
        }
        Reply.created(response, "/users/me", user);
    }

    private void show(ServerRequest request, ServerResponse response) {
        Reply.ok(response, bearer.caller(request).user());
    }

    private void change(ServerRequest request, ServerResponse response) {
        var caller = bearer.caller(request);
        var user = caller.user();
        var fields = Body.json(request);
        var name = fields.has("name") ? User.name(fields) : user.name();
        var changesPassword = fields.has("password");
        var password = changesPassword ? Passwords.field(fields, "password") : "";
        var current = changesPassword ? Passwords.presented(fields, "currentPassword") : "";
        fields.check();
        if (changesPassword) {
            attempts.count(user.email());
            if (!passwords.check(current, caller.known().passwordHash())) {
                throw Problem.invalid("currentPassword", "is not the current password");
            }
            attempts.forgive(user.email());
            users.changePassword(user.id(), caller.session(), passwords.hash(password));
        }
        if (!name.equals(user.name())) {
            users.rename(user.id(), name);
        }
        Reply.ok(response, new User(user.id(), user.email(), name, user.createdAt()));
    }

    private void remove(ServerRequest request, ServerResponse response) {
        users.remove(bearer.caller(request).user().id());
        Reply.none(response);
    }
}

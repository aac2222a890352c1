package dev.slipway.app.users;

import dev.slipway.app.database.Database;
import dev.slipway.app.http.Route;

import java.util.List;
import java.util.stream.Stream;

/** Users and their sessions, put together. */
public final class People implements Route.Feature {

    private final List<Route> routes;

    /**
     * People in that database.
     *
     * @param issuer who the access tokens say they are from
     */
    public People(Database database, String issuer) {
        var users = new Users(database);
        var passwords = new Passwords();
        var attempts = new Attempts();
        var keys = new SigningKeys(database);
        var tokens = new AccessTokens(keys, issuer);
        var bearer = new Bearer(tokens, users);
        routes = Stream.of(
                        new UserRoutes(users, passwords, attempts, bearer),
                        new SessionRoutes(users, new Sessions(database), passwords, attempts, keys, tokens, bearer))
                .map(Route.Feature::routes)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }
}

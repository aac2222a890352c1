package dev.slipway.app.users;

import dev.slipway.app.database.Database;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** Users and their sessions, put together. */
public final class Accounts implements HttpService {

    private final UserService users;
    private final SessionService sessions;

    /**
     * Accounts in that database.
     *
     * @param issuer the name that access tokens carry, as issuer and audience
     */
    public Accounts(Database database, String issuer) {
        var table = new Users(database);
        var passwords = new Passwords();
        var attempts = new Attempts();
        var keys = new SigningKeys(database);
        var tokens = new AccessTokens(keys, issuer);
        var bearer = new Bearer(tokens, table);
        users = new UserService(table, passwords, attempts, bearer);
        sessions = new SessionService(table, new Sessions(database), passwords, attempts, keys, tokens, bearer);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register(users, sessions);
    }
}

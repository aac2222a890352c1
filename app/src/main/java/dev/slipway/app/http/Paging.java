package dev.slipway.app.http;

import dev.slipway.app.id.Uuid7;
import io.helidon.webserver.http.ServerRequest;

import java.util.Optional;
import java.util.UUID;

/**
 * Which page of a list is wanted: {@code ?limit=20&after=<id>}, newest first.
 *
 * @param after the last item of the page before; items that arrive meanwhile shift nothing
 */
public record Paging(int limit, Optional<UUID> after) {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    /**
     * Reads the query.
     *
     * @throws Problem 422
     */
    public static Paging of(ServerRequest request) {
        var query = request.query();
        if (query.isEmpty()) {
            return new Paging(USUAL, Optional.empty());
        }
        return new Paging(
                query.first("limit").map(Paging::limit).orElse(USUAL),
                query.first("after").map(Paging::after));
    }

    /** One more than the page holds tells whether there is another page. */
    public int limitAndOne() {
        return limit + 1;
    }

    private static int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Problem.invalid("limit", "must be a whole number from 1 to " + MOST);
    }

    private static UUID after(String text) {
        return Uuid7.parse(text)
                .orElseThrow(() -> Problem.invalid("after", "must be the \"next\" that a page before this one gave"));
    }
}

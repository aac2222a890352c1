package dev.slipway.app.http;

import dev.slipway.app.id.Uuid7;
import io.helidon.webserver.http.ServerRequest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The requested page of a list: {@code ?limit=20&after=<id>}, newest first.
 *
 * @param after the last item of the page before; items that are added meanwhile do not shift pages
 */
public record Paging(int limit, Optional<UUID> after) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    /**
     * Reads the query.
     *
     * @throws Problem 422
     */
    public static Paging of(ServerRequest request) {
        var query = request.query();
        if (query.isEmpty()) {
            return new Paging(DEFAULT_LIMIT, Optional.empty());
        }
        return new Paging(
                query.first("limit").map(Paging::limit).orElse(DEFAULT_LIMIT),
                query.first("after").map(Paging::after));
    }

    /** Ask for as many items as this: one more than the page holds shows that there is another page. */
    public int limitAndOne() {
        return limit + 1;
    }

    /**
     * The reply's page.
     *
     * @param found up to {@link #limitAndOne} items
     * @param id    returns the id of an item
     * @param page  creates the page from its items and the id after which the next page begins: null on the last page
     */
    public <T, P> P page(List<T> found, Function<T, UUID> id, BiFunction<List<T>, UUID, P> page) {
        if (found.size() <= limit) {
            return page.apply(found, null);
        }
        var items = found.subList(0, limit);
        return page.apply(items, id.apply(items.getLast()));
    }

    private static int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Problem.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    private static UUID after(String text) {
        return Uuid7.parse(text)
                .orElseThrow(() -> Problem.invalid("after", "must be the \"next\" that a page before this one gave"));
    }
}

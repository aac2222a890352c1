package dev.slipway.app.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.slipway.app.http.Problem;
import io.github.bucket4j.Bucket;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How often a password may be tried for one address, from wherever: ten times at once, then once in a minute. */
final class Attempts {

    private static final int BURST = 10;
    private static final int MOST_ADDRESSES = 50_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(BURST))
            .build();

    /**
     * Counts one attempt, whether there is such a user or not.
     *
     * @throws Problem 429 when there were too many
     */
    void count(String email) {
        var probe = buckets.get(email, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var wait = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw new Problem(
                    Status.TOO_MANY_REQUESTS_429,
                    "too many attempts for this address",
                    HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(wait)));
        }
    }

    /** The right password gives the attempts back. */
    void forgive(String email) {
        buckets.invalidate(email);
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, Duration.ofMinutes(1)))
                .build();
    }
}

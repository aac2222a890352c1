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

/** Limits how often passwords are tried for one address, from any client: ten times at once, then once a minute. */
final class Attempts {

    private static final int BURST = 10;
    private static final int MAX_ADDRESSES = 50_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(BURST))
            .build();

    /**
     * Counts one attempt, for known and unknown addresses alike.
     *
     * @throws Problem 429 above the limit
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

    /** Forgets the attempts, after the right password. */
    void forgive(String email) {
        buckets.invalidate(email);
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(1, Duration.ofMinutes(1)))
                .build();
    }
}

package dev.slipway.app.users;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.slipway.app.deadline.Bulkhead;
import dev.slipway.app.http.Problem;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Argon2id with the parameters of
 * <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id">OWASP's sheet</a>:
 * 19 MiB and two passes. They cost memory and time on purpose, so few are computed at once. The others wait, and get 503 after
 * three seconds; requests without a password are not affected.
 */
final class Passwords {

    /** The fewest characters of a new password. */
    static final int MIN = 8;

    /** The most characters of any password. */
    static final int MAX = 128;

    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Bulkhead threads =
            new Bulkhead("passwords", Math.min(2, Runtime.getRuntime().availableProcessors()), TIMEOUT);

    /** The hash that is checked for unknown users, so that the reply takes as long as for known ones. */
    private volatile String decoy;

    String hash(String password) {
        return compute(() -> Password.hash(password)
                .addRandomSalt(SALT_BYTES)
                .with(Argon2id.FUNCTION)
                .getResult());
    }

    boolean check(String password, String hash) {
        return compute(() -> Password.check(password, hash).with(Argon2id.FUNCTION));
    }

    /** Takes as long as {@link #check}, and always returns false. */
    boolean checkNobody(String password) {
        if (decoy == null) {
            decoy = hash("nobody's password");
        }
        check(password, decoy);
        return false;
    }

    private <T> T compute(Callable<T> work) {
        try {
            return threads.run(work);
        } catch (TimeoutException e) {
            throw Problem.unavailable("too many passwords are being checked");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e);
        }
    }

    /** The function keeps the memory of a whole pass, so it is created with the first password. */
    private static final class Argon2id {
        static final Argon2Function FUNCTION =
                Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }
}

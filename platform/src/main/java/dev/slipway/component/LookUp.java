package dev.slipway.component;

import com.pulumi.exceptions.RunException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** The answer to a look-up in the account, which has to be waited for: the program depends on it. */
public final class LookUp {

    private LookUp() {}

    /**
     * What was found; empty where the provider says that it is not there.
     *
     * @param none how the provider says so, as a regular expression
     * @throws RunException with the provider's words for anything else, such as a missing right
     */
    public static <T> Optional<T> find(CompletableFuture<T> answer, String none) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException e) {
            var said = String.valueOf(e.getCause().getMessage());
            if (Pattern.compile(none, Pattern.CASE_INSENSITIVE).matcher(said).find()) {
                return Optional.empty();
            }
            throw new RunException(said);
        }
    }
}

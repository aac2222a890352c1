package dev.slipway.component;

import com.pulumi.exceptions.RunException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** Waits for a lookup in the account that the program depends on. */
public final class LookUp {

    private LookUp() {}

    /**
     * The result; empty if the provider reports that it does not exist.
     *
     * @param none a regular expression for the provider's message in that case
     * @throws RunException with the provider's message for any other error, such as a missing permission
     */
    public static <T> Optional<T> find(CompletableFuture<T> answer, String none) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException e) {
            var message = String.valueOf(e.getCause().getMessage());
            if (Pattern.compile(none, Pattern.CASE_INSENSITIVE).matcher(message).find()) {
                return Optional.empty();
            }
            throw new RunException(message);
        }
    }
}

package dev.slipway.plan;

/** A program failed before it had registered all resources. The message is the program's own. */
public final class EvaluationException extends RuntimeException {

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}

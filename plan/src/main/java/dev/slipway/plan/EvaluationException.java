package dev.slipway.plan;

/** A program stopped before it had asked for everything. The message is the program's own. */
public final class EvaluationException extends RuntimeException {

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}

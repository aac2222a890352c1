package dev.slipway.toolbox.rehearsal;

import java.util.List;

/** This plan or this machine does not allow a rehearsal; the message says why and what to do. */
public final class CannotRehearse extends RuntimeException {

    CannotRehearse(String message) {
        super(message);
    }

    CannotRehearse(List<String> problems) {
        super(String.join("\n", problems));
    }
}

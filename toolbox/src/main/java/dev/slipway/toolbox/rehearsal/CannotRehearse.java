package dev.slipway.toolbox.rehearsal;

import java.util.List;

/** The plan or the machine does not allow a rehearsal; the message has the reason and the fix. */
public final class CannotRehearse extends RuntimeException {

    CannotRehearse(String message) {
        super(message);
    }

    CannotRehearse(List<String> problems) {
        super(String.join("\n", problems));
    }
}

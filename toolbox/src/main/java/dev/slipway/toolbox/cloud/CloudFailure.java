package dev.slipway.toolbox.cloud;

/** A command cannot do its work in the cloud; the message says why and what to do. */
public final class CloudFailure extends RuntimeException {

    public CloudFailure(String message) {
        super(message);
    }
}

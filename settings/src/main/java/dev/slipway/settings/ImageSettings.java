package dev.slipway.settings;

import java.util.List;
import java.util.Optional;

/** Which image the tasks run. */
public record ImageSettings(
        @Setting(
                value = "Whether pulumi up builds and pushes the image, or runs one that was pushed before.",
                defaultValue = "build")
        Source source,

        @Setting(
                value =
                        "With source digest: the image to run; else the one that this stack ran last, else the one of promoteFrom.",
                pattern = "sha256:[0-9a-f]{64}",
                form = "sha256: and 64 hex digits")
        Optional<String> digest,

        @Setting(
                value = "With source digest: the stack whose image is taken the first time.",
                defaultValue = "staging",
                pattern = "[a-z][a-z0-9-]*",
                form = "a stack's name")
        String promoteFrom,

        @Setting(
                value = "With source build: the folder that the build reads, from the repository's root.",
                defaultValue = ".")
        String context,

        @Setting(
                value = "With source build: the Dockerfile, from the repository's root.",
                defaultValue = "app/Dockerfile")
        String dockerfile,

        @Setting(
                value =
                        "With source build: the platforms that the image is for; where empty, that of service.architecture. Several need QEMU where it is built.",
                defaultValue = "[]",
                example = "[linux/amd64, linux/arm64]",
                pattern = "linux/(amd64|arm64)",
                form = "linux/amd64 or linux/arm64")
        List<String> platforms) {

    ImageSettings pushed(String known) {
        return new ImageSettings(Source.DIGEST, Optional.of(known), promoteFrom, context, dockerfile, platforms);
    }

    /** Where an image comes from. */
    public enum Source {
        BUILD,
        DIGEST
    }
}

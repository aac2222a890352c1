package dev.slipway.settings;

import java.util.List;
import java.util.Optional;

/** Which image the tasks run. */
public record ImageSettings(
        @Setting(
                value = "Whether pulumi up builds and pushes the image, or runs an image that was pushed before.",
                defaultValue = "build")
        Source source,

        @Setting(
                value =
                        "With source digest: the image to run. The default is the image that this stack ran last, then the image of promoteFrom.",
                pattern = "sha256:[0-9a-f]{64}",
                form = "sha256: and 64 hex digits")
        Optional<String> digest,

        @Setting(
                value = "With source digest: the stack whose image the first deployment uses.",
                defaultValue = "staging",
                pattern = "[a-z][a-z0-9-]*",
                form = "a stack's name")
        String promoteFrom,

        @Setting(value = "With source build: the build context, relative to the repository's root.", defaultValue = ".")
        String context,

        @Setting(
                value = "With source build: the Dockerfile, relative to the repository's root.",
                defaultValue = "app/Dockerfile")
        String dockerfile,

        @Setting(
                value =
                        "With source build: the platforms to build for; by default the platform of services.<name>.architecture. Several platforms need QEMU on the build machine.",
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

package dev.slipway.settings;

import java.util.List;
import java.util.Map;
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
                pattern = Patterns.DIGEST,
                form = "sha256: and 64 hex digits")
        Optional<String> digest,

        @Setting(
                value = "With source digest: the images of services that run their own, by the image's name.",
                defaultValue = "{}",
                example = "{admin: sha256:…}",
                pattern = "[a-z][a-z0-9-]*",
                form = "an image's name")
        Map<String, String> digests,

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
                        "With source build: the platforms to build for; by default those of the services that run the image (services.<name>.architecture). Several platforms need QEMU on the build machine.",
                defaultValue = "[]",
                example = "[linux/amd64, linux/arm64]",
                pattern = "linux/(amd64|arm64)",
                form = "linux/amd64 or linux/arm64")
        List<String> platforms) {

    /** Where an image comes from. */
    public enum Source {
        BUILD,
        DIGEST
    }
}

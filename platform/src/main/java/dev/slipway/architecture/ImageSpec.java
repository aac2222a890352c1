package dev.slipway.architecture;

import dev.slipway.settings.ImageSettings;

import java.util.Optional;

/**
 * An image that an environment builds for some of its services.
 *
 * @param name part of the names of its build and of its digest, as in {@code image.digests.<name>}; empty for the shared image
 * @param dockerfile relative to the repository's root; empty for the setting {@code image.dockerfile}
 * @param context the build context, relative to the repository's root; empty for the setting {@code image.context}
 */
public record ImageSpec(String name, Optional<String> dockerfile, Optional<String> context) {

    /** The image that a service runs unless it names another one: that of the settings {@code image}. */
    public static final ImageSpec SHARED = new ImageSpec("", Optional.empty(), Optional.empty());

    /** An image that {@code <name>/Dockerfile} builds, with the context of the shared image. */
    public static ImageSpec image(String name) {
        return new ImageSpec(name, Optional.of(name + "/Dockerfile"), Optional.empty());
    }

    /** A copy with another Dockerfile. */
    public ImageSpec dockerfile(String path) {
        return new ImageSpec(name, Optional.of(path), context);
    }

    /** A copy with another build context. */
    public ImageSpec context(String folder) {
        return new ImageSpec(name, dockerfile, Optional.of(folder));
    }

    public boolean isShared() {
        return equals(SHARED);
    }

    /** The digest to run, if the settings name one. */
    public Optional<String> digest(ImageSettings settings) {
        return isShared()
                ? settings.digest()
                : Optional.ofNullable(settings.digests().get(name));
    }

    /** The key of its digest in the settings. */
    public String setting() {
        return isShared() ? "image.digest" : "image.digests." + name;
    }

    /** Its digest among a stack's outputs. */
    public String output() {
        return isShared() ? "imageDigest" : "imageDigests." + name;
    }
}

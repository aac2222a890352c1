package dev.slipway.settings.rules;

import dev.slipway.settings.ImageSettings;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** A digest has no effect with image.source build, so it would mislead readers. */
final class ImageDigest {

    private ImageDigest() {}

    static Stream<Problem> problems(ImageSettings image) {
        return image.digest().isPresent() && image.source() == ImageSettings.Source.BUILD
                ? Stream.of(new Problem(
                        "image.digest",
                        "",
                        "is set, but image.source is build, which makes another image",
                        "set image.source to digest, or delete image.digest"))
                : Stream.empty();
    }
}

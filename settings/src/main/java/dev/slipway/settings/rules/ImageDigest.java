package dev.slipway.settings.rules;

import dev.slipway.settings.ImageSettings;
import dev.slipway.settings.Patterns;
import dev.slipway.settings.stack.Problem;

import java.util.TreeMap;
import java.util.stream.Stream;

/** Digests have their form, and are set only where they have an effect: with image.source build they would mislead readers. */
final class ImageDigest {

    private ImageDigest() {}

    static Stream<Problem> problems(ImageSettings image) {
        var digests = new TreeMap<String, String>();
        image.digest().ifPresent(digest -> digests.put("image.digest", digest));
        image.digests().forEach((name, digest) -> digests.put("image.digests." + name, digest));
        return digests.entrySet().stream()
                .flatMap(digest -> problems(digest.getKey(), digest.getValue(), image.source()));
    }

    private static Stream<Problem> problems(String path, String digest, ImageSettings.Source source) {
        if (!digest.matches(Patterns.DIGEST)) {
            return Stream.of(new Problem(path, digest, "is not a digest", "write sha256: and 64 hex digits"));
        }
        return source == ImageSettings.Source.BUILD
                ? Stream.of(new Problem(
                        path,
                        "",
                        "is set, but image.source is build, which makes another image",
                        "set image.source to digest, or delete " + path))
                : Stream.empty();
    }
}

package dev.slipway.settings.rules;

import dev.slipway.settings.ImageSettings;
import dev.slipway.settings.ImageSettings.Source;
import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.ServiceSettings.Architecture;
import dev.slipway.settings.stack.Problem;

import java.util.stream.Stream;

/** The image platform, as Docker names it, for tasks of an architecture. */
public final class ImagePlatform {

    private ImagePlatform() {}

    /** The platform, such as {@code linux/arm64}. */
    public static String of(Architecture architecture) {
        return switch (architecture) {
            case ARM64 -> "linux/arm64";
            case X86_64 -> "linux/amd64";
        };
    }

    /** Checks that the platforms include the one that a service's tasks need. */
    static Stream<Problem> problems(String service, ServiceSettings settings, ImageSettings image) {
        var platforms = image.platforms();
        var needed = of(settings.architecture());
        return image.source() != Source.BUILD || platforms.isEmpty() || platforms.contains(needed)
                ? Stream.empty()
                : Stream.of(new Problem(
                        "image.platforms",
                        String.join(", ", platforms),
                        "lacks %s, which %s.architecture needs".formatted(needed, service),
                        "add %s, or change %s.architecture".formatted(needed, service)));
    }
}

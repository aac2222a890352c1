package dev.slipway.delivery;

import com.pulumi.aws.ecr.EcrFunctions;
import com.pulumi.aws.ecr.inputs.GetImagePlainArgs;
import com.pulumi.aws.ecr.outputs.GetImageResult;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.component.LookUp;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.rules.ImagePlatform;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The build of an environment's image: its context, its platforms, and the tag that is derived from both.
 *
 * @param root the repository's root
 */
public record ImageBuild(EnvironmentSettings settings, Path root) {

    /** The provider's messages for a missing repository or image. */
    private static final String NONE = "ImageNotFound|RepositoryNotFound|no images? found|couldn't find|empty result";

    /**
     * The image's tag, 40 hex digits.
     *
     * @throws UncheckedIOException if the context or the Dockerfile cannot be read
     */
    public String tag() {
        return context().tag(platforms());
    }

    /**
     * The digest of the image with this tag, if any stack has pushed one. Tags are immutable, so it has the content that a
     * build would have.
     *
     * @param tag as {@link #tag()} gives it
     * @param repository its name in the account
     */
    public static Optional<String> pushed(String tag, String repository, InvokeOptions options) {
        return LookUp.find(
                        EcrFunctions.getImagePlain(
                                GetImagePlainArgs.builder()
                                        .repositoryName(repository)
                                        .imageTag(tag)
                                        .build(),
                                options),
                        NONE)
                .map(GetImageResult::imageDigest);
    }

    /**
     * Copies the build context to {@link #folder()}, with the same file modes on every machine: docker-build includes file
     * modes in its content hash.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    public void stage() {
        context().copyTo(root.resolve(folder()));
    }

    /** The folder that the build reads, relative to the repository's root. */
    String folder() {
        return "target/image/" + settings.image().dockerfile().replace('/', '-');
    }

    /** In the form that buildx accepts: separated by commas. */
    String platforms() {
        return String.join(",", all());
    }

    private List<String> all() {
        var configured = settings.image().platforms();
        return configured.isEmpty()
                ? settings.services().values().stream()
                        .map(service -> ImagePlatform.of(service.architecture()))
                        .sorted()
                        .distinct()
                        .toList()
                : configured.stream().sorted().distinct().toList();
    }

    private BuildContext context() {
        return new BuildContext(
                root.resolve(settings.image().context()),
                root.resolve(settings.image().dockerfile()));
    }
}

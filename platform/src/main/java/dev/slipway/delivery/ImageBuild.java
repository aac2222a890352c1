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
 * The build of an environment's image: what it reads, for which processors, and the tag that follows from both.
 *
 * @param root the repository's root
 */
public record ImageBuild(EnvironmentSettings settings, Path root) {

    /** How the provider says that a repository, or an image in it, is not there. */
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
     * The digest of the image that has the tag, where one was pushed: by whatever stack, whenever. Tags never move, so it is
     * the one that a build would have to be.
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
     * Copies what the build reads to {@link #folder()}, with the same file modes on every machine: docker-build takes another mode for
     * another content.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    public void stage() {
        context().copyTo(root.resolve(folder()));
    }

    /** Where the build reads, from the repository's root. */
    String folder() {
        return "target/image/" + settings.image().dockerfile().replace('/', '-');
    }

    /** As buildx takes them: one, or several with commas between. */
    String platforms() {
        return String.join(",", all());
    }

    private List<String> all() {
        var wanted = settings.image().platforms();
        return wanted.isEmpty()
                ? List.of(ImagePlatform.of(settings.service().architecture()))
                : wanted.stream().sorted().distinct().toList();
    }

    private BuildContext context() {
        return new BuildContext(
                root.resolve(settings.image().context()),
                root.resolve(settings.image().dockerfile()));
    }
}

package dev.slipway.delivery;

import com.pulumi.aws.ecr.EcrFunctions;
import com.pulumi.aws.ecr.inputs.GetImagePlainArgs;
import com.pulumi.aws.ecr.outputs.GetImageResult;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ImageSpec;
import dev.slipway.component.LookUp;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.rules.ImagePlatform;
import dev.slipway.settings.stack.Problem;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The build of an image of an environment: its context, its platforms, and the tag that is derived from both.
 *
 * @param architecture the services, whose processors decide the platforms
 * @param root the repository's root
 */
public record ImageBuild(ImageSpec image, Architecture architecture, EnvironmentSettings settings, Path root) {

    /** The provider's messages for a missing repository or image. */
    private static final String NONE = "ImageNotFound|RepositoryNotFound|no images? found|couldn't find|empty result";

    /** What the build would not find. */
    public List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        if (!Files.isRegularFile(root.resolve(dockerfile()))) {
            problems.add(problem("dockerfile", dockerfile(), "is not a file"));
        }
        if (!Files.isDirectory(root.resolve(context()))) {
            problems.add(problem("context", context(), "is not a folder"));
        }
        return problems;
    }

    private Problem problem(String part, String value, String what) {
        return image.isShared()
                ? new Problem("image." + part, value, what, "set image.%s to one in the repository".formatted(part))
                : new Problem(
                        "image " + image.name(),
                        value,
                        what,
                        "write it, or name another one in Environment.architecture(): %s(\"…\")".formatted(part));
    }

    /**
     * The image's tag, 40 hex digits.
     *
     * @throws UncheckedIOException if the context or the Dockerfile cannot be read
     */
    public String tag() {
        return buildContext().tag(platforms());
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
        buildContext().copyTo(root.resolve(folder()));
    }

    /** The folder that the build reads, relative to the repository's root. */
    String folder() {
        return "target/image/" + (image.isShared() ? dockerfile().replace('/', '-') : image.name());
    }

    String dockerfile() {
        return image.dockerfile().orElse(settings.image().dockerfile());
    }

    /** In the form that buildx accepts: separated by commas. */
    String platforms() {
        return String.join(",", all());
    }

    private List<String> all() {
        var configured = settings.image().platforms();
        return configured.isEmpty()
                ? architecture.running(image).stream()
                        .map(service -> ImagePlatform.of(
                                settings.service(service.name()).architecture()))
                        .sorted()
                        .distinct()
                        .toList()
                : configured.stream().sorted().distinct().toList();
    }

    private String context() {
        return image.context().orElse(settings.image().context());
    }

    private BuildContext buildContext() {
        return new BuildContext(root.resolve(context()), root.resolve(dockerfile()));
    }
}

package dev.slipway.delivery;

import com.pulumi.aws.Provider;
import com.pulumi.awsx.ecr.Image;
import com.pulumi.awsx.ecr.ImageArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.settings.EnvironmentSettings;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** The image that tasks run: built and pushed during the deployment, or an image that was built before, by its digest. */
public final class AppImage extends Component {

    private final Output<String> uri;

    /**
     * The inputs of the image.
     *
     * @param root the repository's root
     * @param lastDigest the digest to run if the settings do not name one; only called in that case
     * @param aws the provider that pushes it
     */
    @NamedParts
    public record Args(
            EnvironmentSettings settings,
            Output<String> registryUrl,
            Path root,
            Supplier<Output<String>> lastDigest,
            Provider aws) {}

    public AppImage(String name, Args args, ComponentResourceOptions options) {
        super("slipway:delivery:AppImage", name, options);
        var image = args.settings().image();
        uri = switch (image.source()) {
            case BUILD -> build(new ImageBuild(args.settings(), args.root()), args);
            case DIGEST ->
                Output.format(
                        "%s@%s",
                        args.registryUrl(), image.digest().map(Output::of).orElseGet(args.lastDigest()));
        };
        registerOutputs();
    }

    /** The image reference by digest, so that tags do not affect what runs. */
    public Output<String> uri() {
        return uri;
    }

    /** {@code sha256:} and 64 hex digits. */
    public Output<String> digest() {
        return uri.applyValue(address -> address.substring(address.indexOf('@') + 1));
    }

    private Output<String> build(ImageBuild build, Args args) {
        return new Image(
                        named("build"),
                        ImageArgs.builder()
                                .repositoryUrl(args.registryUrl())
                                .context(build.folder())
                                .dockerfile(args.settings().image().dockerfile())
                                .platform(build.platforms())
                                // Without the build time, the same content gets the same digest.
                                .args(Map.of("SOURCE_DATE_EPOCH", "0"))
                                // The tag depends on the content: tags are immutable, and unchanged content needs no
                                // new tag.
                                .imageTag(build.tag())
                                .build(),
                        ComponentResourceOptions.builder()
                                .parent(this)
                                .providers(args.aws())
                                // Other environments may run it, so only the registry's lifecycle policy deletes
                                // images.
                                .retainOnDelete(true)
                                .build())
                .imageUri();
    }
}

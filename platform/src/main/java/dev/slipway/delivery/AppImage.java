package dev.slipway.delivery;

import com.pulumi.aws.Provider;
import com.pulumi.awsx.ecr.Image;
import com.pulumi.awsx.ecr.ImageArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

import java.util.Map;
import java.util.Optional;

/** An image that tasks run: built and pushed during the deployment, or an image that was built before, by its digest. */
public final class AppImage extends Component {

    private final Output<String> uri;

    /**
     * The inputs of the image.
     *
     * @param digest the image to run; without one, it is built
     * @param aws the provider that pushes it
     */
    public record Args(ImageBuild build, Optional<Output<String>> digest, Output<String> registryUrl, Provider aws) {}

    public AppImage(String name, Args args, ComponentResourceOptions options) {
        super("slipway:delivery:AppImage", name, options);
        uri = args.digest()
                .map(digest -> Output.format("%s@%s", args.registryUrl(), digest))
                .orElseGet(() -> build(args.build(), args));
        registerOutputs();
    }

    /** The image reference by digest, so that tags do not affect what runs. */
    public Output<String> uri() {
        return uri;
    }

    /** The digest in a URI: {@code sha256:} and 64 hex digits. */
    public static Output<String> digest(Output<String> uri) {
        return uri.applyValue(address -> address.substring(address.indexOf('@') + 1));
    }

    private Output<String> build(ImageBuild build, Args args) {
        return new Image(
                        named("build"),
                        ImageArgs.builder()
                                .repositoryUrl(args.registryUrl())
                                .context(build.folder())
                                .dockerfile(build.dockerfile())
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

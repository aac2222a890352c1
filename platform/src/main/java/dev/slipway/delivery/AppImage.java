package dev.slipway.delivery;

import com.pulumi.aws.Provider;
import com.pulumi.awsx.ecr.Image;
import com.pulumi.awsx.ecr.ImageArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.Component;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ImageSettings;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The image that tasks run: built and pushed while the stack goes up, or one that was built before, by its digest. */
public final class AppImage extends Component {

    private final Output<String> uri;

    /**
     * @param root the repository's root
     * @param lastDigest what to run where the settings name no digest; asked only then
     */
    public AppImage(
            String name,
            EnvironmentSettings settings,
            Output<String> registryUrl,
            Path root,
            Supplier<Output<String>> lastDigest,
            Provider aws,
            ComponentResourceOptions options) {
        super("slipway:delivery:AppImage", name, options);
        var image = settings.image();
        uri = switch (image.source()) {
            case BUILD -> build(image, platform(settings), registryUrl, root, aws);
            case DIGEST ->
                Output.format(
                        "%s@%s", registryUrl, image.digest().map(Output::of).orElseGet(lastDigest));
        };
        registerOutputs();
    }

    /** The image by its digest: what runs is what was built, whatever happens to a tag. */
    public Output<String> uri() {
        return uri;
    }

    /** {@code sha256:} and 64 hex digits. */
    public Output<String> digest() {
        return uri.applyValue(address -> address.substring(address.indexOf('@') + 1));
    }

    private Output<String> build(
            ImageSettings image, String platform, Output<String> registryUrl, Path root, Provider aws) {
        var context = new BuildContext(root.resolve(image.context()), root.resolve(image.dockerfile()));
        return new Image(
                        named("build"),
                        ImageArgs.builder()
                                .repositoryUrl(registryUrl)
                                .context(image.context())
                                .dockerfile(image.dockerfile())
                                .platform(platform)
                                // By content: the registry refuses to move a tag, and the same content needs no new
                                // one.
                                .imageTag(context.tag(platform))
                                .build(),
                        ComponentResourceOptions.builder()
                                .parent(this)
                                .providers(aws)
                                .build())
                .imageUri();
    }

    private static String platform(EnvironmentSettings settings) {
        return switch (settings.service().architecture()) {
            case ARM64 -> "linux/arm64";
            case X86_64 -> "linux/amd64";
        };
    }
}

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

/** The image that tasks run: built and pushed while the stack goes up, or one that was built before, by its digest. */
public final class AppImage extends Component {

    private final Output<String> uri;

    /**
     * Where the image comes from.
     *
     * @param root the repository's root
     * @param lastDigest what to run where the settings name no digest; asked only then
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

    /** The image by its digest: what runs is what was built, whatever happens to a tag. */
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
                                // Without the time of the build in it, the same content is the same digest.
                                .args(Map.of("SOURCE_DATE_EPOCH", "0"))
                                // By content: the registry refuses to move a tag, and the same content needs no new
                                // one.
                                .imageTag(build.tag())
                                .build(),
                        ComponentResourceOptions.builder()
                                .parent(this)
                                .providers(args.aws())
                                // Another environment may run it: the registry's own policy expires images.
                                .retainOnDelete(true)
                                .build())
                .imageUri();
    }
}

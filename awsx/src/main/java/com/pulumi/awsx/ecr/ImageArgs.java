package com.pulumi.awsx.ecr;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;

import java.util.Map;

/** The arguments of {@link Image}, with the names of the published AWSx SDK. */
@SuppressWarnings("UnusedVariable") // the SDK reads the fields by reflection
public final class ImageArgs extends ResourceArgs {

    @Import(name = "repositoryUrl", required = true)
    private Output<String> repositoryUrl;

    @Import(name = "context")
    private Output<String> context;

    @Import(name = "dockerfile")
    private Output<String> dockerfile;

    @Import(name = "imageTag")
    private Output<String> imageTag;

    @Import(name = "platform")
    private Output<String> platform;

    @Import(name = "args")
    private Output<Map<String, String>> args;

    private ImageArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    /** Builds the arguments; {@code repositoryUrl} is required. */
    public static final class Builder {

        private final ImageArgs $ = new ImageArgs();

        private Builder() {}

        /** The URL of the ECR repository to push to. */
        public Builder repositoryUrl(Output<String> repositoryUrl) {
            $.repositoryUrl = repositoryUrl;
            return this;
        }

        /** The build context, relative to the program's working directory. */
        public Builder context(String context) {
            $.context = Output.of(context);
            return this;
        }

        /** The Dockerfile, relative to the program's working directory. */
        public Builder dockerfile(String dockerfile) {
            $.dockerfile = Output.of(dockerfile);
            return this;
        }

        /** The image tag, instead of the AWSx default (which does not depend on the content). */
        public Builder imageTag(String imageTag) {
            $.imageTag = Output.of(imageTag);
            return this;
        }

        /** The platform to build for: {@code linux/arm64} or {@code linux/amd64}. */
        public Builder platform(String platform) {
            $.platform = Output.of(platform);
            return this;
        }

        /** Build arguments. */
        public Builder args(Map<String, String> args) {
            $.args = Output.of(args);
            return this;
        }

        public ImageArgs build() {
            if ($.repositoryUrl == null) {
                throw new IllegalArgumentException("awsx:ecr:Image needs a repositoryUrl");
            }
            return $;
        }
    }
}

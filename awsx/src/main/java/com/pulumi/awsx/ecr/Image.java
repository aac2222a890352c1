package com.pulumi.awsx.ecr;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;

/**
 * Builds a container image and pushes it to ECR during the deployment (AWSx 2.22.0, {@code awsx:ecr:Image}).
 *
 * <p>A remote component: the AWSx provider creates its children. Pass the AWS provider by {@code providers(…)} in the
 * options; remote components ignore {@code provider(…)} (pulumi-java#1207).
 */
@ResourceType(type = "awsx:ecr:Image")
public final class Image extends ComponentResource {

    private static final String VERSION = "2.22.0";

    @Export(
            name = "imageUri",
            refs = {String.class},
            tree = "[0]")
    private Output<String> imageUri;

    public Image(String name, ImageArgs args, ComponentResourceOptions options) {
        super(
                "awsx:ecr:Image",
                name,
                args,
                ComponentResourceOptions.merge(
                        ComponentResourceOptions.builder().version(VERSION).build(), options),
                true);
    }

    /** The pushed image, by digest: {@code <repository URL>@sha256:<64 hex digits>}. */
    public Output<String> imageUri() {
        return imageUri;
    }
}

package dev.slipway.compute;

import com.pulumi.aws.ecs.EcsFunctions;
import com.pulumi.aws.ecs.inputs.GetContainerDefinitionPlainArgs;
import com.pulumi.aws.ecs.inputs.GetServicePlainArgs;
import com.pulumi.aws.ecs.outputs.GetContainerDefinitionResult;
import com.pulumi.deployment.InvokeOptions;
import dev.slipway.component.LookUp;

import java.util.Optional;

/**
 * The image that ECS runs. After a rollback this is not the image of the last deployment: ECS restores the service's former
 * task definition ("How the Amazon ECS deployment circuit breaker detects failures").
 */
public final class RunningImage {

    private static final String NONE = "ClusterNotFound|ServiceNotFound|couldn't find|not found|empty result";

    private RunningImage() {}

    /**
     * The digest, {@code sha256:} and 64 hex digits; empty if the service does not exist or its image has no digest.
     *
     * @param environment the name of the cluster
     * @param service the service's name in the environment, which is also its container's
     */
    public static Optional<String> digest(String environment, String service, InvokeOptions options) {
        return LookUp.find(
                        EcsFunctions.getServicePlain(
                                GetServicePlainArgs.builder()
                                        .clusterArn(environment)
                                        .serviceName(environment + "-" + service)
                                        .build(),
                                options),
                        NONE)
                .flatMap(found -> LookUp.find(
                        EcsFunctions.getContainerDefinitionPlain(
                                GetContainerDefinitionPlainArgs.builder()
                                        .taskDefinition(found.taskDefinition())
                                        .containerName(service)
                                        .build(),
                                options),
                        NONE))
                .map(GetContainerDefinitionResult::image)
                .filter(image -> image.contains("@sha256:"))
                .map(image -> image.substring(image.indexOf('@') + 1));
    }
}

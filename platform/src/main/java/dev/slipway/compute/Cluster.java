package dev.slipway.compute;

import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.ClusterCapacityProviders;
import com.pulumi.aws.ecs.ClusterCapacityProvidersArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.observe.Logs;

/** The ECS cluster that runs tasks on Fargate and Fargate Spot, monitored by Container Insights (ECS.12). */
public final class Cluster extends Component {

    private final com.pulumi.aws.ecs.Cluster cluster;
    private final ClusterCapacityProviders providers;

    /** @param environment the cluster's name, which is part of its log group's name */
    public Cluster(String name, String environment, Logs logs, ComponentResourceOptions options) {
        super("slipway:compute:Cluster", name, options);
        cluster = new com.pulumi.aws.ecs.Cluster(
                named("cluster"),
                ClusterArgs.builder()
                        .name(environment)
                        .settings(ClusterSettingArgs.builder()
                                .name("containerInsights")
                                .value("enabled")
                                .build())
                        .build(),
                owned(more -> more.dependsOn(logs.insights())));
        // Always both: changing a service between launch type and capacity providers would replace it.
        providers = new ClusterCapacityProviders(
                named("capacity"),
                ClusterCapacityProvidersArgs.builder()
                        .clusterName(cluster.name())
                        .capacityProviders("FARGATE", "FARGATE_SPOT")
                        .build(),
                owned());
        registerOutputs();
    }

    public Output<String> arn() {
        return cluster.arn();
    }

    public Output<String> clusterName() {
        return cluster.name();
    }

    /** The capacity providers, which a service needs before it can use them. */
    public Resource capacity() {
        return providers;
    }
}

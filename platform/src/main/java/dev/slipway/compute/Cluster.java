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

/** Where tasks run: Fargate and Fargate Spot, watched by Container Insights (ECS.12). */
public final class Cluster extends Component {

    private final com.pulumi.aws.ecs.Cluster cluster;
    private final ClusterCapacityProviders providers;

    /** @param environment the cluster's name; its log group carries it */
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
        // Both, always: a service that changes between launch type and capacity providers is replaced.
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

    /** What must exist before a service can ask for capacity. */
    public Resource capacity() {
        return providers;
    }
}

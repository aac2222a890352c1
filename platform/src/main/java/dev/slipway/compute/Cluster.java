package dev.slipway.compute;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.ClusterCapacityProviders;
import com.pulumi.aws.ecs.ClusterCapacityProvidersArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationExecuteCommandConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ClusterSettingArgs;
import com.pulumi.aws.servicediscovery.HttpNamespace;
import com.pulumi.aws.servicediscovery.HttpNamespaceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.EnvironmentKey;
import dev.slipway.observe.Logs;

import java.util.Optional;

/** The ECS cluster that runs tasks on Fargate and Fargate Spot, monitored by Container Insights (ECS.12). */
public final class Cluster extends Component {

    private final com.pulumi.aws.ecs.Cluster cluster;
    private final ClusterCapacityProviders providers;
    private final Optional<HttpNamespace> namespace;

    /**
     * Creates the cluster.
     *
     * @param environment the cluster's name, which is part of its log group's name
     * @param key the key that encrypts sessions in tasks
     * @param connected whether services call each other, by their names in a namespace of the environment
     */
    public Cluster(
            String name,
            String environment,
            boolean connected,
            Logs logs,
            EnvironmentKey key,
            ComponentResourceOptions options) {
        super("slipway:compute:Cluster", name, options);
        namespace = connected
                ? Optional.of(new HttpNamespace(
                        named("namespace"),
                        HttpNamespaceArgs.builder()
                                .name(environment)
                                .description("The services of " + environment)
                                .build(),
                        owned()))
                : Optional.empty();
        var settings = ClusterArgs.builder()
                .name(environment)
                .settings(ClusterSettingArgs.builder()
                        .name("containerInsights")
                        .value("enabled")
                        .build());
        logs.sessions().ifPresent(group -> settings.configuration(sessions(group, key)));
        cluster = new com.pulumi.aws.ecs.Cluster(
                named("cluster"), settings.build(), owned(more -> more.dependsOn(logs.insights())));
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

    /** CKV_AWS_223, CKV_AWS_224: sessions of ECS Exec are logged and encrypted. */
    private static ClusterConfigurationArgs sessions(LogGroup group, EnvironmentKey key) {
        return ClusterConfigurationArgs.builder()
                .executeCommandConfiguration(ClusterConfigurationExecuteCommandConfigurationArgs.builder()
                        .kmsKeyId(key.arn())
                        .logging("OVERRIDE")
                        .logConfiguration(ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs.builder()
                                .cloudWatchEncryptionEnabled(true)
                                .cloudWatchLogGroupName(group.name())
                                .build())
                        .build())
                .build();
    }

    public Output<String> arn() {
        return cluster.arn();
    }

    /** The namespace of Service Connect, if services call each other. */
    Optional<Output<String>> namespaceArn() {
        return namespace.map(HttpNamespace::arn);
    }

    public Output<String> clusterName() {
        return cluster.name();
    }

    /** The capacity providers, which a service needs before it can use them. */
    public Resource capacity() {
        return providers;
    }
}

package dev.slipway.compute;

import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceAlarmsArgs;
import com.pulumi.aws.ecs.inputs.ServiceCapacityProviderStrategyArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.edge.LoadBalancer;
import dev.slipway.network.Network;
import dev.slipway.network.SecurityGroup;
import dev.slipway.settings.EnvironmentSettings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Keeps tasks running behind the load balancer, replaces them without downtime, and rolls back failed deployments. */
public final class FargateService extends Component {

    private final Service service;

    /**
     * The inputs of the service.
     *
     * @param environment the environment's name, which is also the service's name
     */
    @NamedParts
    public record Args(
            String environment,
            EnvironmentSettings settings,
            Network network,
            Cluster cluster,
            LoadBalancer balancer,
            Workload workload) {}

    public FargateService(String name, Args args, ComponentResourceOptions options) {
        super("slipway:compute:FargateService", name, options);
        var settings = args.settings();
        var network = args.network();
        var cluster = args.cluster();
        var balancer = args.balancer();
        var workload = args.workload();
        var tasks = new SecurityGroup(named("tasks"), "tasks", "The service's tasks", network.vpcId(), part());
        tasks.allowFrom(balancer.group(), Ports.SERVING, "The balancer sends requests and health checks");
        workload.database().group().allowFrom(tasks, Database.PORT, "Tasks use the database");
        workload.files().group().allowFrom(tasks, FileStore.PORT, "Tasks mount the file system");
        network.egress().openTo(tasks);

        var definition = new TaskDefinition(named("task"), args.environment(), settings, workload, part());
        service = new Service(
                named("service"),
                ServiceArgs.builder()
                        .name(args.environment())
                        .cluster(cluster.arn())
                        .taskDefinition(definition.arn())
                        .desiredCount(settings.service().minimum())
                        .capacityProviderStrategies(capacity(settings))
                        // Without this, a change of the Spot percentage would replace the service.
                        .forceNewDeployment(true)
                        .platformVersion("LATEST")
                        .networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                                .subnets(Network.ids(network.privates()))
                                .securityGroups(Output.all(tasks.id()))
                                .assignPublicIp(false)
                                .build())
                        .loadBalancers(ServiceLoadBalancerArgs.builder()
                                .targetGroupArn(balancer.targets().arn())
                                .containerName("app")
                                .containerPort(Ports.SERVING)
                                .build())
                        .healthCheckGracePeriodSeconds(60)
                        .deploymentMinimumHealthyPercent(100)
                        .deploymentMaximumPercent(200)
                        .deploymentCircuitBreaker(ServiceDeploymentCircuitBreakerArgs.builder()
                                .enable(true)
                                .rollback(true)
                                .build())
                        .alarms(ServiceAlarmsArgs.builder()
                                .enable(true)
                                .rollback(true)
                                .alarmNames(balancer.targets().rollbackAlarms())
                                .build())
                        .availabilityZoneRebalancing("ENABLED")
                        .enableEcsManagedTags(true)
                        .propagateTags("SERVICE")
                        .waitForSteadyState(true)
                        .build(),
                owned(more -> more.dependsOn(Stream.of(
                                        List.of(
                                                cluster.capacity(),
                                                balancer.listener(),
                                                workload.logs().app()),
                                        definition.rights(),
                                        network.egress().routes(),
                                        workload.files().mounts(),
                                        workload.parameters().all())
                                .flatMap(List::stream)
                                .toArray(Resource[]::new))
                        // The autoscaler controls the count after creation.
                        .ignoreChanges(List.of("desiredCount"))
                        .customTimeouts(CustomTimeouts.builder()
                                .create(Duration.ofMinutes(15))
                                .update(Duration.ofMinutes(15))
                                .build())));
        new Scaling(named("scaling"), settings.service(), cluster, service, balancer, part());
        registerOutputs();
    }

    public Output<String> serviceName() {
        return service.name();
    }

    /** In production, a base that never runs on Spot; the rest is distributed by weight. */
    private static List<ServiceCapacityProviderStrategyArgs> capacity(EnvironmentSettings settings) {
        var spot = settings.service().spotPercent();
        var base = settings.production() || spot == 0 ? 1 : 0;
        return List.of(strategy("FARGATE", base, 100 - spot), strategy("FARGATE_SPOT", 0, spot));
    }

    private static ServiceCapacityProviderStrategyArgs strategy(String provider, int base, int weight) {
        return ServiceCapacityProviderStrategyArgs.builder()
                .capacityProvider(provider)
                .base(base)
                .weight(weight)
                .build();
    }
}

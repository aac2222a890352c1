package dev.slipway.compute;

import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceAlarmsArgs;
import com.pulumi.aws.ecs.inputs.ServiceCapacityProviderStrategyArgs;
import com.pulumi.aws.ecs.inputs.ServiceDeploymentCircuitBreakerArgs;
import com.pulumi.aws.ecs.inputs.ServiceLoadBalancerArgs;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationServiceArgs;
import com.pulumi.aws.ecs.inputs.ServiceServiceConnectConfigurationServiceClientAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.component.Component;
import dev.slipway.edge.Targets;
import dev.slipway.edge.TargetsArgsBuilder;
import dev.slipway.observe.ServiceAlarms;
import dev.slipway.settings.ServiceKind;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A service: keeps its tasks running, replaces them without downtime, and rolls back failed deployments. */
public final class FargateService extends Component {

    private final ServiceTasks tasks;
    private final Service service;
    private final Map<String, Output<String>> dimensions = new LinkedHashMap<>();

    /**
     * Creates the service.
     *
     * @param place its place among the architecture's services, from 1
     * @param started the services that have started before this one, by name
     */
    public FargateService(
            String name,
            ServiceSpec spec,
            int place,
            Map<String, FargateService> started,
            Shared shared,
            ComponentResourceOptions options) {
        super("slipway:compute:FargateService", name, options);
        var settings = shared.settings();
        var size = settings.service(spec.name());
        var network = shared.network();
        tasks = ServiceTasks.of(name, spec, shared, part());
        if (spec.kind() == ServiceKind.WEB) {
            tasks.group()
                    .allowFrom(shared.balancer().group(), spec.port(), "The balancer sends requests and health checks");
        }
        spec.calls()
                .forEach(called -> started.get(called)
                        .tasks
                        .group()
                        .allowFrom(tasks.group(), shared.port(called), "Tasks of " + spec.name() + " call it"));
        var targets =
                spec.kind() == ServiceKind.WEB ? Optional.of(targets(spec, place, shared)) : Optional.<Targets>empty();
        var args = ServiceArgs.builder()
                .name(shared.environment() + "-" + spec.name())
                .cluster(shared.cluster().arn())
                .taskDefinition(tasks.definition())
                .desiredCount(size.minimum())
                .capacityProviderStrategies(capacity(settings.production(), size.spotPercent()))
                // Without this, a change of the Spot percentage would replace the service.
                .forceNewDeployment(true)
                .platformVersion("LATEST")
                .networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                        .subnets(network.privates())
                        .securityGroups(Output.all(tasks.group().id()))
                        .assignPublicIp(false)
                        .build())
                .deploymentMinimumHealthyPercent(100)
                .deploymentMaximumPercent(200)
                .deploymentCircuitBreaker(ServiceDeploymentCircuitBreakerArgs.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .availabilityZoneRebalancing("ENABLED")
                .enableExecuteCommand(size.exec())
                .enableEcsManagedTags(true)
                .propagateTags("SERVICE")
                .waitForSteadyState(true);
        targets.ifPresent(group -> args.healthCheckGracePeriodSeconds(60)
                .loadBalancers(ServiceLoadBalancerArgs.builder()
                        .targetGroupArn(group.arn())
                        .containerName(spec.name())
                        .containerPort(spec.port())
                        .build())
                .alarms(ServiceAlarmsArgs.builder()
                        .enable(true)
                        .rollback(true)
                        .alarmNames(group.rollbackAlarms())
                        .build()));
        shared.cluster()
                .namespaceArn()
                .filter(_ ->
                        spec.kind() == ServiceKind.INTERNAL || !spec.calls().isEmpty())
                .ifPresent(namespace -> args.serviceConnectConfiguration(connection(spec, namespace)));
        service = new Service(
                named("service"),
                args.build(),
                owned(more -> more.dependsOn(Stream.of(
                                        List.of(shared.cluster().capacity()),
                                        targets.map(Targets::rule).stream().toList(),
                                        tasks.needs(),
                                        before(spec, started, shared))
                                .flatMap(List::stream)
                                .toArray(Resource[]::new))
                        // The autoscaler controls the count after creation.
                        .ignoreChanges(List.of("desiredCount"))
                        .customTimeouts(CustomTimeouts.builder()
                                .create(Duration.ofMinutes(15))
                                .update(Duration.ofMinutes(15))
                                .build())));
        new Scaling(
                named("scaling"),
                size,
                shared,
                service,
                targets,
                spec.consumes().map(shared.queues()::get),
                part());
        targets.ifPresent(group -> {
            dimensions.put("LoadBalancer", shared.balancer().arnSuffix());
            dimensions.put("TargetGroup", group.arnSuffix());
        });
        dimensions.put("ClusterName", shared.cluster().clusterName());
        dimensions.put("ServiceName", service.name());
        new ServiceAlarms(named("alarms"), size.minimum(), dimensions, shared.notifications(), part());
        registerOutputs();
    }

    /** The services that this one needs: the one that migrates the database, and those that it calls. */
    private static List<Resource> before(ServiceSpec spec, Map<String, FargateService> started, Shared shared) {
        var owner = shared.architecture().schemaOwner().filter(_ -> spec.database() && !spec.migrates());
        return Stream.concat(owner.map(ServiceSpec::name).stream(), spec.calls().stream())
                .<Resource>map(name -> started.get(name).service)
                .toList();
    }

    /** A caller only joins the namespace; an internal service also has its name in it. */
    private static ServiceServiceConnectConfigurationArgs connection(ServiceSpec spec, Output<String> namespace) {
        var connection =
                ServiceServiceConnectConfigurationArgs.builder().enabled(true).namespace(namespace);
        if (spec.kind() == ServiceKind.INTERNAL) {
            connection.services(ServiceServiceConnectConfigurationServiceArgs.builder()
                    .portName(spec.name())
                    .discoveryName(spec.name())
                    .clientAlias(ServiceServiceConnectConfigurationServiceClientAliasArgs.builder()
                            .dnsName(spec.name())
                            .port(spec.port())
                            .build())
                    .build());
        }
        return connection.build();
    }

    private Targets targets(ServiceSpec spec, int place, Shared shared) {
        return new Targets(
                named("targets"),
                TargetsArgsBuilder.builder()
                        .environment(shared.environment())
                        .service(spec)
                        .place(place)
                        .vpcId(shared.network().vpcId())
                        .balancer(shared.balancer())
                        .settings(shared.settings())
                        .notifications(shared.notifications())
                        .build(),
                part());
    }

    /** The newest API key, a secret, if the service has any. */
    public Optional<Output<String>> newestApiKey() {
        return tasks.parameters().newestApiKey();
    }

    /** The values of CloudWatch's dimensions for its metrics, by their names. */
    public Map<String, Output<String>> dimensions() {
        return dimensions;
    }

    public Output<String> serviceName() {
        return service.name();
    }

    /** In production, a base that never runs on Spot; the rest is distributed by weight. */
    private static List<ServiceCapacityProviderStrategyArgs> capacity(boolean production, int spot) {
        var base = production || spot == 0 ? 1 : 0;
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

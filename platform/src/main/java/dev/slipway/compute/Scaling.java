package dev.slipway.compute;

import com.pulumi.aws.appautoscaling.Policy;
import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.appautoscaling.Target;
import com.pulumi.aws.appautoscaling.TargetArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs;
import com.pulumi.aws.ecs.Service;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.data.Queue;
import dev.slipway.edge.Targets;
import dev.slipway.settings.ServiceSettings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scales a service by its CPU, by the requests that each task gets, and by the messages that wait for each task: adds tasks
 * within a minute, and removes them slowly.
 */
final class Scaling extends Component {

    private final Target target;

    /**
     * Creates the autoscaler.
     *
     * @param targets where the service's requests come from, if it gets any
     * @param queue the queue that it consumes, if there is one
     */
    Scaling(
            String name,
            ServiceSettings settings,
            Shared shared,
            Service service,
            Optional<Targets> targets,
            Optional<Queue> queue,
            ComponentResourceOptions options) {
        super("slipway:compute:Scaling", name, options);
        var cluster = shared.cluster().clusterName();
        target = new Target(
                named("tasks"),
                TargetArgs.builder()
                        .serviceNamespace("ecs")
                        .scalableDimension("ecs:service:DesiredCount")
                        .resourceId(Output.format("service/%s/%s", cluster, service.name()))
                        .minCapacity(settings.minimum())
                        .maxCapacity(settings.maximum())
                        .build(),
                owned());
        policy(
                "cpu",
                settings.scaling().cpuPercent(),
                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                        .predefinedMetricSpecification(
                                PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs
                                        .builder()
                                        .predefinedMetricType("ECSServiceAverageCPUUtilization")
                                        .build()));
        targets.ifPresent(group -> policy(
                "requests",
                settings.scaling().requestsPerMinute(),
                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                        .predefinedMetricSpecification(
                                PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs
                                        .builder()
                                        .predefinedMetricType("ALBRequestCountPerTarget")
                                        .resourceLabel(Output.format(
                                                "%s/%s", shared.balancer().arnSuffix(), group.arnSuffix()))
                                        .build())));
        queue.ifPresent(messages -> policy(
                "messages",
                settings.scaling().messagesPerTask(),
                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                        .customizedMetricSpecification(backlog(messages, cluster, service.name()))));
        registerOutputs();
    }

    private void policy(String child, int value, PolicyTargetTrackingScalingPolicyConfigurationArgs.Builder metric) {
        new Policy(
                named(child),
                PolicyArgs.builder()
                        .policyType("TargetTrackingScaling")
                        .serviceNamespace(target.serviceNamespace())
                        .scalableDimension(target.scalableDimension())
                        .resourceId(target.resourceId())
                        .targetTrackingScalingPolicyConfiguration(metric.targetValue((double) value)
                                .scaleOutCooldown(60)
                                .scaleInCooldown(300)
                                .build())
                        .build(),
                owned());
    }

    /** The messages that wait for each task ("Scaling policy based on Amazon SQS": backlog per instance). */
    private static PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationArgs backlog(
            Queue queue, Output<String> cluster, Output<String> service) {
        return PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationArgs.builder()
                .metrics(
                        metric(
                                "waiting",
                                "AWS/SQS",
                                "ApproximateNumberOfMessagesVisible",
                                Map.of("QueueName", queue.queueName())),
                        metric(
                                "tasks",
                                "ECS/ContainerInsights",
                                "RunningTaskCount",
                                Map.of("ClusterName", cluster, "ServiceName", service)),
                        PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgs.builder()
                                .id("each")
                                .label("Messages that wait for each task")
                                .expression("waiting / tasks")
                                .returnData(true)
                                .build())
                .build();
    }

    private static PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgs metric(
            String id, String namespace, String name, Map<String, Output<String>> dimensions) {
        return PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgs.builder()
                .id(id)
                .metricStat(
                        PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatArgs
                                .builder()
                                .metric(
                                        PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricArgs
                                                .builder()
                                                .namespace(namespace)
                                                .metricName(name)
                                                .dimensions(dimensions(dimensions))
                                                .build())
                                .stat("Average")
                                .build())
                .returnData(false)
                .build();
    }

    private static List<
                    PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs>
            dimensions(Map<String, Output<String>> dimensions) {
        return dimensions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(dimension ->
                        PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricMetricStatMetricDimensionArgs
                                .builder()
                                .name(dimension.getKey())
                                .value(dimension.getValue())
                                .build())
                .toList();
    }
}

package dev.slipway.compute;

import com.pulumi.aws.appautoscaling.Policy;
import com.pulumi.aws.appautoscaling.PolicyArgs;
import com.pulumi.aws.appautoscaling.Target;
import com.pulumi.aws.appautoscaling.TargetArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationArgs;
import com.pulumi.aws.appautoscaling.inputs.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs;
import com.pulumi.aws.ecs.Service;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.edge.LoadBalancer;
import dev.slipway.settings.ServiceSettings;

/** Scales by CPU and by requests: adds tasks within a minute, and removes them slowly. */
final class Scaling extends Component {

    private final Target target;

    Scaling(
            String name,
            ServiceSettings settings,
            Cluster cluster,
            Service service,
            LoadBalancer balancer,
            ComponentResourceOptions options) {
        super("slipway:compute:Scaling", name, options);
        target = new Target(
                named("tasks"),
                TargetArgs.builder()
                        .serviceNamespace("ecs")
                        .scalableDimension("ecs:service:DesiredCount")
                        .resourceId(Output.format("service/%s/%s", cluster.clusterName(), service.name()))
                        .minCapacity(settings.minimum())
                        .maxCapacity(settings.maximum())
                        .build(),
                owned());
        track(
                "cpu",
                settings.scaling().cpuPercent(),
                PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.builder()
                        .predefinedMetricType("ECSServiceAverageCPUUtilization")
                        .build());
        track(
                "requests",
                settings.scaling().requestsPerMinute(),
                PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs.builder()
                        .predefinedMetricType("ALBRequestCountPerTarget")
                        .resourceLabel(Output.format(
                                "%s/%s",
                                balancer.arnSuffix(), balancer.targets().arnSuffix()))
                        .build());
        registerOutputs();
    }

    private void track(
            String child,
            int value,
            PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs metric) {
        new Policy(
                named(child),
                PolicyArgs.builder()
                        .policyType("TargetTrackingScaling")
                        .serviceNamespace(target.serviceNamespace())
                        .scalableDimension(target.scalableDimension())
                        .resourceId(target.resourceId())
                        .targetTrackingScalingPolicyConfiguration(
                                PolicyTargetTrackingScalingPolicyConfigurationArgs.builder()
                                        .predefinedMetricSpecification(metric)
                                        .targetValue((double) value)
                                        .scaleOutCooldown(60)
                                        .scaleInCooldown(300)
                                        .build())
                        .build(),
                owned());
    }
}

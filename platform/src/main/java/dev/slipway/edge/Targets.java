package dev.slipway.edge;

import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.observe.Alarm;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;
import dev.slipway.observe.Notifications;

import java.util.List;
import java.util.Map;

/**
 * The target group of a load balancer, and the two alarms that roll a deployment back. The alarms are defined here because
 * they must exist before the service that references them.
 */
public final class Targets extends Component {

    private final TargetGroup group;
    private final MetricAlarm errors;
    private final MetricAlarm latency;

    /**
     * The inputs of the target group and its alarms.
     *
     * @param environment the environment's name, with which the target group's name begins
     * @param port the port of the container that serves requests and health checks
     * @param p99Milliseconds the latency above which the rollback alarm triggers
     */
    @NamedParts
    record Args(
            String environment,
            int port,
            Output<String> vpcId,
            LoadBalancer balancer,
            int p99Milliseconds,
            Notifications notifications) {}

    Targets(String name, Args args, ComponentResourceOptions options) {
        super("slipway:edge:Targets", name, options);
        group = new TargetGroup(
                args.environment(),
                TargetGroupArgs.builder()
                        .vpcId(args.vpcId())
                        .targetType("ip")
                        .protocol("HTTP")
                        .port(args.port())
                        // A deployment waits for two successful checks of a new task, then for the old task to drain:
                        // less than a minute.
                        .healthCheck(TargetGroupHealthCheckArgs.builder()
                                .path("/readyz")
                                .matcher("200")
                                .interval(5)
                                .timeout(3)
                                .healthyThreshold(2)
                                .unhealthyThreshold(3)
                                .build())
                        .deregistrationDelay(15)
                        .loadBalancingAlgorithmType("least_outstanding_requests")
                        .build(),
                owned());
        var dimensions = Map.of("LoadBalancer", args.balancer().arnSuffix(), "TargetGroup", group.arnSuffix());
        errors = new Alarm(
                        "More than 10 requests a minute ended in an error of the service",
                        new Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", dimensions),
                        Bound.above(10, 2))
                .create(named("errors"), args.notifications(), owned());
        latency = new Alarm(
                        "One request in a hundred takes longer than %d ms".formatted(args.p99Milliseconds()),
                        new Metric("AWS/ApplicationELB", "TargetResponseTime", "p99", dimensions),
                        Bound.above(args.p99Milliseconds() / 1000.0, 2))
                .create(named("latency"), args.notifications(), owned());
        registerOutputs();
    }

    public Output<String> arn() {
        return group.arn();
    }

    /** The part of the target group's ARN that CloudWatch uses as a dimension: {@code targetgroup/<name>/<id>}. */
    public Output<String> arnSuffix() {
        return group.arnSuffix();
    }

    /** The names of the alarms that roll a deployment back. */
    public Output<List<String>> rollbackAlarms() {
        return Output.all(errors.name(), latency.name());
    }
}

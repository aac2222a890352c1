package dev.slipway.observe;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.Component;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;
import dev.slipway.settings.EnvironmentSettings;

import java.util.Map;

/**
 * What somebody should look at. The two that roll a deployment back stand with the target group; these do not, because
 * each of them trips during a healthy deployment too.
 */
public final class Alarms extends Component {

    private static final String BALANCER = "AWS/ApplicationELB";
    private static final String CONTAINERS = "AWS/ECS";
    private static final String INSIGHTS = "ECS/ContainerInsights";
    private static final String DATABASE = "AWS/RDS";
    private static final long GIBIBYTE = 1L << 30;

    private final Notifications notifications;

    public Alarms(
            String name,
            EnvironmentSettings settings,
            Watched watched,
            Notifications notifications,
            ComponentResourceOptions options) {
        super("slipway:observe:Alarms", name, options);
        this.notifications = notifications;
        var balancer = Map.of("LoadBalancer", watched.balancer());
        var targets = Map.of("LoadBalancer", watched.balancer(), "TargetGroup", watched.targets());
        var service = Map.of("ClusterName", watched.cluster(), "ServiceName", watched.service());
        var database = Map.of("DBInstanceIdentifier", watched.database());

        alarm(
                "balancer-errors",
                "The balancer itself answered more than 10 requests a minute with an error: no task could",
                new Metric(BALANCER, "HTTPCode_ELB_5XX_Count", "Sum", balancer),
                Bound.above(10, 2));
        alarm(
                "unhealthy-hosts",
                "A task has failed its health check for 5 minutes",
                new Metric(BALANCER, "UnHealthyHostCount", "Maximum", targets),
                Bound.above(0, 5));
        alarm(
                "running-tasks",
                "Fewer tasks than the minimum of %d have run for 5 minutes"
                        .formatted(settings.service().minimum()),
                new Metric(INSIGHTS, "RunningTaskCount", "Minimum", service),
                Bound.below(settings.service().minimum(), 5).orSilence());
        alarm(
                "cpu",
                "Tasks have used over 85 % of their CPU for 10 minutes: has the maximum number been reached?",
                new Metric(CONTAINERS, "CPUUtilization", "Average", service),
                Bound.above(85, 10));
        alarm(
                "memory",
                "Tasks have used over 85 % of their memory for 10 minutes",
                new Metric(CONTAINERS, "MemoryUtilization", "Maximum", service),
                Bound.above(85, 10));
        alarm(
                "database-cpu",
                "The database has used over 80 % of its CPU for 10 minutes",
                new Metric(DATABASE, "CPUUtilization", "Average", database),
                Bound.above(80, 10));
        alarm(
                "database-storage",
                "The database has less than 2 GiB of storage left",
                new Metric(DATABASE, "FreeStorageSpace", "Minimum", database),
                Bound.below(2 * GIBIBYTE, 5));
        var tooMany = watched.connections() * 8 / 10;
        alarm(
                "database-connections",
                "The database has more than %d of the %d or so connections that its class takes"
                        .formatted(tooMany, watched.connections()),
                new Metric(DATABASE, "DatabaseConnections", "Maximum", database),
                Bound.above(tooMany, 5));
        registerOutputs();
    }

    private void alarm(String child, String description, Metric metric, Bound bound) {
        new Alarm(description, metric, bound).raise(named(child), notifications, owned());
    }

    /**
     * What is watched, as CloudWatch's dimensions name it.
     *
     * @param connections how many connections the database takes
     */
    public record Watched(
            Output<String> balancer,
            Output<String> targets,
            Output<String> cluster,
            Output<String> service,
            Output<String> database,
            int connections) {}
}

package dev.slipway.observe;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;
import dev.slipway.settings.EnvironmentSettings;

import java.util.HashMap;
import java.util.Map;

/**
 * The alarms that need attention but do not roll a deployment back, because they can also trigger during a healthy
 * deployment. The two rollback alarms belong to the target group.
 */
public final class Alarms extends Component {

    private static final long GIBIBYTE = 1L << 30;

    private final Notifications notifications;
    private final Map<String, Output<String>> dimensions;

    public Alarms(
            String name,
            EnvironmentSettings settings,
            Watched watched,
            Notifications notifications,
            ComponentResourceOptions options) {
        super("slipway:observe:Alarms", name, options);
        this.notifications = notifications;
        this.dimensions = watched.dimensions();

        alarm(
                "balancer-errors",
                "The balancer itself answered more than 10 requests a minute with an error: no task could",
                metric(Series.BALANCER_ERRORS, "Sum"),
                Bound.above(10, 2));
        alarm(
                "unhealthy-hosts",
                "A task has failed its health check for 5 minutes",
                metric(Series.UNHEALTHY_TASKS, "Maximum"),
                Bound.above(0, 5));
        alarm(
                "running-tasks",
                "Fewer tasks than the minimum of %d have run for 5 minutes"
                        .formatted(settings.service().minimum()),
                metric(Series.RUNNING_TASKS, "Minimum"),
                Bound.below(settings.service().minimum(), 5).orSilence());
        alarm(
                "cpu",
                "Tasks have used over 85 % of their CPU for 10 minutes: has the maximum number been reached?",
                metric(Series.CPU, "Average"),
                Bound.above(85, 10));
        alarm(
                "memory",
                "Tasks have used over 85 % of their memory for 10 minutes",
                metric(Series.MEMORY, "Maximum"),
                Bound.above(85, 10));
        alarm(
                "database-cpu",
                "The database has used over 80 % of its CPU for 10 minutes",
                metric(Series.DATABASE_CPU, "Average"),
                Bound.above(80, 10));
        alarm(
                "database-storage",
                "The database has less than 2 GiB of storage left",
                metric(Series.DATABASE_STORAGE, "Minimum"),
                Bound.below(2 * GIBIBYTE, 5));
        var tooMany = watched.connections() * 8 / 10;
        alarm(
                "database-connections",
                "The database has more than %d of the %d or so connections that its class takes"
                        .formatted(tooMany, watched.connections()),
                metric(Series.DATABASE_CONNECTIONS, "Maximum"),
                Bound.above(tooMany, 5));
        registerOutputs();
    }

    private Metric metric(Series series, String statistic) {
        var own = new HashMap<>(dimensions);
        own.keySet().retainAll(series.dimensions());
        return new Metric(series.namespace(), series.metric(), statistic, own);
    }

    private void alarm(String child, String description, Metric metric, Bound bound) {
        new Alarm(description, metric, bound).create(named(child), notifications, owned());
    }

    /**
     * The monitored resources, as values of CloudWatch's dimensions.
     *
     * @param connections the maximum number of connections of the database
     */
    @NamedParts
    public record Watched(
            Output<String> balancer,
            Output<String> targets,
            Output<String> cluster,
            Output<String> service,
            Output<String> database,
            int connections) {

        /** The values of CloudWatch's dimensions, by their names. */
        Map<String, Output<String>> dimensions() {
            return Map.of(
                    "LoadBalancer", balancer,
                    "TargetGroup", targets,
                    "ClusterName", cluster,
                    "ServiceName", service,
                    "DBInstanceIdentifier", database);
        }
    }
}

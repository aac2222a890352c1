package dev.slipway.observe;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;

import java.util.Map;

/**
 * The alarms of a service's tasks that do not roll a deployment back, because they can also trigger during a healthy one. The
 * two rollback alarms belong to the target group.
 */
public final class ServiceAlarms extends Component {

    private final Notifications notifications;

    /**
     * Creates the alarms.
     *
     * @param minimum the number of tasks below which the service is in danger
     * @param dimensions the values of CloudWatch's dimensions, by their names
     */
    public ServiceAlarms(
            String name,
            int minimum,
            Map<String, Output<String>> dimensions,
            Notifications notifications,
            ComponentResourceOptions options) {
        super("slipway:observe:ServiceAlarms", name, options);
        this.notifications = notifications;
        if (dimensions.containsKey("TargetGroup")) {
            alarm(
                    "unhealthy-hosts",
                    "A task has failed its health check for 5 minutes",
                    Series.UNHEALTHY_TASKS.of("Maximum", dimensions),
                    Bound.above(0, 5));
        }
        alarm(
                "running-tasks",
                "Fewer tasks than the minimum of %d have run for 5 minutes".formatted(minimum),
                Series.RUNNING_TASKS.of("Minimum", dimensions),
                Bound.below(minimum, 5).orSilence());
        alarm(
                "cpu",
                "Tasks have used over 85 % of their CPU for 10 minutes: has the maximum number been reached?",
                Series.CPU.of("Average", dimensions),
                Bound.above(85, 10));
        alarm(
                "memory",
                "Tasks have used over 85 % of their memory for 10 minutes",
                Series.MEMORY.of("Maximum", dimensions),
                Bound.above(85, 10));
        registerOutputs();
    }

    private void alarm(String child, String description, Metric metric, Bound bound) {
        new Alarm(child, description, metric, bound).create(named(child), notifications, owned());
    }
}

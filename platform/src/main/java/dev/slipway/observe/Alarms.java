package dev.slipway.observe;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.observe.Alarm.Bound;
import dev.slipway.observe.Alarm.Metric;

import java.util.Map;

/**
 * The alarms of what all services share: the load balancer and the database. They do not roll a deployment back, because
 * they can also trigger during a healthy one.
 */
public final class Alarms extends Component {

    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private final Notifications notifications;

    /** @param dimensions the values of CloudWatch's dimensions, by their names */
    public Alarms(
            String name,
            Map<String, Output<String>> dimensions,
            Notifications notifications,
            ComponentResourceOptions options) {
        super("slipway:observe:Alarms", name, options);
        this.notifications = notifications;
        alarm(
                "balancer-errors",
                "The balancer itself answered more than 10 requests a minute with an error: no task could",
                Series.BALANCER_ERRORS.of("Sum", dimensions),
                Bound.above(10, 2));
        registerOutputs();
    }

    /**
     * Adds the alarms of a database.
     *
     * @param connections the maximum number of its connections
     */
    public void database(Map<String, Output<String>> dimensions, int connections) {
        alarm(
                "database-cpu",
                "The database has used over 80 % of its CPU for 10 minutes",
                Series.DATABASE_CPU.of("Average", dimensions),
                Bound.above(80, 10));
        if (Series.DATABASE_CAPACITY.isOf(dimensions)) {
            alarm(
                    "database-capacity",
                    "The database has used over 90 % of its maximum capacity for 15 minutes",
                    Series.DATABASE_CAPACITY.of("Average", dimensions),
                    Bound.above(90, 15));
        } else {
            alarm(
                    "database-storage",
                    "The database has less than 2 GiB of storage left",
                    Series.DATABASE_STORAGE.of("Minimum", dimensions),
                    Bound.below(2 * GIBIBYTE, 5));
        }
        alarm(
                "database-memory",
                "The database has less than 64 MiB of memory left for 10 minutes",
                Series.DATABASE_MEMORY.of("Minimum", dimensions),
                Bound.below(64 * MEBIBYTE, 10));
        var tooMany = connections * 8 / 10;
        alarm(
                "database-connections",
                "The database has more than %d of the %d or so connections that its %s takes"
                        .formatted(
                                tooMany,
                                connections,
                                Series.DATABASE_CAPACITY.isOf(dimensions) ? "maximum capacity" : "class"),
                Series.DATABASE_CONNECTIONS.of("Maximum", dimensions),
                Bound.above(tooMany, 5));
    }

    private void alarm(String child, String description, Metric metric, Bound bound) {
        new Alarm(child, description, metric, bound).create(named(child), notifications, owned());
    }
}

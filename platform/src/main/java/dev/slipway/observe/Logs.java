package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All log groups of an environment, with their retention. AWS would create some of them itself, without retention; these are
 * created here first, under the names that AWS uses.
 */
public final class Logs extends Component {

    private final int days;
    private final Map<String, LogGroup> services = new HashMap<>();
    private final Optional<LogGroup> flow;
    private final LogGroup insights;
    private final List<Resource> database;

    /**
     * @param environment the cluster's name and the database's identifier
     * @param path the prefix of the environment's own groups, such as {@code /slipway/staging}
     * @param names the services, each with a group of its own
     * @param withDatabase whether there is a database, whose logs RDS exports
     * @param withFlow whether there is a VPC of the environment's own, which has flow logs
     */
    public Logs(
            String name,
            String environment,
            String path,
            int days,
            List<String> names,
            boolean withDatabase,
            boolean withFlow,
            ComponentResourceOptions options) {
        super("slipway:observe:Logs", name, options);
        this.days = days;
        for (var service : names) {
            services.put(service, group("service-" + service, path + "/" + service));
        }
        flow = withFlow ? Optional.of(group("flow", path + "/flow")) : Optional.empty();
        insights = group("insights", "/aws/ecs/containerinsights/" + environment + "/performance");
        database = withDatabase
                ? List.of(
                        group("postgresql", "/aws/rds/instance/" + environment + "/postgresql"),
                        group("upgrade", "/aws/rds/instance/" + environment + "/upgrade"))
                : List.of();
        registerOutputs();
    }

    /** The log group of a service's containers. */
    public LogGroup service(String name) {
        return services.get(name);
    }

    /** The log group of the VPC's flow logs. */
    public LogGroup flow() {
        return flow.orElseThrow();
    }

    /** The log group of Container Insights, which must exist before the cluster. */
    public Resource insights() {
        return insights;
    }

    /** The log groups of the database, which must exist before it. */
    public List<Resource> database() {
        return database;
    }

    private LogGroup group(String child, String path) {
        return new LogGroup(
                named(child),
                LogGroupArgs.builder().name(path).retentionInDays(days).build(),
                owned());
    }
}

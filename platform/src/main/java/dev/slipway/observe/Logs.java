package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;

import java.util.List;

/**
 * All log groups of an environment, with their retention. Some would be made by AWS itself, for ever: those are made here
 * first, under the names that AWS uses.
 */
public final class Logs extends Component {

    private final int days;
    private final LogGroup app;
    private final LogGroup flow;
    private final LogGroup insights;
    private final LogGroup postgresql;
    private final LogGroup upgrade;

    /**
     * @param environment the cluster's name and the database's identifier
     * @param path where the environment's own groups are, such as {@code /slipway/staging}
     */
    public Logs(String name, String environment, String path, int days, ComponentResourceOptions options) {
        super("slipway:observe:Logs", name, options);
        this.days = days;
        app = group("app", path + "/app");
        flow = group("flow", path + "/flow");
        insights = group("insights", "/aws/ecs/containerinsights/" + environment + "/performance");
        postgresql = group("postgresql", "/aws/rds/instance/" + environment + "/postgresql");
        upgrade = group("upgrade", "/aws/rds/instance/" + environment + "/upgrade");
        registerOutputs();
    }

    /** What the service's containers print. */
    public LogGroup app() {
        return app;
    }

    /** The VPC's flow logs. */
    public LogGroup flow() {
        return flow;
    }

    /** Container Insights, which must find it before the cluster exists. */
    public Resource insights() {
        return insights;
    }

    /** What the database exports, which must find them before it exists. */
    public List<Resource> database() {
        return List.of(postgresql, upgrade);
    }

    private LogGroup group(String child, String path) {
        return new LogGroup(
                named(child),
                LogGroupArgs.builder().name(path).retentionInDays(days).build(),
                owned());
    }
}

package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;

import java.util.List;

/**
 * All log groups of an environment, with their retention. AWS would create some of them itself, without retention; these are
 * created here first, under the names that AWS uses.
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
     * @param path the prefix of the environment's own groups, such as {@code /slipway/staging}
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

    /** The log group of the service's containers. */
    public LogGroup app() {
        return app;
    }

    /** The log group of the VPC's flow logs. */
    public LogGroup flow() {
        return flow;
    }

    /** The log group of Container Insights, which must exist before the cluster. */
    public Resource insights() {
        return insights;
    }

    /** The log groups of the database, which must exist before it. */
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

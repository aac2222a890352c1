package dev.slipway.observe;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.EnvironmentKey;
import dev.slipway.component.NamedParts;
import dev.slipway.settings.DatabaseSettings;

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
    private final Output<String> key;
    private final Map<String, LogGroup> services = new HashMap<>();
    private final Optional<LogGroup> flow;
    private final Optional<LogGroup> sessions;
    private final Optional<LogGroup> firewall;
    private final LogGroup insights;
    private final List<Resource> database;

    /**
     * The groups that an environment needs.
     *
     * @param environment the cluster's name and the database's identifier
     * @param path the prefix of the environment's own groups, such as {@code /slipway/staging}
     * @param key the key that encrypts them (CKV_AWS_158)
     * @param services the services, each with a group of its own
     * @param database the engine of the database, if there is one, whose logs RDS exports
     * @param withFirewall whether there is a web ACL, which logs the requests that it blocks
     * @param withFlow whether there is a VPC of the environment's own, which has flow logs
     * @param withSessions whether somebody may open a session in a task, which is logged
     */
    @NamedParts
    public record Args(
            String environment,
            String path,
            int days,
            EnvironmentKey key,
            List<String> services,
            Optional<DatabaseSettings.Engine> database,
            boolean withFirewall,
            boolean withFlow,
            boolean withSessions) {}

    public Logs(String name, Args args, ComponentResourceOptions options) {
        super("slipway:observe:Logs", name, options);
        this.days = args.days();
        this.key = args.key().arn();
        var environment = args.environment();
        for (var service : args.services()) {
            services.put(service, group("service-" + service, args.path() + "/" + service));
        }
        flow = when(args.withFlow(), "flow", args.path() + "/flow");
        sessions = when(args.withSessions(), "sessions", args.path() + "/sessions");
        // WAF only writes to groups whose names begin so ("Sending web ACL traffic logs to a CloudWatch Logs log
        // group").
        firewall = when(args.withFirewall(), "firewall", "aws-waf-logs-" + environment);
        insights = group("insights", "/aws/ecs/containerinsights/" + environment + "/performance");
        database = args.database()
                .map(engine -> switch (engine) {
                    case POSTGRES ->
                        List.<Resource>of(
                                group("postgresql", "/aws/rds/instance/" + environment + "/postgresql"),
                                group("upgrade", "/aws/rds/instance/" + environment + "/upgrade"));
                    case AURORA_SERVERLESS ->
                        List.<Resource>of(group("postgresql", "/aws/rds/cluster/" + environment + "/postgresql"));
                })
                .orElse(List.of());
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

    /** The log group of sessions in tasks, if somebody may open one. */
    public Optional<LogGroup> sessions() {
        return sessions;
    }

    /** The log group of the web ACL. */
    public LogGroup firewall() {
        return firewall.orElseThrow();
    }

    /** The log group of Container Insights, which must exist before the cluster. */
    public Resource insights() {
        return insights;
    }

    /** The log groups of the database, which must exist before it. */
    public List<Resource> database() {
        return database;
    }

    private Optional<LogGroup> when(boolean used, String child, String path) {
        return used ? Optional.of(group(child, path)) : Optional.empty();
    }

    private LogGroup group(String child, String path) {
        return new LogGroup(
                named(child),
                LogGroupArgs.builder()
                        .name(path)
                        .retentionInDays(days)
                        .kmsKeyId(key)
                        .build(),
                owned());
    }
}

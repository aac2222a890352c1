package dev.slipway.data;

import com.pulumi.aws.rds.EventSubscription;
import com.pulumi.aws.rds.EventSubscriptionArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.component.ServiceRole;
import dev.slipway.network.Network;
import dev.slipway.network.SecurityGroup;
import dev.slipway.observe.Logs;
import dev.slipway.observe.Notifications;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.DatabaseSettings;

import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL on RDS, reachable over TLS only: an instance, or a cluster of Aurora. RDS creates and rotates the administrator's
 * password. The service signs in with IAM tokens, so a rotation never affects running tasks.
 */
public abstract sealed class Database extends Component permits PostgresDatabase, AuroraDatabase {

    public static final int PORT = 5432;

    public static final String NAME = "app";

    public static final String ADMINISTRATOR = "administrator";

    /** The authority of its certificate, which is valid until 2061 ("Using SSL/TLS to encrypt a connection"). */
    static final String AUTHORITY = "rds-ca-rsa2048-g1";

    static final int MINUTE = 60;

    static final int INSIGHTS_DAYS = 7;

    static final String BACKUPS = "02:00-03:00";

    static final String MAINTENANCE = "sun:03:30-sun:04:30";

    /** The time for instances that are not the only one. */
    static final String LATER_MAINTENANCE = "sun:04:30-sun:05:30";

    /** The events of an instance that notify the team: failures and what leads to them, and what AWS or somebody changes. */
    private static final List<String> EVENTS = List.of(
            "availability",
            "configuration change",
            "deletion",
            "failover",
            "failure",
            "low storage",
            "maintenance",
            "recovery");

    private final AccountSettings account;
    private final String user;
    private final SecurityGroup group;

    /**
     * The inputs of the database.
     *
     * @param environment the environment's name, which is the database's identifier (also in the names of its log groups)
     *     and the name of the service's database role
     * @param path the prefix of the environment's parameters
     * @param isProtected whether it and its backups are protected from deletion
     */
    @NamedParts
    public record Args(
            String environment,
            String path,
            DatabaseSettings settings,
            AccountSettings account,
            boolean isProtected,
            Network network,
            Logs logs,
            Notifications notifications) {}

    Database(String name, Args args, ComponentResourceOptions options) {
        super("slipway:data:Database", name, options);
        account = args.account();
        user = args.environment();
        group = new SecurityGroup(
                named("database"), "database", "The database", args.network().vpcId(), part());
    }

    /** The database of the engine that the settings choose. */
    public static Database of(String name, Args args, ComponentResourceOptions options) {
        return args.settings().isAurora()
                ? new AuroraDatabase(name, args, options)
                : new PostgresDatabase(name, args, options);
    }

    /** The isolated subnets, for its instances. */
    final SubnetGroup subnets(Network network) {
        return new SubnetGroup(
                named("subnets"),
                SubnetGroupArgs.builder()
                        .subnetIds(Output.all(network.isolated()))
                        .build(),
                owned());
    }

    /** The role with which RDS writes the metrics of the host ("Setting up and enabling Enhanced Monitoring"). */
    final ServiceRole monitoring() {
        return new ServiceRole(named("monitoring"), user + "-monitoring", "monitoring.rds.amazonaws.com", part())
                .allow(
                        "write",
                        Output.of(ServiceRole.policy(write -> write.addAction("logs:CreateLogGroup")
                                .addAction("logs:CreateLogStream")
                                .addAction("logs:DescribeLogStreams")
                                .addAction("logs:GetLogEvents")
                                .addAction("logs:PutLogEvents")
                                .addAction("logs:PutRetentionPolicy")
                                .addResource("arn:aws:logs:%s:%s:log-group:RDSOSMetrics:*"
                                        .formatted(account.region(), account.id())))));
    }

    /**
     * The name of its last snapshot, which keeps the security group's id from the database's creation. Ids of security groups
     * are unique; with a fixed name, a second destroy would fail.
     */
    final Output<String> finalSnapshot() {
        return Output.format("%s-final-%s", user, group.id());
    }

    /** Notifies the team of events of instances. */
    final void report(String child, List<Output<String>> instances, Notifications notifications) {
        report(child, "db-instance", instances, EVENTS, notifications);
    }

    final void report(
            String child,
            String source,
            List<Output<String>> ids,
            List<String> categories,
            Notifications notifications) {
        new EventSubscription(
                named(child),
                EventSubscriptionArgs.builder()
                        .snsTopic(notifications.topicArn())
                        .sourceType(source)
                        .sourceIds(Output.all(ids))
                        .eventCategories(categories)
                        .build(),
                owned());
    }

    /** The ARN for policies that allow signing in as the service's role, from a resource id: it is not the identifier. */
    final String signInArn(String resource) {
        return "arn:aws:rds-db:%s:%s:dbuser:%s/%s".formatted(account.region(), account.id(), resource, user);
    }

    public final SecurityGroup group() {
        return group;
    }

    /**
     * The database role that the service signs in as. Its name differs between environments, because IAM policies can
     * otherwise only distinguish databases by an id that is not known before they exist.
     */
    public final String user() {
        return user;
    }

    /** The host name that clients connect to. */
    public abstract Output<String> address();

    /** {@code host:port}. */
    public abstract Output<String> endpoint();

    /** The host name for reading, if the settings ask for one. */
    public abstract Optional<Output<String>> readerAddress();

    public abstract Output<String> arn();

    /** The name of the dimension of its metrics. */
    public abstract String dimension();

    /** The identifier, which is the dimension's value. */
    public abstract Output<String> identifier();

    /** Whether RDS creates, stores and rotates the administrator's password. */
    public abstract boolean managesPassword();

    /** The ARN of what holds the administrator's password: RDS's secret, which is JSON, or else a parameter. */
    public abstract Output<String> administratorSecret();

    /** The ARNs for policies that allow signing in as the service's role. */
    public abstract Output<List<String>> signInArns();

    /** What must exist before a client can connect, besides what the address implies. */
    public abstract List<Resource> instances();
}

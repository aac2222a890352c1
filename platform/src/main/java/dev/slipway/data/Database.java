package dev.slipway.data;

import com.pulumi.aws.rds.EventSubscription;
import com.pulumi.aws.rds.EventSubscriptionArgs;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
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
import dev.slipway.settings.Keyword;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * PostgreSQL on RDS, reachable over TLS only. RDS creates and rotates the administrator's password. The service signs in
 * with IAM tokens, so a rotation never affects running tasks.
 */
public final class Database extends Component {

    public static final int PORT = 5432;

    public static final String NAME = "app";

    public static final String ADMINISTRATOR = "administrator";

    /** The authority of its certificate, which is valid until 2061 ("Using SSL/TLS to encrypt a connection"). */
    private static final String AUTHORITY = "rds-ca-rsa2048-g1";

    /** The events that notify the team: failures and what leads to them, and what AWS or somebody changes. */
    private static final List<String> EVENTS = List.of(
            "availability",
            "configuration change",
            "deletion",
            "failover",
            "failure",
            "low storage",
            "maintenance",
            "recovery");

    private static final int MINUTE = 60;

    /** Parameters that PostgreSQL reads only at its start (context "postmaster" in pg_settings), and those of RDS. */
    private static final Set<String> AT_START = Set.of(
            "autovacuum_freeze_max_age",
            "autovacuum_max_workers",
            "autovacuum_multixact_freeze_max_age",
            "huge_pages",
            "max_connections",
            "max_files_per_process",
            "max_locks_per_transaction",
            "max_logical_replication_workers",
            "max_pred_locks_per_transaction",
            "max_prepared_transactions",
            "max_replication_slots",
            "max_wal_senders",
            "max_worker_processes",
            "pg_stat_statements.max",
            "rds.enable_plan_management",
            "rds.logical_replication",
            "shared_buffers",
            "shared_preload_libraries",
            "superuser_reserved_connections",
            "track_activity_query_size",
            "track_commit_timestamp",
            "wal_buffers");

    private final AccountSettings account;
    private final String user;
    private final SecurityGroup group;
    private final Instance instance;
    private final Optional<Instance> replica;
    /** The administrator's password, if RDS does not manage it. */
    private final Optional<Parameter> password;

    /**
     * The inputs of the database.
     *
     * @param environment the environment's name, which is the instance's identifier (also in the names of its log groups)
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

    public Database(String name, Args args, ComponentResourceOptions options) {
        super("slipway:data:Database", name, options);
        this.account = args.account();
        user = args.environment();
        var settings = args.settings();
        var network = args.network();
        var isProtected = args.isProtected();
        group = new SecurityGroup(named("database"), "database", "The database", network.vpcId(), part());
        var subnets = new SubnetGroup(
                named("subnets"),
                SubnetGroupArgs.builder()
                        .subnetIds(Output.all(network.isolated()))
                        .build(),
                owned());
        var parameters = new ParameterGroup(
                named("parameters-" + settings.version()),
                ParameterGroupArgs.builder()
                        .family("postgres" + settings.version())
                        .parameters(parameters(settings.parameters()))
                        .build(),
                owned());
        // RDS creates no read replica of an instance whose password it manages ("Limitations for Secrets Manager
        // integration with Amazon RDS").
        password = settings.readReplica() ? Optional.of(password(args.path())) : Optional.empty();
        var monitoring = monitoring(args);
        var primary = InstanceArgs.builder()
                .identifier(args.environment())
                .engine("postgres")
                .engineVersion(Integer.toString(settings.version()))
                .allowMajorVersionUpgrade(true)
                .autoMinorVersionUpgrade(true)
                .instanceClass(settings.instanceClass())
                .storageType(Keyword.of(settings.storageType()))
                .allocatedStorage(settings.storage())
                .maxAllocatedStorage(settings.maximumStorage())
                .storageEncrypted(true)
                .multiAz(settings.multiAz())
                .dbName(NAME)
                .port(PORT)
                .username(ADMINISTRATOR)
                .iamDatabaseAuthenticationEnabled(true)
                .dbSubnetGroupName(subnets.name())
                .vpcSecurityGroupIds(Output.all(group.id()))
                .publiclyAccessible(false)
                .parameterGroupName(parameters.name())
                .backupRetentionPeriod(settings.backupDays())
                .backupWindow("02:00-03:00")
                .maintenanceWindow("sun:03:30-sun:04:30")
                .copyTagsToSnapshot(true)
                .deleteAutomatedBackups(!isProtected)
                .deletionProtection(isProtected)
                .skipFinalSnapshot(false)
                .finalSnapshotIdentifier(Output.format("%s-final-%s", args.environment(), group.id()))
                .enabledCloudwatchLogsExports("postgresql", "upgrade")
                .performanceInsightsEnabled(true)
                .performanceInsightsRetentionPeriod(7)
                .monitoringInterval(MINUTE)
                .monitoringRoleArn(monitoring.arn())
                .caCertIdentifier(AUTHORITY)
                // Approved changes take effect at once. Otherwise they would wait for the nightly maintenance
                // window, and every preview until then would show them again:
                // docs/decisions/changes-to-what-runs.md.
                .applyImmediately(true);
        password.ifPresentOrElse(own -> primary.password(own.value()), () -> primary.manageMasterUserPassword(true));
        settings.iops().ifPresent(primary::iops);
        settings.snapshot().ifPresent(primary::snapshotIdentifier);
        instance = new Instance(
                named("instance"),
                primary.build(),
                owned(more -> more.dependsOn(
                                Stream.concat(args.logs().database().stream(), monitoring.rights().stream())
                                        .toArray(Resource[]::new))
                        .protect(isProtected)
                        // The snapshot keeps the name from the instance's creation. Security group ids are unique;
                        // with a fixed name, a second destroy would fail.
                        // A database that exists does not start again from a snapshot.
                        .ignoreChanges(List.of("finalSnapshotIdentifier", "snapshotIdentifier"))));
        replica = settings.readReplica() ? Optional.of(replica(args, parameters, monitoring)) : Optional.empty();
        new EventSubscription(
                named("events"),
                EventSubscriptionArgs.builder()
                        .snsTopic(args.notifications().topicArn())
                        .sourceType("db-instance")
                        .sourceIds(Output.all(Stream.concat(Stream.of(instance), replica.stream())
                                .map(Instance::identifier)
                                .toList()))
                        .eventCategories(EVENTS)
                        .build(),
                owned());
        registerOutputs();
    }

    /** A copy for reading, which follows within seconds. It has no data of its own, so it is not protected. */
    private Instance replica(Args args, ParameterGroup parameters, ServiceRole monitoring) {
        var settings = args.settings();
        var reader = InstanceArgs.builder()
                .identifier(args.environment() + "-reader")
                .replicateSourceDb(instance.identifier())
                .instanceClass(settings.instanceClass())
                .storageType(Keyword.of(settings.storageType()))
                .maxAllocatedStorage(settings.maximumStorage())
                .storageEncrypted(true)
                .autoMinorVersionUpgrade(true)
                .iamDatabaseAuthenticationEnabled(true)
                .vpcSecurityGroupIds(Output.all(group.id()))
                .publiclyAccessible(false)
                .parameterGroupName(parameters.name())
                .backupRetentionPeriod(0)
                .maintenanceWindow("sun:04:30-sun:05:30")
                .copyTagsToSnapshot(true)
                .skipFinalSnapshot(true)
                .performanceInsightsEnabled(true)
                .performanceInsightsRetentionPeriod(7)
                .monitoringInterval(MINUTE)
                .monitoringRoleArn(monitoring.arn())
                .caCertIdentifier(AUTHORITY)
                .applyImmediately(true);
        settings.iops().ifPresent(reader::iops);
        return new Instance(named("reader"), reader.build(), owned());
    }

    /** The role with which RDS writes the metrics of the host ("Setting up and enabling Enhanced Monitoring"). */
    private ServiceRole monitoring(Args args) {
        return new ServiceRole(
                        named("monitoring"), args.environment() + "-monitoring", "monitoring.rds.amazonaws.com", part())
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

    private Parameter password(String path) {
        return new Parameter(
                named("administrator"),
                ParameterArgs.builder()
                        .name(path + "/database/administrator")
                        .type("SecureString")
                        .description("The password of the database's administrator")
                        .value(Output.ofSecret(Parameters.random()))
                        .build(),
                owned(more -> more.ignoreChanges(List.of("value"))));
    }

    /** The host name of the read replica, if there is one. */
    public Optional<Output<String>> readerAddress() {
        return replica.map(Instance::address);
    }

    public SecurityGroup group() {
        return group;
    }

    /** The host name that clients connect to. */
    public Output<String> address() {
        return instance.address();
    }

    /** {@code host:port}. */
    public Output<String> endpoint() {
        return instance.endpoint();
    }

    public Output<String> arn() {
        return instance.arn();
    }

    /** The instance's identifier, which CloudWatch uses as a dimension. */
    public Output<String> identifier() {
        return instance.identifier();
    }

    /** Whether RDS creates, stores and rotates the administrator's password. */
    public boolean managesPassword() {
        return password.isEmpty();
    }

    /** The ARN of what holds the administrator's password: RDS's secret, which is JSON, or else a parameter. */
    public Output<String> administratorSecret() {
        return password.map(Parameter::arn)
                .orElseGet(() -> instance.masterUserSecrets()
                        .applyValue(secrets -> secrets.getFirst().secretArn().orElseThrow()));
    }

    /**
     * The database role that the service signs in as. Its name differs between environments, because IAM policies can
     * otherwise only distinguish databases by an id that is not known before they exist.
     */
    public String user() {
        return user;
    }

    /**
     * The ARNs for policies that allow signing in as the service's role. They contain the resource ids of the instances, not their
     * identifiers.
     */
    public Output<List<String>> signInArns() {
        return Output.all(Stream.concat(Stream.of(instance), replica.stream())
                .map(each -> each.resourceId()
                        .applyValue(resource -> "arn:aws:rds-db:%s:%s:dbuser:%s/%s"
                                .formatted(account.region(), account.id(), resource, user)))
                .toList());
    }

    private static List<ParameterGroupParameterArgs> parameters(Map<String, String> own) {
        var all = new TreeMap<>(
                Map.of("log_min_duration_statement", "1000", "log_statement", "ddl", "rds.force_ssl", "1"));
        all.putAll(own);
        return all.entrySet().stream()
                .map(parameter -> parameter(parameter.getKey(), parameter.getValue()))
                .toList();
    }

    private static ParameterGroupParameterArgs parameter(String name, String value) {
        var parameter = ParameterGroupParameterArgs.builder().name(name).value(value);
        if (AT_START.contains(name)) {
            parameter.applyMethod("pending-reboot");
        }
        return parameter.build();
    }
}

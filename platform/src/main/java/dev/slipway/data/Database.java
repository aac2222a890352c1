package dev.slipway.data;

import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.network.Network;
import dev.slipway.network.SecurityGroup;
import dev.slipway.observe.Logs;
import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.DatabaseSettings;

import java.util.List;

/**
 * PostgreSQL on RDS, reachable over TLS only. RDS creates and rotates the administrator's password. The service signs in
 * with IAM tokens, so a rotation never affects running tasks.
 */
public final class Database extends Component {

    public static final int PORT = 5432;

    public static final String NAME = "app";

    private final AccountSettings account;
    private final String user;
    private final SecurityGroup group;
    private final Instance instance;

    /**
     * The inputs of the database.
     *
     * @param environment the environment's name, which is the instance's identifier (also in the names of its log groups)
     *     and the name of the service's database role
     */
    @NamedParts
    public record Args(
            String environment,
            DatabaseSettings settings,
            AccountSettings account,
            boolean production,
            Network network,
            Logs logs) {}

    public Database(String name, Args args, ComponentResourceOptions options) {
        super("slipway:data:Database", name, options);
        this.account = args.account();
        user = args.environment();
        var settings = args.settings();
        var network = args.network();
        var production = args.production();
        group = new SecurityGroup(named("database"), "database", "The database", network.vpcId(), part());
        var subnets = new SubnetGroup(
                named("subnets"),
                SubnetGroupArgs.builder()
                        .subnetIds(Network.ids(network.isolated()))
                        .build(),
                owned());
        var parameters = new ParameterGroup(
                named("parameters-" + settings.version()),
                ParameterGroupArgs.builder()
                        .family("postgres" + settings.version())
                        .parameters(parameter("log_min_duration_statement", "1000"), parameter("rds.force_ssl", "1"))
                        .build(),
                owned());
        instance = new Instance(
                named("instance"),
                InstanceArgs.builder()
                        .identifier(args.environment())
                        .engine("postgres")
                        .engineVersion(Integer.toString(settings.version()))
                        .allowMajorVersionUpgrade(true)
                        .autoMinorVersionUpgrade(true)
                        .instanceClass(settings.instanceClass())
                        .storageType("gp3")
                        .allocatedStorage(settings.storage())
                        .maxAllocatedStorage(settings.maximumStorage())
                        .storageEncrypted(true)
                        .multiAz(settings.multiAz())
                        .dbName(NAME)
                        .port(PORT)
                        .username("administrator")
                        .manageMasterUserPassword(true)
                        .iamDatabaseAuthenticationEnabled(true)
                        .dbSubnetGroupName(subnets.name())
                        .vpcSecurityGroupIds(Output.all(group.id()))
                        .publiclyAccessible(false)
                        .parameterGroupName(parameters.name())
                        .backupRetentionPeriod(settings.backupDays())
                        .backupWindow("02:00-03:00")
                        .maintenanceWindow("sun:03:30-sun:04:30")
                        .copyTagsToSnapshot(true)
                        .deleteAutomatedBackups(!production)
                        .deletionProtection(production)
                        .skipFinalSnapshot(false)
                        .finalSnapshotIdentifier(Output.format("%s-final-%s", args.environment(), group.id()))
                        .enabledCloudwatchLogsExports("postgresql", "upgrade")
                        .performanceInsightsEnabled(true)
                        .performanceInsightsRetentionPeriod(7)
                        // Approved changes take effect at once. Otherwise they would wait for the nightly maintenance
                        // window, and every preview until then would show them again:
                        // docs/decisions/changes-to-what-runs.md.
                        .applyImmediately(true)
                        .build(),
                owned(more -> more.dependsOn(args.logs().database())
                        .protect(production)
                        // The snapshot keeps the name from the instance's creation. Security group ids are unique;
                        // with a fixed name, a second destroy would fail.
                        .ignoreChanges(List.of("finalSnapshotIdentifier"))));
        registerOutputs();
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

    /** The instance's identifier, which CloudWatch uses as a dimension. */
    public Output<String> identifier() {
        return instance.identifier();
    }

    /** The ARN of the secret in which RDS stores the administrator's name and password as JSON. */
    public Output<String> administratorSecret() {
        return instance.masterUserSecrets()
                .applyValue(secrets -> secrets.getFirst().secretArn().orElseThrow());
    }

    /**
     * The database role that the service signs in as. Its name differs between environments, because IAM policies can
     * otherwise only distinguish databases by an id that is not known before they exist.
     */
    public String user() {
        return user;
    }

    /**
     * The ARN for policies that allow signing in as the service's role. It contains the instance's resource id, not its
     * identifier.
     */
    public Output<String> signInArn() {
        return instance.resourceId()
                .applyValue(resource ->
                        "arn:aws:rds-db:%s:%s:dbuser:%s/%s".formatted(account.region(), account.id(), resource, user));
    }

    private static ParameterGroupParameterArgs parameter(String name, String value) {
        return ParameterGroupParameterArgs.builder().name(name).value(value).build();
    }
}

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
 * PostgreSQL on RDS, reached by TLS only. RDS makes and rotates the administrator's password; the service signs in with
 * IAM tokens, so that a rotation never breaks a running task.
 */
public final class Database extends Component {

    public static final int PORT = 5432;

    public static final String NAME = "app";

    private final AccountSettings account;
    private final String user;
    private final SecurityGroup group;
    private final Instance instance;

    /**
     * What the database is for and where it is.
     *
     * @param environment the environment's name: the instance's identifier, which its log groups carry, and the service's role
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
                        // What was approved happens then, and not on a night when nobody watches; until its window
                        // came, each
                        // preview would show it again: docs/decisions/changes-to-what-runs.md.
                        .applyImmediately(true)
                        .build(),
                owned(more -> more.dependsOn(args.logs().database())
                        .protect(production)
                        // The name that it was given when it was made. AWS gives no group's id twice;
                        // a fixed name would fail the second destroy.
                        .ignoreChanges(List.of("finalSnapshotIdentifier"))));
        registerOutputs();
    }

    public SecurityGroup group() {
        return group;
    }

    /** The host that clients connect to. */
    public Output<String> address() {
        return instance.address();
    }

    /** {@code host:port}. */
    public Output<String> endpoint() {
        return instance.endpoint();
    }

    /** The dimension that CloudWatch knows it by. */
    public Output<String> identifier() {
        return instance.identifier();
    }

    /** The secret that RDS keeps the administrator's name and password in, as JSON. */
    public Output<String> administratorSecret() {
        return instance.masterUserSecrets()
                .applyValue(secrets -> secrets.getFirst().secretArn().orElseThrow());
    }

    /**
     * The role in the database that the service signs in as. Each environment has its own name for it, because an IAM policy
     * can only tell databases apart by an id that is not known before they are there.
     */
    public String user() {
        return user;
    }

    /** What a policy grants to let somebody sign in as the service's role: by the resource's id, not the identifier. */
    public Output<String> signInArn() {
        return instance.resourceId()
                .applyValue(resource ->
                        "arn:aws:rds-db:%s:%s:dbuser:%s/%s".formatted(account.region(), account.id(), resource, user));
    }

    private static ParameterGroupParameterArgs parameter(String name, String value) {
        return ParameterGroupParameterArgs.builder().name(name).value(value).build();
    }
}

package dev.slipway.data;

import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.ServiceRole;
import dev.slipway.settings.Keyword;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An instance of RDS for PostgreSQL, with a standby and a read replica if the settings ask for them. */
final class PostgresDatabase extends Database {

    private final Instance instance;
    private final Optional<Instance> replica;
    /** The administrator's password, if RDS does not manage it. */
    private final Optional<Parameter> password;

    PostgresDatabase(String name, Args args, ComponentResourceOptions options) {
        super(name, args, options);
        var settings = args.settings();
        var isProtected = args.isProtected();
        var subnets = subnets(args.network());
        var parameters = new ParameterGroup(
                named("parameters-" + settings.version()),
                ParameterGroupArgs.builder()
                        .family("postgres" + settings.version())
                        .parameters(PostgresParameters.of(settings.parameters()).instance())
                        .build(),
                owned());
        // RDS creates no read replica of an instance whose password it manages ("Limitations for Secrets Manager
        // integration with Amazon RDS").
        password = settings.readReplica() ? Optional.of(password(args.path())) : Optional.empty();
        var monitoring = monitoring();
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
                .vpcSecurityGroupIds(Output.all(group().id()))
                .publiclyAccessible(false)
                .parameterGroupName(parameters.name())
                .backupRetentionPeriod(settings.backupDays())
                .backupWindow(BACKUPS)
                .maintenanceWindow(MAINTENANCE)
                .copyTagsToSnapshot(true)
                .deleteAutomatedBackups(!isProtected)
                .deletionProtection(isProtected)
                .skipFinalSnapshot(false)
                .finalSnapshotIdentifier(finalSnapshot())
                .enabledCloudwatchLogsExports("postgresql", "upgrade")
                .performanceInsightsEnabled(true)
                .performanceInsightsRetentionPeriod(INSIGHTS_DAYS)
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
                        // A database that exists does not start again from a snapshot.
                        .ignoreChanges(List.of("finalSnapshotIdentifier", "snapshotIdentifier"))));
        replica = settings.readReplica() ? Optional.of(replica(args, parameters, monitoring)) : Optional.empty();
        report("events", all().map(Instance::identifier).toList(), args.notifications());
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
                .vpcSecurityGroupIds(Output.all(group().id()))
                .publiclyAccessible(false)
                .parameterGroupName(parameters.name())
                .backupRetentionPeriod(0)
                .maintenanceWindow(LATER_MAINTENANCE)
                .copyTagsToSnapshot(true)
                .skipFinalSnapshot(true)
                .performanceInsightsEnabled(true)
                .performanceInsightsRetentionPeriod(INSIGHTS_DAYS)
                .monitoringInterval(MINUTE)
                .monitoringRoleArn(monitoring.arn())
                .caCertIdentifier(AUTHORITY)
                .applyImmediately(true);
        settings.iops().ifPresent(reader::iops);
        return new Instance(named("reader"), reader.build(), owned());
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

    private Stream<Instance> all() {
        return Stream.concat(Stream.of(instance), replica.stream());
    }

    @Override
    public Output<String> address() {
        return instance.address();
    }

    @Override
    public Output<String> endpoint() {
        return instance.endpoint();
    }

    @Override
    public Optional<Output<String>> readerAddress() {
        return replica.map(Instance::address);
    }

    @Override
    public Output<String> arn() {
        return instance.arn();
    }

    @Override
    public String dimension() {
        return "DBInstanceIdentifier";
    }

    @Override
    public Output<String> identifier() {
        return instance.identifier();
    }

    @Override
    public boolean managesPassword() {
        return password.isEmpty();
    }

    @Override
    public Output<String> administratorSecret() {
        return password.map(Parameter::arn)
                .orElseGet(() -> instance.masterUserSecrets()
                        .applyValue(secrets -> secrets.getFirst().secretArn().orElseThrow()));
    }

    @Override
    public Output<List<String>> signInArns() {
        return Output.all(
                all().map(each -> each.resourceId().applyValue(this::signInArn)).toList());
    }

    @Override
    public List<Resource> instances() {
        return List.of();
    }
}

package dev.slipway.data;

import com.pulumi.aws.rds.Cluster;
import com.pulumi.aws.rds.ClusterArgs;
import com.pulumi.aws.rds.ClusterInstance;
import com.pulumi.aws.rds.ClusterInstanceArgs;
import com.pulumi.aws.rds.ClusterParameterGroup;
import com.pulumi.aws.rds.ClusterParameterGroupArgs;
import com.pulumi.aws.rds.ParameterGroup;
import com.pulumi.aws.rds.ParameterGroupArgs;
import com.pulumi.aws.rds.inputs.ClusterServerlessv2ScalingConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.ServiceRole;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster of Aurora PostgreSQL whose instances are serverless (version 2). Its instances share the storage, so a reader is
 * no copy, and RDS manages the administrator's password in any case ("Limitations for Secrets Manager integration with
 * Amazon Aurora").
 */
final class AuroraDatabase extends Database {

    private static final String ENGINE = "aurora-postgresql";

    /** The events of the cluster as a whole: a cluster has fewer categories than an instance. */
    private static final List<String> CLUSTER_EVENTS =
            List.of("configuration change", "deletion", "failover", "failure", "maintenance");

    /** It takes over first, and keeps the writer's capacity ("Choosing the promotion tier"): tiers 0 and 1 do so. */
    private static final int TAKES_OVER = 1;

    /** It takes over last, and its capacity follows its own load. */
    private static final int READS = 15;

    private final Cluster cluster;
    private final List<ClusterInstance> instances = new ArrayList<>();
    private final boolean hasReader;

    AuroraDatabase(String name, Args args, ComponentResourceOptions options) {
        super(name, args, options);
        var settings = args.settings();
        var isProtected = args.isProtected();
        var subnets = subnets(args.network());
        var family = ENGINE + settings.version();
        var parameters = PostgresParameters.of(settings.parameters());
        var ofCluster = new ClusterParameterGroup(
                named("cluster-parameters-" + settings.version()),
                ClusterParameterGroupArgs.builder()
                        .family(family)
                        .parameters(parameters.cluster())
                        .build(),
                owned());
        var ofInstances = new ParameterGroup(
                named("parameters-" + settings.version()),
                ParameterGroupArgs.builder()
                        .family(family)
                        .parameters(parameters.clusterInstance())
                        .build(),
                owned());
        var storage = ClusterArgs.builder()
                .clusterIdentifier(args.environment())
                .engine(ENGINE)
                .engineMode("provisioned")
                .engineVersion(Integer.toString(settings.version()))
                .allowMajorVersionUpgrade(true)
                .serverlessv2ScalingConfiguration(ClusterServerlessv2ScalingConfigurationArgs.builder()
                        .minCapacity(settings.minimumCapacity())
                        .maxCapacity(settings.maximumCapacity())
                        .build())
                .storageEncrypted(true)
                .databaseName(NAME)
                .port(PORT)
                .masterUsername(ADMINISTRATOR)
                .manageMasterUserPassword(true)
                .iamDatabaseAuthenticationEnabled(true)
                .dbSubnetGroupName(subnets.name())
                .vpcSecurityGroupIds(Output.all(group().id()))
                .dbClusterParameterGroupName(ofCluster.name())
                .dbInstanceParameterGroupName(ofInstances.name())
                .backupRetentionPeriod(settings.backupDays())
                .preferredBackupWindow(BACKUPS)
                .preferredMaintenanceWindow(MAINTENANCE)
                .copyTagsToSnapshot(true)
                .deleteAutomatedBackups(!isProtected)
                .deletionProtection(isProtected)
                .skipFinalSnapshot(false)
                .finalSnapshotIdentifier(finalSnapshot())
                .enabledCloudwatchLogsExports("postgresql")
                // As for an instance: docs/decisions/changes-to-what-runs.md.
                .applyImmediately(true);
        settings.snapshot().ifPresent(storage::snapshotIdentifier);
        cluster = new Cluster(
                named("cluster"),
                storage.build(),
                owned(more -> more.dependsOn(args.logs().database().toArray(Resource[]::new))
                        .protect(isProtected)
                        // A database that exists does not start again from a snapshot.
                        .ignoreChanges(List.of("finalSnapshotIdentifier", "snapshotIdentifier"))));
        var monitoring = monitoring();
        var zones = args.network().isolatedZones();
        instance("first", TAKES_OVER, MAINTENANCE, ofInstances, monitoring, zones);
        if (settings.multiAz()) {
            instance("standby", TAKES_OVER, LATER_MAINTENANCE, ofInstances, monitoring, zones);
        }
        hasReader = settings.readReplica();
        if (hasReader) {
            instance("reader", READS, LATER_MAINTENANCE, ofInstances, monitoring, zones);
        }
        report("events", "db-cluster", List.of(cluster.clusterIdentifier()), CLUSTER_EVENTS, args.notifications());
        report(
                "instance-events",
                instances.stream().map(ClusterInstance::identifier).toList(),
                args.notifications());
        registerOutputs();
    }

    /**
     * Adds an instance, in the next zone. Instances have no data, so they are not protected.
     *
     * @param zones the zones of the subnets; empty if they are not known, and Aurora chooses
     */
    private void instance(
            String child,
            int tier,
            String maintenance,
            ParameterGroup parameters,
            ServiceRole monitoring,
            List<Output<String>> zones) {
        var args = ClusterInstanceArgs.builder()
                .identifier(user() + "-" + child)
                .clusterIdentifier(cluster.clusterIdentifier())
                .engine(ENGINE)
                .instanceClass("db.serverless")
                .promotionTier(tier)
                .dbParameterGroupName(parameters.name())
                .publiclyAccessible(false)
                .autoMinorVersionUpgrade(true)
                .preferredMaintenanceWindow(maintenance)
                .performanceInsightsEnabled(true)
                .performanceInsightsRetentionPeriod(INSIGHTS_DAYS)
                .monitoringInterval(MINUTE)
                .monitoringRoleArn(monitoring.arn())
                .caCertIdentifier(AUTHORITY)
                .applyImmediately(true);
        if (!zones.isEmpty()) {
            args.availabilityZone(zones.get(instances.size() % zones.size()));
        }
        // The first instance of a cluster is its writer.
        var needs = Stream.concat(
                        monitoring.rights().stream(), instances.stream().limit(1))
                .toArray(Resource[]::new);
        instances.add(new ClusterInstance(named(child), args.build(), owned(more -> more.dependsOn(needs))));
    }

    @Override
    public Output<String> address() {
        return cluster.endpoint();
    }

    @Override
    public Output<String> endpoint() {
        return Output.format("%s:%s", cluster.endpoint(), PORT);
    }

    @Override
    public Optional<Output<String>> readerAddress() {
        return hasReader ? Optional.of(cluster.readerEndpoint()) : Optional.empty();
    }

    @Override
    public Output<String> arn() {
        return cluster.arn();
    }

    @Override
    public String dimension() {
        return "DBClusterIdentifier";
    }

    @Override
    public Output<String> identifier() {
        return cluster.clusterIdentifier();
    }

    @Override
    public boolean managesPassword() {
        return true;
    }

    @Override
    public Output<String> administratorSecret() {
        return cluster.masterUserSecrets()
                .applyValue(secrets -> secrets.getFirst().secretArn().orElseThrow());
    }

    @Override
    public Output<List<String>> signInArns() {
        return cluster.clusterResourceId().applyValue(this::signInArn).applyValue(List::of);
    }

    @Override
    public List<Resource> instances() {
        return List.copyOf(instances);
    }
}

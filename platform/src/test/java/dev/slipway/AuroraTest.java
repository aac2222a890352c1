package dev.slipway;

import dev.slipway.changes.Change;
import dev.slipway.changes.Running;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.settings.reading.SettingsReader;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** An environment whose database is a cluster of Aurora. */
class AuroraTest {

    private static final String CLUSTER = "aws:rds/cluster:Cluster";
    private static final String INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

    private static final TestEstate ESTATE = TestEstate.aurora("prod");
    private static final Plan PROD = ESTATE.whole();

    @Test
    void it_is_a_protected_cluster_whose_capacity_follows_the_load() {
        var cluster = PROD.one(CLUSTER);

        assertThat(PROD.all("aws:rds/instance:Instance")).isEmpty();
        assertThat(cluster.inputs())
                .containsEntry("clusterIdentifier", "slipway-prod")
                .containsEntry("engine", "aurora-postgresql")
                .containsEntry("engineMode", "provisioned")
                .containsEntry("engineVersion", "18")
                .containsEntry("storageEncrypted", true)
                .containsEntry("deletionProtection", true)
                .containsEntry("backupRetentionPeriod", 14L)
                .containsEntry("skipFinalSnapshot", false);
        assertThat(cluster.text("serverlessv2ScalingConfiguration.minCapacity")).isEqualTo("0.5");
        assertThat(cluster.text("serverlessv2ScalingConfiguration.maxCapacity")).startsWith("4");
        assertThat(cluster.options().protect()).isTrue();
        assertThat(cluster.options().ignoreChanges())
                .containsExactlyInAnyOrder("finalSnapshotIdentifier", "snapshotIdentifier");
    }

    @Test
    void the_standby_and_the_reader_are_instances_in_other_zones() {
        assertThat(PROD.all(INSTANCE))
                .extracting(
                        instance -> instance.text("identifier"),
                        instance -> instance.text("availabilityZone"),
                        instance -> instance.text("promotionTier"))
                .containsExactlyInAnyOrder(
                        tuple("slipway-prod-first", "eu-central-1a", "1"),
                        tuple("slipway-prod-standby", "eu-central-1b", "1"),
                        tuple("slipway-prod-reader", "eu-central-1c", "15"));
        assertThat(TestEstate.stack("staging")
                        .with("database", "engine", "\"aurora-serverless\"")
                        .plan()
                        .all(INSTANCE))
                .hasSize(1);
    }

    @Test
    void tasks_use_the_endpoints_of_the_cluster_and_rds_keeps_the_password() {
        var cluster = PROD.one(CLUSTER);
        var containers = PROD.one("aws:ecs/taskDefinition:TaskDefinition").text("containerDefinitions");

        assertThat(containers)
                .contains(
                        cluster.text("endpoint"),
                        "{\"name\":\"DATABASE_READER_HOST\",\"value\":\"%s\"}"
                                .formatted(cluster.text("readerEndpoint")),
                        cluster.text("masterUserSecrets[0].secretArn") + ":password::");
        assertThat(PROD.named("aws:iam/rolePolicy:RolePolicy", "slipway-prod-service-app-task-roles-task-database")
                        .text("policy"))
                .contains("dbuser:" + cluster.text("clusterResourceId") + "/slipway-prod");
        assertThat(PROD.outputs()).containsEntry("databaseEndpoint", cluster.text("endpoint") + ":5432");
    }

    /** A cluster accepts connections only once it has an instance. */
    @Test
    void tasks_wait_for_the_instances() {
        assertThat(PROD.one("aws:ecs/service:Service").dependencies())
                .containsAll(PROD.all(INSTANCE).map(PlannedResource::urn).toList());
    }

    /** Some parameters are only read from the group of the instances, others only from that of the cluster. */
    @Test
    void each_parameter_is_in_the_group_that_reads_it() {
        var plan = ESTATE.with("database", "parameters", """
                        {"work_mem": "16384", "rds.logical_replication": "1", "timezone": "UTC", "max_connections": "200"}""").whole();

        assertThat(names(plan.one("aws:rds/clusterParameterGroup:ClusterParameterGroup")))
                .containsExactly("rds.force_ssl", "rds.logical_replication", "timezone");
        assertThat(names(plan.one("aws:rds/parameterGroup:ParameterGroup")))
                .containsExactly("log_min_duration_statement", "log_statement", "max_connections", "work_mem");
    }

    @Test
    void its_log_its_alarms_and_its_backups_are_those_of_a_cluster() {
        assertThat(PROD.all("aws:cloudwatch/logGroup:LogGroup"))
                .extracting(group -> group.text("name"))
                .contains("/aws/rds/cluster/slipway-prod/postgresql")
                .noneMatch(name -> name.startsWith("/aws/rds/instance"));
        assertThat(PROD.all("aws:cloudwatch/metricAlarm:MetricAlarm")
                        .filter(alarm -> alarm.value("namespace")
                                .filter("AWS/RDS"::equals)
                                .isPresent()))
                .allSatisfy(alarm ->
                        assertThat(alarm.text("dimensions.DBClusterIdentifier")).isEqualTo("slipway-prod"))
                .extracting(alarm -> alarm.text("metricName"))
                .containsExactlyInAnyOrder("CPUUtilization", "ACUUtilization", "FreeableMemory", "DatabaseConnections");
        assertThat(PROD.named("aws:cloudwatch/metricAlarm:MetricAlarm", "slipway-prod-alarms-database-connections")
                        .text("alarmDescription"))
                .contains("of the 811 or so connections that its maximum capacity takes");
        assertThat(PROD.named("aws:iam/rolePolicy:RolePolicy", "slipway-prod-backups-role-back-up")
                        .text("policy"))
                .contains("rds:CreateDBClusterSnapshot", "cluster-snapshot:awsbackup:*", ":cluster:slipway-prod");
        assertThat(PROD.one("aws:cloudwatch/dashboard:Dashboard").text("dashboardBody"))
                .contains("ACUUtilization")
                .doesNotContain("FreeStorageSpace", "DBInstanceIdentifier");
    }

    @Test
    void a_running_cluster_is_compared_with_its_settings() {
        var runs = EstatePlans.running(ESTATE.plan());

        assertThat(changes(runs, ESTATE)).isEmpty();
        assertThat(changes(runs, ESTATE.with("database", "maximumCapacity", "16")))
                .isEmpty();
        assertThat(changes(runs, TestEstate.stack("prod")))
                .filteredOn(Change::refused)
                .extracting(Change::sentence)
                .singleElement()
                .asString()
                .startsWith("database.engine: aurora-serverless becomes postgres, which would replace the database");
        assertThat(changes(EstatePlans.running(TestEstate.stack("prod").plan()), ESTATE))
                .extracting(Change::setting, Change::refused)
                .containsExactly(tuple("database.engine", true));
        assertThat(changes(
                        EstatePlans.running(TestEstate.aurora("staging").plan()),
                        TestEstate.aurora("staging").with("database", "multiAz", "false")))
                .extracting(Change::setting)
                .containsExactly("database.multiAz");
    }

    @Test
    void its_capacity_and_its_storage_are_estimated() {
        var settings = SettingsReader.read(ESTATE.config(), TestEstate.ARCHITECTURE.kinds());
        var estimate = EstateCost.of(PROD, settings);

        assertThat(estimate.unknown()).isEmpty();
        assertThat(estimate.unpriced()).isEmpty();
        assertThat(estimate.lines())
                .filteredOn(line -> line.item().equals("rds.aurora.capacity"))
                .singleElement()
                .satisfies(line -> assertThat(line.detail()).contains("3 × 1 ACU"));
    }

    private static List<Change> changes(Running runs, TestEstate requested) {
        return ChangesTest.changes(runs, ChangesTest.settings(requested), TestEstate.ARCHITECTURE);
    }

    private static List<Object> names(PlannedResource group) {
        return group.list("parameters").stream()
                .<Object>map(parameter -> ((Map<?, ?>) parameter).get("name"))
                .toList();
    }
}

package dev.slipway.data;

import com.pulumi.aws.rds.inputs.ClusterParameterGroupParameterArgs;
import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters of PostgreSQL: those of the platform, and those of the settings. */
record PostgresParameters(Map<String, String> all) {

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

    /**
     * The parameters that only a cluster of Aurora has; its instances have the others ("Aurora PostgreSQL cluster-level
     * parameters" and "instance-level parameters"). A parameter of instances that a cluster's group has is not always read:
     * since version 18, some are only read from the groups of the instances.
     */
    private static final Pattern OF_CLUSTERS = Pattern.compile("ansi_.*|apg_ccm_enabled|array_nulls|autovacuum.*"
            + "|backslash_quote|backtrace_functions|client_encoding|compute_query_id|datestyle|default_tablespace"
            + "|default_toast_compression|extra_float_digits|huge_pages|intervalstyle|krb_caseins_users"
            + "|lc_(monetary|numeric|time)|log_autovacuum_min_duration|log_transaction_sample_rate"
            + "|max_(logical_replication_workers|prepared_transactions|replication_slots"
            + "|sync_workers_per_subscription|wal_senders)|orafce\\..*|password_encryption|pg_prewarm\\..*"
            + "|plan_cache_mode|rds\\.(?!force_admin_logging_level|log_retention_period|memory_allocation_guard"
            + "|pg_stat_ramdisk_size|rds_superuser_reserved_connections|superuser_variables).*|rdkit\\..*"
            + "|recovery_init_sync_method|ssl|ssl_(ciphers|max_protocol_version|min_protocol_version)"
            + "|synchronous_commit|timezone|track_commit_timestamp|track_wal_io_timing|vacuum_.*|wal_buffers"
            + "|wal_receiver_(create_temp_slot|timeout)|wal_sender_timeout");

    /** @param own those of the settings, which come before the platform's */
    static PostgresParameters of(Map<String, String> own) {
        var all = new TreeMap<>(
                Map.of("log_min_duration_statement", "1000", "log_statement", "ddl", "rds.force_ssl", "1"));
        all.putAll(own);
        return new PostgresParameters(all);
    }

    /** All of them, for an instance. */
    List<ParameterGroupParameterArgs> instance() {
        return instance(_ -> true);
    }

    /** Those of the instances of a cluster. */
    List<ParameterGroupParameterArgs> clusterInstance() {
        return instance(OF_CLUSTERS.asMatchPredicate().negate());
    }

    /** Those of a cluster as a whole. */
    List<ClusterParameterGroupParameterArgs> cluster() {
        return chosen(OF_CLUSTERS.asMatchPredicate())
                .map(parameter -> {
                    var args = ClusterParameterGroupParameterArgs.builder()
                            .name(parameter.getKey())
                            .value(parameter.getValue());
                    if (AT_START.contains(parameter.getKey())) {
                        args.applyMethod("pending-reboot");
                    }
                    return args.build();
                })
                .toList();
    }

    private List<ParameterGroupParameterArgs> instance(Predicate<String> which) {
        return chosen(which)
                .map(parameter -> {
                    var args = ParameterGroupParameterArgs.builder()
                            .name(parameter.getKey())
                            .value(parameter.getValue());
                    if (AT_START.contains(parameter.getKey())) {
                        args.applyMethod("pending-reboot");
                    }
                    return args.build();
                })
                .toList();
    }

    private Stream<Map.Entry<String, String>> chosen(Predicate<String> which) {
        return all.entrySet().stream().filter(parameter -> which.test(parameter.getKey()));
    }
}

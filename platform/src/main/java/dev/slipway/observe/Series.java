package dev.slipway.observe;

import com.pulumi.core.Output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics that alarms and the dashboard use ("AWS services that publish CloudWatch metrics"). */
enum Series {
    REQUESTS("AWS/ApplicationELB", "RequestCount", "LoadBalancer"),
    RESPONSE_TIME("AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer"),
    SERVICE_ERRORS("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer"),
    BALANCER_ERRORS("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "LoadBalancer"),
    HEALTHY_TASKS("AWS/ApplicationELB", "HealthyHostCount", "LoadBalancer", "TargetGroup"),
    UNHEALTHY_TASKS("AWS/ApplicationELB", "UnHealthyHostCount", "LoadBalancer", "TargetGroup"),
    RUNNING_TASKS("ECS/ContainerInsights", "RunningTaskCount", "ClusterName", "ServiceName"),
    DESIRED_TASKS("ECS/ContainerInsights", "DesiredTaskCount", "ClusterName", "ServiceName"),
    CPU("AWS/ECS", "CPUUtilization", "ClusterName", "ServiceName"),
    MEMORY("AWS/ECS", "MemoryUtilization", "ClusterName", "ServiceName"),
    // An instance or a cluster, whichever there is.
    DATABASE_CPU("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "DBClusterIdentifier"),
    DATABASE_CONNECTIONS("AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", "DBClusterIdentifier"),
    DATABASE_MEMORY("AWS/RDS", "FreeableMemory", "DBInstanceIdentifier", "DBClusterIdentifier"),
    DATABASE_CAPACITY("AWS/RDS", "ACUUtilization", "DBClusterIdentifier"),
    DATABASE_STORAGE("AWS/RDS", "FreeStorageSpace", "DBInstanceIdentifier");

    private final String namespace;
    private final String metric;

    @SuppressWarnings("ImmutableEnumChecker") // List.of returns immutable lists.
    private final List<String> dimensions;

    Series(String namespace, String metric, String... dimensions) {
        this.namespace = namespace;
        this.metric = metric;
        this.dimensions = List.of(dimensions);
    }

    String namespace() {
        return namespace;
    }

    String metric() {
        return metric;
    }

    List<String> dimensions() {
        return dimensions;
    }

    /** Whether a resource with these dimensions has the metric. */
    boolean isOf(Map<String, ?> dimensions) {
        return this.dimensions.stream().anyMatch(dimensions::containsKey);
    }

    /**
     * The metric of a resource.
     *
     * @param values the values of its dimensions, by their names; others are ignored
     */
    Alarm.Metric of(String statistic, Map<String, Output<String>> values) {
        var own = new HashMap<>(values);
        own.keySet().retainAll(dimensions);
        return new Alarm.Metric(namespace, metric, statistic, own);
    }
}

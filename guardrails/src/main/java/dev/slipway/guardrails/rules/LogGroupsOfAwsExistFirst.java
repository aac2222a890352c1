package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class LogGroupsOfAwsExistFirst extends Guardrail {

    LogGroupsOfAwsExistFirst() {
        super(
                Severity.LOW,
                "The log groups to which AWS writes on behalf of clusters, databases and firewalls are in the plan, so that they have a retention",
                "create the log group under the name that AWS uses");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        var groups =
                created(plan, Types.LOG_GROUP).map(group -> group.text("name")).collect(Collectors.toSet());
        return Stream.concat(
                        created(plan, Types.CLUSTER)
                                .map(cluster -> Map.entry(
                                        cluster,
                                        "/aws/ecs/containerinsights/%s/performance".formatted(cluster.text("name")))),
                        Databases.primaries(plan)
                                .flatMap(database -> database.list("enabledCloudwatchLogsExports").stream()
                                        .map(log -> Map.entry(
                                                database,
                                                "/aws/rds/%s/%s/%s"
                                                        .formatted(
                                                                Databases.isCluster(database) ? "cluster" : "instance",
                                                                Databases.identifier(database),
                                                                log)))))
                .filter(need -> !groups.contains(need.getValue()))
                .map(need ->
                        violation(need.getKey(), "the log group %s is not in the plan".formatted(need.getValue())));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class TasksMayUseTheirStores extends Guardrail {

    TasksMayUseTheirStores() {
        super(
                Severity.MEDIUM,
                "The role of a task may use the database, files, buckets and queues of the task",
                "add the policy to the task role");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TASK)
                .flatMap(task -> Stream.of(
                                Map.entry("\"DATABASE_HOST\"", "rds-db:connect"),
                                Map.entry("_BUCKET\"", "s3:"),
                                Map.entry("_QUEUE_URL\"", "sqs:"),
                                Map.entry("efsVolumeConfiguration", "elasticfilesystem:ClientMount"))
                        .filter(use -> (task.value("containerDefinitions").orElse("")
                                        + String.valueOf(task.list("volumes")))
                                .contains(use.getKey()))
                        .filter(use -> Policies.ofRole(plan, task, "taskRoleArn")
                                .noneMatch(statement -> statement.actions().stream()
                                        .anyMatch(action -> action.startsWith(use.getValue()))))
                        .map(use -> violation(task, "its role may not " + use.getValue())));
    }
}

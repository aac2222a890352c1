package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class SessionsInTasksAreLogged extends Guardrail {

    SessionsInTasksAreLogged() {
        super(
                Severity.MEDIUM,
                "What somebody does in a task by ECS Exec is logged and encrypted",
                "set executeCommandConfiguration of the cluster, with a log group and a key",
                "CKV_AWS_223",
                "CKV_AWS_224");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.SERVICE).anyMatch(service -> service.flag("enableExecuteCommand"))
                ? created(plan, Types.CLUSTER)
                        .filter(cluster -> cluster.value("configuration.executeCommandConfiguration.logging")
                                        .filter(Values.is("OVERRIDE"))
                                        .isEmpty()
                                || cluster.value("configuration.executeCommandConfiguration.kmsKeyId")
                                        .isEmpty()
                                || cluster.value(
                                                "configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName")
                                        .isEmpty())
                        .map(cluster -> finding(cluster, "configuration.executeCommandConfiguration"))
                : Stream.empty();
    }
}

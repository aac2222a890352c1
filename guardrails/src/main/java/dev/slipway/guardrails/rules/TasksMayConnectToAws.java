package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class TasksMayConnectToAws extends Guardrail {

    TasksMayConnectToAws() {
        super(Severity.MEDIUM, "The security group of tasks allows HTTPS to AWS", "create an egress rule for port 443");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(
                        Map.entry(Types.SERVICE, "networkConfiguration.securityGroups"),
                        Map.entry(Types.SCHEDULE, "target.ecsParameters.networkConfiguration.securityGroups"))
                .flatMap(tasks -> created(plan, tasks.getKey())
                        .filter(each -> each.list(tasks.getValue()).stream()
                                .noneMatch(group -> created(plan, Types.EGRESS)
                                        .anyMatch(rule -> rule.value("securityGroupId")
                                                        .filter(Values.is(String.valueOf(group)))
                                                        .isPresent()
                                                && Groups.port(rule).equals("443"))))
                        .map(each -> violation(each, "its tasks cannot connect to port 443")));
    }
}

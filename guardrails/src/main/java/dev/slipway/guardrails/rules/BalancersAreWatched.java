package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class BalancersAreWatched extends Guardrail {

    BalancersAreWatched() {
        super(
                Severity.MEDIUM,
                "Alarms watch the errors of a load balancer and of each target group, and the latency",
                "create the alarms");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        Alarms.missing(
                                plan, Types.LOAD_BALANCER, "arnSuffix", "LoadBalancer", "HTTPCode_ELB_5XX_Count"),
                        Alarms.missing(
                                plan,
                                Types.TARGET_GROUP,
                                "arnSuffix",
                                "TargetGroup",
                                "HTTPCode_Target_5XX_Count",
                                "TargetResponseTime",
                                "UnHealthyHostCount"))
                .map(missing -> violation(missing.resource(), "no alarm watches " + missing.metric()));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ServicesAreWatched extends Guardrail {

    ServicesAreWatched() {
        super(
                Severity.MEDIUM,
                "Alarms watch the running tasks, the CPU and the memory of a service",
                "create the alarms");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Alarms.missing(
                        plan,
                        Types.SERVICE,
                        "name",
                        "ServiceName",
                        "RunningTaskCount",
                        "CPUUtilization",
                        "MemoryUtilization")
                .map(missing -> violation(missing.resource(), "no alarm watches " + missing.metric()));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class GroupsSayWhatTheyAreFor extends Guardrail {

    GroupsSayWhatTheyAreFor() {
        super(
                Severity.LOW,
                "Security groups and their rules have descriptions",
                "write a description",
                "EC27",
                "CKV_AWS_23");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(Types.GROUP, Types.INGRESS, Types.EGRESS)
                .flatMap(type -> each(plan, type, "description", Values.matches("(?!Managed by).+")));
    }
}

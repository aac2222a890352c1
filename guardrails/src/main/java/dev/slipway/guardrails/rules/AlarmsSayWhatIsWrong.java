package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AlarmsSayWhatIsWrong extends Guardrail {

    AlarmsSayWhatIsWrong() {
        super(Severity.LOW, "An alarm has a description", "write alarmDescription");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.of(Types.ALARM, Types.COMPOSITE_ALARM)
                .flatMap(type -> each(plan, type, "alarmDescription", Values.entries(1)));
    }
}

package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AlarmsNotify extends Guardrail {

    AlarmsNotify() {
        super(
                Severity.MEDIUM,
                "An alarm outside a composite alarm notifies somebody when it triggers and when it is over",
                "set alarmActions and okActions to the topic",
                "CKV_AWS_319");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Stream.concat(
                        created(plan, Types.ALARM).filter(alarm -> !Alarms.isPartOfAnother(plan, alarm)),
                        created(plan, Types.COMPOSITE_ALARM))
                .filter(alarm -> alarm.list("alarmActions").isEmpty()
                        || alarm.list("okActions").isEmpty()
                        || alarm.value("actionsEnabled").filter(Values.FALSE).isPresent())
                .map(alarm -> violation(alarm, "it notifies nobody"));
    }
}

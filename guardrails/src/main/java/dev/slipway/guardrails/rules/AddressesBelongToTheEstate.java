package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class AddressesBelongToTheEstate extends Guardrail {

    AddressesBelongToTheEstate() {
        super(
                Severity.HIGH,
                "An A record refers to a resource of the estate, not to a fixed address",
                "write an alias of the load balancer",
                "CKV2_AWS_23");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.RECORD)
                .filter(record ->
                        record.value("type").filter(Values.in("A", "AAAA")).isPresent())
                .filter(record -> created(plan, Types.LOAD_BALANCER)
                        .noneMatch(balancer -> record.value("aliases[0].name")
                                .filter(Values.is(balancer.text("dnsName")))
                                .isPresent()))
                .map(record -> violation(record, "it is no alias of a load balancer of this plan"));
    }
}

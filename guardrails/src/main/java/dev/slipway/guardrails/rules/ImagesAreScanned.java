package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ImagesAreScanned extends Guardrail {

    ImagesAreScanned() {
        super(
                Severity.HIGH,
                "An image is scanned for vulnerabilities when it is pushed",
                "set scanOnPush to true",
                "ECR.1",
                "CKV_AWS_163");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return each(plan, Types.REPOSITORY, "imageScanningConfiguration.scanOnPush", Values.TRUE);
    }
}

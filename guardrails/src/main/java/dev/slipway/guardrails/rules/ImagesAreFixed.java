package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class ImagesAreFixed extends Guardrail {

    ImagesAreFixed() {
        super(
                Severity.HIGH,
                "An image of the estate runs by its digest, so that a tag cannot change what runs",
                "use the digest of the image");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .filter(container -> container.isOwn()
                        && !container.json().path("image").asText().matches(".+@sha256:[0-9a-f]{64}"))
                .map(container -> violation(
                        container.task(), "container %s: its image has no digest".formatted(container.name())));
    }
}

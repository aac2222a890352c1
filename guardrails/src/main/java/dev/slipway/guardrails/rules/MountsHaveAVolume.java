package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

final class MountsHaveAVolume extends Guardrail {

    MountsHaveAVolume() {
        super(
                Severity.MEDIUM,
                "What a container mounts is a volume of its task",
                "add the volume, or delete the mount point");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return Containers.all(plan)
                .flatMap(container -> StreamSupport.stream(
                                container.json().path("mountPoints").spliterator(), false)
                        .map(mount -> mount.path("sourceVolume").asText())
                        .filter(volume -> container.task().list("volumes").stream()
                                .noneMatch(each -> each instanceof Map<?, ?> map && volume.equals(map.get("name"))))
                        .map(volume -> violation(
                                container.task(),
                                "container %s: the volume %s does not exist".formatted(container.name(), volume))));
    }
}

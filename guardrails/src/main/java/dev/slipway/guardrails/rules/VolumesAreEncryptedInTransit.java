package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.Map;
import java.util.stream.Stream;

final class VolumesAreEncryptedInTransit extends Guardrail {

    VolumesAreEncryptedInTransit() {
        super(
                Severity.HIGH,
                "A task mounts a file system by TLS and signs in by IAM",
                "set transitEncryption and iam to ENABLED, with an access point",
                "CKV_AWS_97");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.TASK)
                .filter(task -> task.list("volumes").stream()
                        .filter(volume -> volume instanceof Map<?, ?> map && map.get("efsVolumeConfiguration") != null)
                        .map(String::valueOf)
                        .anyMatch(volume -> !(volume.contains("transitEncryption=ENABLED")
                                && volume.contains("iam=ENABLED")
                                && volume.contains("accessPointId="))))
                .map(task -> finding(task, "volumes"));
    }
}

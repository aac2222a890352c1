package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FilesAreInEveryZone extends Guardrail {

    FilesAreInEveryZone() {
        super(
                Severity.MEDIUM,
                "A file system has a mount target in each zone of the tasks, with a security group",
                "create a MountTarget for each isolated subnet");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.FILES)
                .filter(files -> {
                    var mounts = created(plan, Types.MOUNT_TARGET)
                            .filter(mount -> mount.value("fileSystemId")
                                    .filter(Values.is(files.id()))
                                    .isPresent())
                            .filter(mount -> !mount.list("securityGroups").isEmpty())
                            .count();
                    var zones = created(plan, Types.SERVICE)
                            .mapToLong(service -> Subnets.of(service, "networkConfiguration.subnets")
                                    .count())
                            .max()
                            .orElse(0);
                    return mounts < zones;
                })
                .map(files -> violation(files, "a zone of the tasks has no mount target"));
    }
}

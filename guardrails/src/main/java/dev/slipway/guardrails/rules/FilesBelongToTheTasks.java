package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Finding;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.Severity;
import dev.slipway.plan.Plan;

import java.util.stream.Stream;

final class FilesBelongToTheTasks extends Guardrail {

    FilesBelongToTheTasks() {
        super(
                Severity.MEDIUM,
                "The user of an access point owns its folder, and is the user of the containers that mount it",
                "set posixUser, creationInfo and the user of the container to the same ids");
    }

    @Override
    public Stream<Finding> findings(Plan plan) {
        return created(plan, Types.ACCESS_POINT)
                .filter(point -> {
                    var users = Containers.all(plan)
                            .filter(container -> String.valueOf(container.task().list("volumes"))
                                    .contains(point.id()))
                            .filter(container -> container
                                    .json()
                                    .path("mountPoints")
                                    .toString()
                                    .contains("\"files\""))
                            .map(container -> container.json().path("user").asText());
                    var user = point.value("posixUser.uid").orElse("") + ":"
                            + point.value("posixUser.gid").orElse("");
                    var owner = point.value("rootDirectory.creationInfo.ownerUid")
                                    .orElse("") + ":"
                            + point.value("rootDirectory.creationInfo.ownerGid").orElse("");
                    return !user.equals(owner) || !users.allMatch(user::equals);
                })
                .map(point -> violation(point, "its user does not own its folder, or is not that of the containers"));
    }
}

package dev.slipway.toolbox.rehearsal.tasks;

/** Too many tasks stopped before they were healthy. */
public final class DeploymentFailed extends RuntimeException {

    DeploymentFailed(int failures) {
        super("%d tasks stopped before they were healthy; their last lines are above".formatted(failures));
    }
}

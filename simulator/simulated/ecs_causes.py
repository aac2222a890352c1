"""ECS: the messages of AWS for each cause of failure that a task definition can request.

Each cause has a stop code, a stopped reason, the fields of the failing container, whether the task started, the service's
event and the health of its target. The texts follow AWS's documentation.
"""
NO_START, EXITED, SCHEDULER = "TaskFailedToStart", "EssentialContainerExited", "ServiceSchedulerInitiated"
ESSENTIAL = "Essential container in task exited"
ELB = "Task failed ELB health checks in (target-group {group})"
UNHEALTHY = "(port {port}) is unhealthy in (target-group {group}) due to (reason {why})."
DRAINING = ("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")
CAPACITY = "Capacity is unavailable at this time. Please try again later or in a different availability zone"
PULL = "CannotPullContainerError: pull image manifest has been retried {tries} time(s): "
MISSING = PULL.replace("{tries}", "7") + "failed to resolve ref {image}: {image}: not found"
PLATFORM = PULL.replace("{tries}", "7") + "image Manifest does not contain descriptor matching platform '{platform}'"


def cause(code, reason, container=None, ran=False, event=None, why="", health=None):
    return {"code": code, "reason": reason, "container": container or {}, "ran": ran, "event": event, "why": why, "health": health}


CAUSES = {
    "image-missing": cause(NO_START, MISSING, {"reason": MISSING}),
    "architecture-mismatch": cause(NO_START, PLATFORM, {"reason": PLATFORM}),
    "secret-forbidden": cause(
        NO_START,
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
        "unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret {secret} "
        "from secrets manager: AccessDeniedException: User: {role} is not authorized to perform: "
        "secretsmanager:GetSecretValue on resource: {secret} because no identity-based policy allows the "
        "secretsmanager:GetSecretValue action status code: 400, request id: {request}"),
    "log-group-missing": cause(
        NO_START,
        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to "
        "create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1"),
    "out-of-memory": cause(
        EXITED, ESSENTIAL, {"exitCode": 137, "reason": "OutOfMemoryError: Container killed due to memory usage"},
        ran=True, health=DRAINING),
    "migration-failed": cause(EXITED, ESSENTIAL, {"exitCode": 1}, ran=True),
    "health-check": cause(
        SCHEDULER, ELB, {"exitCode": 143}, ran=True, event=UNHEALTHY, why="Health checks failed with these codes: [503]",
        health=("unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [503]")),
    "port-mismatch": cause(
        SCHEDULER, ELB, {"exitCode": 143}, ran=True, event=UNHEALTHY, why="Health checks failed",
        health=("unhealthy", "Target.FailedHealthChecks", "Health checks failed")),
    "no-capacity": cause(
        NO_START, CAPACITY,
        event=f"was unable to place a task. Reason: {CAPACITY}. For more information, see the Troubleshooting section "
              "of the Amazon ECS Developer Guide."),
    "alarm-tripped": cause(
        SCHEDULER, "Scaling activity initiated by (deployment {deployment})", {"exitCode": 143}, ran=True,
        health=("healthy", None, None)),
}


def requested_by(definition):
    """The cause that the environment of a container requests, and that container, which is the one that fails."""
    for container in definition.container_definitions:
        for variable in container.get("environment") or []:
            if variable["name"] == "SIMULATE_FAILURE" and variable.get("value") in CAUSES:
                return variable["value"], container
    return None, None


def fill_in(text, service, definition, container, deployment, why=""):
    """A text with its placeholders filled in."""
    balancer = (service.load_balancers or [{}])[0]
    account, region = service._account_id, service.region_name
    secret = (container.get("secrets") or [{}])[0].get("valueFrom", f"arn:aws:secretsmanager:{region}:{account}:secret:app")
    role = getattr(definition, "execution_role_arn", None) or f"arn:aws:iam::{account}:role/execution"
    architecture = (definition.runtime_platform or {}).get("cpuArchitecture", "X86_64")
    return text.format(
        image=container.get("image"), secret=secret, request="8d2b6f0a-6a0c-4f6e-9d35-5e0f3f1a2b4c", deployment=deployment,
        role=f"arn:aws:sts::{account}:assumed-role/{role.split('/')[-1]}/{deployment.split('/')[-1]}",
        platform="linux/arm64" if architecture == "ARM64" else "linux/amd64", why=why,
        group=balancer.get("targetGroupArn", ""), port=balancer.get("containerPort", 0))

"""ECS: rollouts. A service is steady at once, unless its new task definition requests a failure (ecs_causes): then the rollout is
in progress, fails, and is rolled back like by the circuit breaker, within SIMULATED_ROLLOUT_SECONDS."""
import math
import os
import time
from types import SimpleNamespace

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import ELBv2Backend, FakeHealthStatus
from moto.moto_api._internal import mock_random

from . import offers
from .ecs_causes import CAUSES, NO_START, requested_by, fill_in
from .ecs_tasks import run_desired, start_task, tasks_of

SECONDS = float(os.environ.get("SIMULATED_ROLLOUT_SECONDS", "6"))
HELP = "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide."
SERVICE_DEPLOYMENTS, REVISIONS = {}, {}  # by ARN


def add_event(service, text):
    event = {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": f"(service {service.name}) {text}"}
    service.events.insert(0, event)


def settings(service):
    given = getattr(service, "deployment_configuration", None) or {}
    return given.get("deploymentCircuitBreaker") or {}, given.get("alarms") or {}


def settle(backend, service, new_deployment=False):
    """Completes a deployment at once."""
    service.rollout = None
    service.deployments = service.deployments[:1]
    service.running_count, service.pending_count = service.desired_count, 0
    for deployment in service.deployments:
        if new_deployment:
            deployment["id"] = f"ecs-svc/{mock_random.randint(10**18, 10**19 - 1)}"
            deployment["createdAt"] = utcnow()
            deployment.pop("revision", None)
        deployment.update(status="PRIMARY", failedTasks=0, taskDefinition=service.task_definition)
        complete(service, deployment)
    if service.task_definition:
        run_desired(backend, service)
    if new_deployment and service.deployments:
        record(backend, service, service.deployments[0], "SUCCESSFUL")
        add_event(service, f"(deployment {service.deployments[0]['id']}) deployment completed.")
    if not service.events or not service.events[0]["message"].endswith("steady state."):
        add_event(service, "has reached a steady state.")
    return service


def complete(service, deployment):
    deployment.update(
        desiredCount=service.desired_count, runningCount=service.desired_count, pendingCount=0, updatedAt=utcnow(),
        rolloutState="COMPLETED", rolloutStateReason=f"ECS deployment {deployment['id']} completed.")


def begin(backend, service, previous):
    """Starts a rollout that will fail; previous: the deployment to roll back to, None on creation."""
    definition = backend.describe_task_definition(service.task_definition)
    identity = f"ecs-svc/{mock_random.randint(10**18, 10**19 - 1)}"
    failing = dict(
        service.deployments[0], id=identity, status="PRIMARY", taskDefinition=definition.arn, createdAt=utcnow(),
        updatedAt=utcnow(), desiredCount=service.desired_count, runningCount=0, pendingCount=service.desired_count,
        failedTasks=0, rolloutState="IN_PROGRESS", rolloutStateReason=f"ECS deployment {identity} in progress.")
    failing.pop("revision", None)
    if previous:
        previous["status"] = "ACTIVE"
    service.deployments = [failing] + ([previous] if previous else [])
    service.running_count, service.pending_count = (service.desired_count if previous else 0), service.desired_count
    cause, container = requested_by(definition)
    service.rollout = SimpleNamespace(
        began=time.time(), stage=0, cause=cause, container=container, definition=definition, failing=failing,
        previous=previous, record=record(backend, service, failing, "IN_PROGRESS", previous))
    return service


def advance(backend, service):
    """Moves a rollout on to its state at the present time."""
    rollout = getattr(service, "rollout", None)
    if not rollout or service.status != "ACTIVE":
        return
    elapsed = (time.time() - rollout.began) / SECONDS
    for stage, (due, step) in enumerate([(0.4, lose_tasks), (1, fail), (1.5, finish_rollback)]):
        if service.rollout and rollout.stage == stage and elapsed >= due:
            rollout.stage += 1
            step(backend, service, rollout)


def lose_tasks(backend, service, rollout):
    shown = CAUSES[rollout.cause]
    threshold = max(3, math.ceil(service.desired_count / 2))

    def fill(text):
        return fill_in(text, service, rollout.definition, rollout.container, rollout.failing["id"], shown["why"])

    for _ in range(threshold if rollout.cause != "alarm-tripped" else service.desired_count):
        task = start_task(backend, service, rollout.definition, rollout.failing["id"])
        if rollout.cause == "alarm-tripped":
            continue  # these tasks run until the alarm
        if rollout.cause != "no-capacity":
            add_event(service, f"has started 1 tasks: (task {task.id}).")
        containers = {rollout.container["name"]: {k: fill(v) if isinstance(v, str) else v for k, v in shown["container"].items()}}
        task.stop(shown["code"], fill(shown["reason"]), containers, shown["ran"])
        rollout.failing["failedTasks"] += 1
    if shown["event"]:
        add_event(service, fill(shown["event"]))
    elif shown["code"] == NO_START:
        add_event(service, f"is unable to consistently start tasks successfully. {HELP}")
    rollout.record["deploymentCircuitBreaker"]["failureCount"] = rollout.failing["failedTasks"]


def fail(backend, service, rollout):
    breaker, alarms = settings(service)
    by_alarm = rollout.cause == "alarm-tripped"
    watch = alarms if by_alarm else breaker
    if not watch.get("enable"):
        return  # it stays in progress, as in AWS
    identity, failing, previous, record_ = rollout.failing["id"], rollout.failing, rollout.previous, rollout.record
    failure = "alarm detected" if by_alarm else "tasks failed to start"
    monitor = "deployment alarms" if by_alarm else "deployment circuit breaker"
    add_event(service, f"(deployment {identity}) deployment failed: {failure}.")
    failing.update(rolloutState="FAILED", rolloutStateReason=f"ECS {monitor}: {failure}.", updatedAt=utcnow(), pendingCount=0)
    (record_["alarms"] if by_alarm else record_["deploymentCircuitBreaker"])["status"] = "TRIGGERED"
    if by_alarm:
        record_["alarms"]["triggeredAlarmNames"] = alarms.get("alarmNames", [])[:1]
    service.pending_count = 0
    why = "an alarm was triggered" if by_alarm else "the circuit breaker threshold was exceeded"
    if not watch.get("rollback") or not previous:
        status = "ROLLBACK_FAILED" if watch.get("rollback") else "STOPPED"
        missing = " No rollback candidate was found to run the rollback." if watch.get("rollback") else ""
        record_.update(status=status, statusReason=f"Service deployment failed because {why}.{missing}", finishedAt=utcnow())
        service.rollout = None
        return
    for task in tasks_of(backend, service, "RUNNING"):
        if by_alarm and task.started_by == identity:
            reason = fill_in(CAUSES["alarm-tripped"]["reason"], service, rollout.definition, rollout.container, identity)
            task.stop(CAUSES["alarm-tripped"]["code"], reason, {rollout.container["name"]: CAUSES["alarm-tripped"]["container"]})
    add_event(service, f"rolling back to deployment {previous['id']}.")
    failing["status"], previous["status"] = "ACTIVE", "PRIMARY"
    previous.update(
        rolloutState="IN_PROGRESS", updatedAt=utcnow(),
        rolloutStateReason=f"ECS {monitor}: rolling back to deploymentId {previous['id']}.")
    service.deployments, service.task_definition = [previous, failing], previous["taskDefinition"]
    record_.update(
        status="ROLLBACK_IN_PROGRESS", statusReason=f"Service deployment rolled back because {why}.", updatedAt=utcnow(),
        rollback={"reason": f"Service deployment rolled back because {why}.", "startedAt": utcnow(),
                  "serviceRevisionArn": record_["sourceServiceRevisions"][0]["arn"]})


def finish_rollback(backend, service, rollout):
    if rollout.failing["rolloutState"] != "FAILED":
        return
    complete(service, rollout.previous)
    service.deployments, service.rollout = [rollout.previous], None
    add_event(service, f"(deployment {rollout.previous['id']}) deployment completed.")
    add_event(service, "has reached a steady state.")
    rollout.record.update(status="ROLLBACK_SUCCESSFUL", finishedAt=utcnow(), updatedAt=utcnow())


def record(backend, service, deployment, status, previous=None):
    """Keeps the deployment for ListServiceDeployments."""
    base = service.arn.split(":service/")[0]
    alarms = settings(service)[1]

    def revision(of, running):
        arn = of.setdefault("revision", f"{base}:service-revision/{service.cluster_name}/{service.name}/{mock_random.randint(10**18, 10**19 - 1)}")
        definition = backend.describe_task_definition(of["taskDefinition"])
        REVISIONS.setdefault(arn, {
            "serviceRevisionArn": arn, "serviceArn": service.arn, "clusterArn": service.cluster_arn, "createdAt": utcnow(),
            "taskDefinition": definition.arn, "launchType": "FARGATE", "loadBalancers": service.load_balancers,
            "containerImages": [{"containerName": c["name"], "image": c.get("image")} for c in definition.container_definitions],
        })
        return {"arn": arn, "requestedTaskCount": service.desired_count, "runningTaskCount": running, "pendingTaskCount": 0}

    arn = f"{base}:service-deployment/{service.cluster_name}/{service.name}/{mock_random.get_random_string(21)}"
    SERVICE_DEPLOYMENTS[arn] = {
        "serviceDeploymentArn": arn, "serviceArn": service.arn, "clusterArn": service.cluster_arn, "createdAt": utcnow(),
        "startedAt": utcnow(), "updatedAt": utcnow(), "status": status,
        "sourceServiceRevisions": [revision(previous, service.desired_count)] if previous else [],
        "targetServiceRevision": revision(deployment, service.desired_count if status == "SUCCESSFUL" else 0),
        "deploymentConfiguration": getattr(service, "deployment_configuration", None) or {},
        "deploymentCircuitBreaker": {"status": "MONITORING", "failureCount": 0, "threshold": max(3, math.ceil(service.desired_count / 2))},
        "alarms": {"status": "MONITORING" if alarms.get("enable") else "DISABLED", "alarmNames": alarms.get("alarmNames", [])},
    }
    if status == "SUCCESSFUL":
        SERVICE_DEPLOYMENTS[arn]["finishedAt"] = utcnow()
        SERVICE_DEPLOYMENTS[arn]["deploymentCircuitBreaker"]["status"] = "MONITORING_COMPLETE"
    return SERVICE_DEPLOYMENTS[arn]


def looking(read):
    """Brings all services up to date before they are read."""

    def look(self, *args, **kwargs):
        backend = ecs_backends[self.account_id][self.region_name]
        for service in list(backend.services.values()):
            advance(backend, service)
        return read(self, *args, **kwargs)

    return look


for name in ("describe_services", "describe_tasks", "list_tasks"):
    setattr(EC2ContainerServiceBackend, name, looking(getattr(EC2ContainerServiceBackend, name)))

registered_targets = ELBv2Backend.describe_target_health


def target_health(self, target_group_arn, targets):
    """The tasks of services are targets, which moto does not register."""
    found = registered_targets(self, target_group_arn, targets)
    backend = ecs_backends[self.account_id][self.region_name]
    for service in backend.services.values():
        for balancer in service.load_balancers or []:
            if balancer.get("targetGroupArn") != target_group_arn or service.status != "ACTIVE":
                continue
            rollout = getattr(service, "rollout", None)
            for task in tasks_of(backend, service):
                health = ("healthy", None, None)
                if task.desired_status == "STOPPED":
                    health = CAUSES[rollout.cause]["health"] if rollout and task.started_by == rollout.failing["id"] else None
                if health and (not targets or task.address in [t.get("id") or t.get("Id") for t in targets]):
                    port = str(balancer.get("containerPort"))
                    found.append(FakeHealthStatus(task.address, port, port, *health))
    return found


ELBv2Backend.describe_target_health = looking(target_health)


@offers(EC2ContainerServiceResponse)
def list_service_deployments(self):
    self.ecs_backend.list_tasks()
    service, wanted = self._get_param("service"), self._get_param("status")
    cluster = self._get_param("cluster", "default").split("/")[-1]
    brief = ("serviceDeploymentArn", "serviceArn", "clusterArn", "startedAt", "createdAt", "finishedAt", "status", "statusReason")
    found = [
        {key: each[key] for key in brief if key in each} | {"targetServiceRevisionArn": each["targetServiceRevision"]["arn"]}
        for each in reversed(SERVICE_DEPLOYMENTS.values())
        if each["serviceArn"].split("/")[-1] == service.split("/")[-1] and each["clusterArn"].split("/")[-1] == cluster
        and (not wanted or each["status"] in wanted)
    ]
    return ActionResult({"serviceDeployments": found})


@offers(EC2ContainerServiceResponse)
def describe_service_deployments(self):
    self.ecs_backend.list_tasks()
    return ActionResult(found_and_failed("serviceDeployments", SERVICE_DEPLOYMENTS, self._get_param("serviceDeploymentArns")))


@offers(EC2ContainerServiceResponse)
def describe_service_revisions(self):
    return ActionResult(found_and_failed("serviceRevisions", REVISIONS, self._get_param("serviceRevisionArns")))


def found_and_failed(kind, known, arns):
    return {kind: [known[arn] for arn in arns if arn in known],
            "failures": [{"arn": arn, "reason": "MISSING"} for arn in arns if arn not in known]}

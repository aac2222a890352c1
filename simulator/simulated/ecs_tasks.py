"""ECS: the tasks of services. moto's services have none."""
from moto.core.utils import utcnow
from moto.ecs.models import EC2ContainerServiceBackend, Task
from moto.moto_api._internal import mock_random
from moto.moto_api._internal.managed_state_model import ManagedState


class ServiceTask(Task):
    """A Fargate task of a service, without a network interface, which moto would leave behind in the subnet."""

    def __init__(self, backend, service, definition, deployment_id):  # noqa: not the parent's, which creates a network interface
        ManagedState.__init__(self, "ecs::task", transitions=[("STOPPING", "STOPPED")])
        self._backend, self._account_id, self.region_name = backend, backend.account_id, backend.region_name
        self.id = mock_random.get_random_hex(32)
        self.cluster_name, self.cluster_arn = service.cluster_name, service.cluster_arn
        self.group, self.started_by = f"service:{service.name}", deployment_id
        self.task_definition_arn, self.launch_type = definition.arn, "FARGATE"
        self.platform_version, self.platform_family = "1.4.0", "Linux"
        self.cpu, self.memory, self.tags, self.overrides = definition.cpu, definition.memory, [], {}
        self.container_instance_arn = self.resource_requirements = self.capacity_provider_name = None
        self.created_at = self.started_at = utcnow()
        self.desired_status, self.last_status, self.health_status = "RUNNING", "RUNNING", "UNKNOWN"
        self.connectivity, self.version, self.stopped_reason = "CONNECTED", 1, ""
        self.address = f"10.{mock_random.randint(0, 255)}.{mock_random.randint(0, 255)}.{mock_random.randint(4, 250)}"
        self.attachments = [{
            "id": str(mock_random.uuid4()), "type": "ElasticNetworkInterface", "status": "ATTACHED",
            "details": [{"name": "privateIPv4Address", "value": self.address}],
        }]
        self.containers = [
            {
                "containerArn": f"{self.task_arn.replace(':task/', ':container/')}/{mock_random.uuid4()}",
                "taskArn": self.task_arn, "name": container["name"], "image": container.get("image"),
                "lastStatus": "RUNNING", "healthStatus": "UNKNOWN", "cpu": str(container.get("cpu", 0)),
                "runtimeId": f"{self.id}-{mock_random.randint(0, 10**9)}",
                "networkInterfaces": [{"privateIpv4Address": self.address}],
            }
            for container in definition.container_definitions
        ]

    def stop(self, code, reason, containers, started=True):
        """containers: the fields of each in DescribeTasks, by name."""
        self.desired_status = self.last_status = "STOPPED"
        self.stop_code, self.stopped_reason = code, reason
        self.stopping_at = self.stopped_at = self.execution_stopped_at = utcnow()
        if not started:
            del self.started_at
        for container in self.containers:
            container.update(lastStatus="STOPPED", **containers.get(container["name"], {}))


def tasks_of(backend, service, status=None):
    return [
        task for task in backend.tasks.setdefault(service.cluster_name, {}).values()
        if isinstance(task, ServiceTask) and task.group == f"service:{service.name}"
        and status in (None, task.desired_status)
    ]


def start_task(backend, service, definition, deployment_id):
    task = ServiceTask(backend, service, definition, deployment_id)
    backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
    return task


def run_desired(backend, service):
    """Starts and removes tasks: the desired number, all of the service's task definition."""
    definition = backend.describe_task_definition(service.task_definition)
    for task in tasks_of(backend, service, "RUNNING"):
        if task.task_definition_arn != definition.arn:
            backend.tasks[service.cluster_name].pop(task.task_arn)
    running = tasks_of(backend, service, "RUNNING")
    for task in running[service.desired_count:]:
        backend.tasks[service.cluster_name].pop(task.task_arn)
    for _ in range(service.desired_count - len(running)):
        start_task(backend, service, definition, service.deployments[0]["id"] if service.deployments else "")


list_every_task = EC2ContainerServiceBackend.list_tasks


def list_tasks(self, cluster_str=None, container_instance=None, family=None, started_by=None, service_name=None, desiredStatus=None):
    # Without a status, AWS lists the tasks that should run.
    found = list_every_task(self, cluster_str, container_instance, family, started_by, None, desiredStatus or "RUNNING")
    if service_name:
        found = [task for task in found if task.group == f"service:{service_name.split('/')[-1]}"]
    return found


EC2ContainerServiceBackend.list_tasks = list_tasks

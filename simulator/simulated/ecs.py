"""ECS: services have tasks and deployments, and DescribeServices returns what CreateService got."""
from moto.core.utils import utcnow
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from .ecs_causes import requested_by
from .ecs_rollouts import begin, settings, settle
from .ecs_tasks import tasks_of

# Parameters of CreateService that moto ignores although DescribeServices returns them.
REMEMBERED = {
    "deploymentConfiguration": "deployment_configuration",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "enableExecuteCommand": "enable_execute_command",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "placementStrategy": "placement_strategy",
    "placementConstraints": "placement_constraints",
}

update_service = EC2ContainerServiceBackend.update_service
delete_service = EC2ContainerServiceBackend.delete_service
respond_to_create = EC2ContainerServiceResponse.create_service


def roll_out(backend, service, previous):
    cause = requested_by(backend.describe_task_definition(service.task_definition))[0] if service.task_definition else None
    # Only a service with deployment alarms notices an alarm.
    if not cause or cause == "alarm-tripped" and not settings(service)[1].get("enable"):
        return settle(backend, service, new_deployment=True)
    return begin(backend, service, previous)


def rolled_update(self, service_properties):
    service = self._get_service(service_properties.get("cluster", "default"), service_properties["service"].split("/")[-1])
    old = service.task_definition
    forced = service_properties.get("force_new_deployment")
    # The last completed deployment; one in progress is stopped.
    rollout = getattr(service, "rollout", None)
    previous = rollout.previous if rollout else dict(service.deployments[0]) if service.deployments else None
    update_service(self, service_properties)
    if service.task_definition:
        service.task_definition = self.describe_task_definition(service.task_definition).arn
    if service.task_definition == old and not forced:
        return service if rollout else settle(self, service)
    if rollout:
        rollout.record.update(status="STOPPED", statusReason="A newer deployment took its place.", finishedAt=utcnow())
    return roll_out(self, service, previous)


def rolled_create(self):
    result = respond_to_create(self)
    service = self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("serviceName"))
    for parameter, attribute in REMEMBERED.items():
        value = self._get_param(parameter)
        if value is not None:
            setattr(service, attribute, value)
    roll_out(self.ecs_backend, service, None)
    return result


def delete_with_tasks(self, cluster_name, service_name, force):
    service = delete_service(self, cluster_name, service_name, force)
    for task in tasks_of(self, service):
        self.tasks[service.cluster_name].pop(task.task_arn)
    return service


EC2ContainerServiceBackend.update_service = rolled_update
EC2ContainerServiceBackend.delete_service = delete_with_tasks
EC2ContainerServiceResponse.create_service = rolled_create

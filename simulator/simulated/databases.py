"""RDS: engine versions, parameters that can be read back, and a resource ID for each instance."""
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random
from moto.rds.models import DBCluster, DBClusterParameterGroup, DBInstance, DBParameterGroup
from moto.rds.responses import RDSResponse

from . import offers

ENGINE_VERSIONS = {
    "postgres": [("15.13", "postgres15"), ("16.4", "postgres16"), ("16.9", "postgres16"), ("17.5", "postgres17")],
    "aurora-postgresql": [("15.12", "aurora-postgresql15"), ("16.4", "aurora-postgresql16"), ("16.8", "aurora-postgresql16")],
}


@offers(RDSResponse)
def describe_db_engine_versions(self):
    engine, version = self._get_param("Engine"), self._get_param("EngineVersion")
    family = self._get_param("DBParameterGroupFamily")
    found = [
        {
            "Engine": name,
            "EngineVersion": number,
            "DBParameterGroupFamily": group,
            "DBEngineDescription": name,
            "DBEngineVersionDescription": f"{name} {number}",
            "Status": "available",
            "ValidUpgradeTarget": [],
            "SupportedEngineModes": ["provisioned"],
        }
        for name, versions in ENGINE_VERSIONS.items()
        for number, group in versions
        if engine in (None, name) and family in (None, group)
        and (version is None or number == version or number.startswith(version + "."))
    ]
    if str(self._get_param("DefaultOnly")).lower() == "true":
        found = found[-1:]
    return ActionResult({"DBEngineVersions": found})


def set_by_user(update):
    """Clients that read parameters back select those whose source is the user."""

    def update_and_mark(self, parameters):
        parameters = [dict(parameter, Source="user", IsModifiable=True) for parameter in parameters]
        update(self, parameters)

    return update_and_mark


DBParameterGroup.update_parameters = set_by_user(DBParameterGroup.update_parameters)
DBClusterParameterGroup.update_cluster_parameters = set_by_user(DBClusterParameterGroup.update_cluster_parameters)


def forget(group, parameters, everything):
    for name in list(group.parameters) if everything else [p["ParameterName"] for p in parameters]:
        group.parameters.pop(name, None)


@offers(RDSResponse)
def reset_db_parameter_group(self):
    group = self.backend.db_parameter_groups[self.params["DBParameterGroupName"]]
    forget(group, self.params.get("Parameters", []), self.params.get("ResetAllParameters"))
    return ActionResult({"DBParameterGroupName": group.name})


@offers(RDSResponse)
def reset_db_cluster_parameter_group(self):
    group = self.backend.db_cluster_parameter_groups[self.params["DBClusterParameterGroupName"]]
    forget(group, self.params.get("Parameters", []), self.params.get("ResetAllParameters"))
    return ActionResult({"DBClusterParameterGroupName": group.name})


@offers(RDSResponse)
def modify_event_subscription(self):
    subscription = self.backend.describe_event_subscriptions(self.params["SubscriptionName"])[0]
    for parameter, attribute in {"SnsTopicArn": "sns_topic_arn", "SourceType": "source_type",
                                 "EventCategories": "event_categories", "Enabled": "enabled"}.items():
        if self.params.get(parameter) is not None:
            setattr(subscription, attribute, self.params[parameter])
    return ActionResult({"EventSubscription": subscription})


make_instance = DBInstance.__init__
scaling_of = DBCluster.scaling_configuration_info.fget


def make_own_instance(self, *args, **kwargs):
    make_instance(self, *args, **kwargs)
    # moto gives all instances the same ID, and clients find an instance by it.
    self.dbi_resource_id = "db-" + mock_random.get_random_string(26, lower_case=False).upper()
    self.performance_insights_enabled = bool(kwargs.get("enable_performance_insights"))
    if self.performance_insights_enabled:
        self.performance_insights_retention_period = kwargs.get("performance_insights_retention_period") or 7


DBInstance.__init__ = make_own_instance
# Only clusters of Aurora Serverless v1 have one.
DBCluster.scaling_configuration_info = property(lambda self: scaling_of(self) if self.scaling_configuration else None)

modify_instance = RDSResponse.modify_db_instance


@offers(RDSResponse)
def modify_db_instance(self):
    wanted = self.params.get("EnablePerformanceInsights")
    if wanted is not None:
        instance = self.backend.describe_db_instances(self.params["DBInstanceIdentifier"])[0]
        instance.performance_insights_enabled = bool(wanted)
    return modify_instance(self)

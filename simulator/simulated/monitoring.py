"""CloudWatch: composite alarms. CloudWatch Logs: saved queries."""
import json

from moto.cloudwatch.responses import CloudWatchResponse
from moto.logs.responses import LogsResponse
from moto.moto_api._internal import mock_random

from . import offers, refusal

QUERIES = {}  # by account and region, then by id


@offers(CloudWatchResponse)
def put_composite_alarm(self):
    # moto's alarms have rules; only the action is missing.
    return self.put_metric_alarm()


def queries(self):
    return QUERIES.setdefault((self.current_account, self.region), {})


@offers(LogsResponse)
def put_query_definition(self):
    fields = ("name", "queryString", "logGroupNames", "queryLanguage")
    query = {key: self._get_param(key) for key in fields if self._get_param(key)}
    query["queryDefinitionId"] = self._get_param("queryDefinitionId") or str(mock_random.uuid4())
    queries(self)[query["queryDefinitionId"]] = query
    return json.dumps({"queryDefinitionId": query["queryDefinitionId"]})


@offers(LogsResponse)
def describe_query_definitions(self):
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    found = [query for query in queries(self).values() if query["name"].startswith(prefix)]
    return json.dumps({"queryDefinitions": found})


@offers(LogsResponse)
def delete_query_definition(self):
    if not queries(self).pop(self._get_param("queryDefinitionId"), None):
        return refusal("ResourceNotFoundException", "Query definition not found")
    return json.dumps({"success": True})

"""KMS: the rotation period of keys. Route 53: the ARN of a query log's group, with or without :*."""
import json

from moto.kms.responses import KmsResponse
from moto.route53.models import Route53Backend

from . import offers

PERIODS = {}
enable_rotation = KmsResponse.enable_key_rotation
rotation_status = KmsResponse.get_key_rotation_status
create_query_log = Route53Backend.create_query_logging_config


def key(self):
    return self.current_account, self.region, self.kms_backend.get_key_id(self._get_param("KeyId"))


@offers(KmsResponse)
def enable_key_rotation(self):
    body = enable_rotation(self)
    PERIODS[key(self)] = self._get_param("RotationPeriodInDays") or 365
    return body


@offers(KmsResponse)
def get_key_rotation_status(self):
    status = json.loads(rotation_status(self))
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = PERIODS.get(key(self), 365)
    return json.dumps(status)


@offers(Route53Backend)
def create_query_logging_config(self, hosted_zone_id, log_group_arn):
    # moto requires :* at the end of the ARN; AWS accepts and returns it without.
    made = create_query_log(self, hosted_zone_id, log_group_arn.removesuffix(":*") + ":*")
    made.cloud_watch_logs_log_group_arn = log_group_arn
    return made

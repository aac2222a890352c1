"""AWS Backup: selections, vault policies, tags and changes of plans. EFS: its backup policy."""
import json
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time
from moto.efs.responses import EFSResponse
from moto.moto_api._internal import mock_random

from . import offers, refusal

SELECTIONS = {}  # by plan and selection
POLICIES = {}  # by account, region and vault
NOT_FOUND = "ResourceNotFoundException"

urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/access-policy$"] = urls.response.dispatch
urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$"] = urls.response.dispatch


def part(self, after):
    """The part of the path after a word."""
    return unquote(self.path.split(f"/{after}/", 1)[1].split("/")[0])


@offers(BackupResponse)
def list_tags(self):
    # moto finds them only under a path that ends in a slash.
    arn = unquote(self.path.split("/tags/", 1)[1].rstrip("/"))
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


@offers(BackupResponse)
def update_backup_plan(self):
    plan = self.backup_backend.get_backup_plan(part(self, "plans"), None)
    # A new plan object fills in the defaults of the rules.
    changed = type(plan)(json.loads(self.body)["BackupPlan"], plan.creator_request_id, self.backup_backend)
    plan.backup_plan, plan.version_id = changed.backup_plan, changed.version_id
    plan.advanced_backup_settings = changed.advanced_backup_settings
    return json.dumps(plan.to_dict())


@offers(BackupResponse)
def create_backup_selection(self):
    plan, selection = part(self, "plans"), str(mock_random.uuid4())
    SELECTIONS[plan, selection] = {
        "BackupPlanId": plan, "SelectionId": selection, "CreationDate": unix_time(),
        "BackupSelection": json.loads(self.body)["BackupSelection"],
    }
    return json.dumps(SELECTIONS[plan, selection])


@offers(BackupResponse)
def get_backup_selection(self):
    found = SELECTIONS.get((part(self, "plans"), part(self, "selections")))
    return json.dumps(found) if found else refusal(NOT_FOUND, "Selection not found", 404)


@offers(BackupResponse)
def list_backup_selections(self):
    return json.dumps({"BackupSelectionsList": [
        {"BackupPlanId": plan, "SelectionId": selection, "SelectionName": value["BackupSelection"]["SelectionName"],
         "IamRoleArn": value["BackupSelection"]["IamRoleArn"], "CreationDate": value["CreationDate"]}
        for (plan, selection), value in SELECTIONS.items() if plan == part(self, "plans")
    ]})


@offers(BackupResponse)
def delete_backup_selection(self):
    SELECTIONS.pop((part(self, "plans"), part(self, "selections")), None)
    return "{}"


def policy_of(self):
    return self.current_account, self.region, part(self, "backup-vaults")


@offers(BackupResponse)
def put_backup_vault_access_policy(self):
    POLICIES[policy_of(self)] = json.loads(self.body)["Policy"]
    return "{}"


@offers(BackupResponse)
def get_backup_vault_access_policy(self):
    if policy_of(self) not in POLICIES:
        return refusal(NOT_FOUND, "The vault has no policy", 404)
    name = part(self, "backup-vaults")
    arn = self.backup_backend.describe_backup_vault(name).backup_vault_arn
    return json.dumps({"BackupVaultName": name, "BackupVaultArn": arn, "Policy": POLICIES[policy_of(self)]})


@offers(BackupResponse)
def delete_backup_vault_access_policy(self):
    POLICIES.pop(policy_of(self), None)
    return "{}"


@offers(BackupResponse)
def list_recovery_points_by_backup_vault(self):
    return json.dumps({"RecoveryPoints": []})


@offers(EFSResponse)
def put_backup_policy(self):
    policy = self._get_param("BackupPolicy")
    file_system = self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]
    file_system._backup = policy["Status"] in ("ENABLED", "ENABLING")
    return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}


@offers(EFSResponse)
def describe_backup_policy(self):
    file_system = self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]
    policy = {"Status": "ENABLED" if file_system._backup else "DISABLED"}
    return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}


@offers(EFSResponse)
def delete_file_system_policy(self):
    self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].file_system_policy = None
    return "", {"Content-Type": "application/json"}

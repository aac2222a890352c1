"""IAM: enforces policies as far as moto knows what a call is about, and logs the actions that were called."""
import os
import re

from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam import access_control

UNKNOWN = "*"
# Services whose signing name is not the prefix of their actions.
PREFIXES = {"monitoring": "cloudwatch", "email": "ses", "tagging": "tag"}
signed_for = re.compile(r"Credential=([^/]+)/\d+/[^/]+/([^/]+)/")
Statement = access_control.IAMPolicyStatement
Request = access_control.IAMRequestBase

decide = Statement.is_action_permitted
prepare = Request.__init__
authorize = ActionAuthenticatorMixin._authenticate_and_authorize_action


def matches(pattern, text):
    """Like IAM: only * and ? are special, and the case of an action is ignored."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text, re.IGNORECASE)


def is_action_permitted(self, action, resource="*", principal=None, incoming_condition_values=None):
    # moto knows the resource of few calls and the conditions of fewer, and would refuse statements that have either. Here an
    # allowing statement applies to the resource of the call; a denying one counts only if it is about all resources.
    narrow = self._statement.get("Resource", UNKNOWN) != UNKNOWN and resource == UNKNOWN
    conditional = "Condition" in self._statement and principal is None
    if narrow or conditional:
        if self._statement["Effect"] == "Deny":
            return access_control.PermissionResult.NEUTRAL
        widened = {key: value for key, value in self._statement.items() if key != "Condition" or not conditional}
        widened["Resource"] = UNKNOWN if narrow else widened.get("Resource", UNKNOWN)
        return decide(Statement(widened), action, resource, principal, incoming_condition_values)
    return decide(self, action, resource, principal, incoming_condition_values)


def prepare_with_prefix(self, *args, **kwargs):
    prepare(self, *args, **kwargs)
    service, _, action = self._action.partition(":")
    self._action = f"{PREFIXES.get(service, service)}:{action}"


def log_and_authorize(self, iam_request_cls, resource="*"):
    log(self, resource)
    # The key 'test', and calls without a signature, are the root user.
    key = signed_for.search(self.headers.get("Authorization", ""))
    if not key or key.group(1) == ROOT_KEY:
        return None
    return authorize(self, iam_request_cls, resource)


ROOT_KEY = "test"
CALLS = os.environ.get("SIMULATED_CALLS_LOG")


def log(self, resource):
    if not CALLS:
        return
    key = signed_for.search(self.headers.get("Authorization", ""))
    caller, service = key.groups() if key else ("anonymous", self.service_name)
    action = self._get_action()
    action = action[0] if isinstance(action, list) else action
    with open(CALLS, "a", encoding="utf-8") as calls:
        calls.write(f"{PREFIXES.get(service, service)}:{action}\t{resource}\t{caller}\n")


Statement._match = staticmethod(matches)
Statement.is_action_permitted = is_action_permitted
Request.__init__ = prepare_with_prefix
# moto computes the signatures of some REST calls wrongly, so signatures are not checked.
Request.check_signature = lambda self: None
ActionAuthenticatorMixin._authenticate_and_authorize_action = log_and_authorize

"""STS: AssumeRoleWithWebIdentity checks the token and the role's trust policy. moto admits every token."""
import json
import re
import sys
import time
from base64 import urlsafe_b64decode

from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends
from moto.sts.exceptions import STSClientError, STSValidationError
from moto.sts.responses import TokenResponse

from . import github_issuer, offers
from .access import matches
from .trust_conditions import as_list, failing, tests

ACTION = "sts:AssumeRoleWithWebIdentity"
REFUSED = f"""<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>AccessDenied</Code><Message>Not authorized to perform {ACTION}</Message></Error><RequestId></RequestId></ErrorResponse>"""
CLAIMS = ("aud", "sub", "amr")
# The claims of GitHub that are condition keys (Service Authorization Reference, "Actions, resources, and condition keys for AWS
# Security Token Service"). A policy cannot see other claims, such as event_name or repository_owner.
GITHUB_CLAIMS = (
    "actor", "actor_id", "enterprise_id", "environment", "job_workflow_ref", "ref", "repository", "repository_id",
    "repository_owner_id", "workflow",
)

assume_role = TokenResponse.assume_role_with_web_identity


@offers(TokenResponse)
def assume_role_with_web_identity(self):
    arn = self._get_param("RoleArn")
    place = re.fullmatch(r"arn:(aws[\w-]*):iam::(\d{12}):role/.+", arn or "")
    if not place:
        raise STSValidationError(f"{arn} is invalid")
    iam = iam_backends[place.group(2)][place.group(1)]
    token = self._get_param("WebIdentityToken") or ""
    claims = read(token)
    provider = checked(token, claims, iam)
    context = keys(provider, claims)
    context["sts:rolesessionname"] = [self._get_param("RoleSessionName") or ""]
    why = objection(arn, iam, provider, context)
    if why:
        # AWS does not return the cause; a test needs it in the log.
        print(f"{ACTION}: {arn} refused to {claims['sub']}: {why}", file=sys.stderr, flush=True)
        return REFUSED, {"status": 403, "Content-Type": "text/xml"}
    answer = assume_role(self)
    answer.result.update(
        SubjectFromWebIdentityToken=claims["sub"], Audience=as_list(claims["aud"])[0], Provider=provider.arn,
    )
    return answer


def invalid(text):
    return STSClientError("InvalidIdentityToken", text)


def read(token):
    """The claims of a token, unverified."""
    try:
        _, claims, _ = token.split(".")
        claims = json.loads(urlsafe_b64decode(claims + "=="))
        missing = [name for name in ("iss", "aud", "sub", "exp") if name not in claims]
        claims["exp"] = int(claims.get("exp", 0))
    except (ValueError, TypeError, AttributeError):
        raise invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)")
    if missing:
        raise invalid(f"Missing a required claim: {missing[0]}")
    return claims


def checked(token, claims, iam):
    """Verifies a token, and returns the account's provider for it."""
    issuer = claims["iss"]
    provider = next((one for one in iam.open_id_providers.values() if f"https://{one.url}" == issuer), None)
    if not provider:
        raise invalid(f"No OpenIDConnect provider found in your account for {issuer}")
    if issuer != github_issuer.ISSUER or not github_issuer.signed(token):
        raise invalid("Couldn't retrieve verification key from your identity provider,  please reference "
                      "AssumeRoleWithWebIdentity documentation for requirements")
    now = int(time.time())
    if claims["exp"] <= now:
        raise STSClientError("ExpiredTokenException", f"Token expired: current date/time {now} must be before the "
                             f"expiration date/time{claims['exp']}")
    if not any(one in provider.client_id_list for one in as_list(claims["aud"])):
        raise invalid("Incorrect token audience")
    return provider


def keys(provider, claims):
    """The values of the condition keys, from the token."""
    known = CLAIMS + GITHUB_CLAIMS
    given = {name: [str(value) for value in as_list(claims[name])] for name in known if name in claims}
    return {f"{provider.url}:{name}".lower(): values for name, values in given.items()}


def objection(arn, iam, provider, context):
    """Why the role's trust policy refuses the token; None if it admits it."""
    try:
        trust = json.loads(iam.get_role_by_arn(arn).assume_role_policy_document)
    except NotFoundException:
        return "there is no such role"
    granted, failed = False, []
    for statement in as_list(trust.get("Statement")):
        if not concerns(statement, provider):
            continue
        unmet = failing(statement.get("Condition"), context)
        if statement["Effect"] == "Deny":
            if not unmet:
                return "a statement denies it"
        elif not unmet and open_to_all(statement, provider):
            failed.append(f"{provider.url}:sub is not checked")
        elif unmet:
            failed.extend(unmet)
        else:
            granted = True
    return None if granted else ", ".join(failed) or "no statement is about this provider"


def concerns(statement, provider):
    if not any(matches(action, ACTION) for action in as_list(statement.get("Action"))):
        return False
    principal = statement.get("Principal") or {}
    if principal == "*" or principal.get("AWS") == "*":
        return True
    return provider.arn in as_list(principal.get("Federated"))


def open_to_all(statement, provider):
    """GitHub issues tokens to all its customers, so AWS refuses every token if the trust policy does not check the subject."""
    if provider.url != github_issuer.ISSUER.removeprefix("https://"):
        return False
    return not any(
        operator != "Null" and key.lower() == f"{provider.url}:sub" and "*" not in wanted
        for operator, key, wanted in tests(statement.get("Condition"))
    )

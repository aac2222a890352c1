"""Services that moto does not have: Slack configurations of Amazon Q (chatbot) and Grafana workspaces. Only the actions of a deployment."""
import json
import re
import time
import uuid
from urllib.parse import unquote

from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

SLACK, WORKSPACES, TAGS = {}, {}, {}
SERVED = re.compile(r"Credential=[^/]+/\d+/([^/]+)/(chatbot|grafana)/")


def chatbot(method, path, body, region):
    arn = body.get("ChatConfigurationArn")
    match path.strip("/"):
        case "create-slack-channel-configuration":
            arn = f"arn:aws:chatbot::{DEFAULT_ACCOUNT_ID}:chat-configuration/slack-channel/{body['ConfigurationName']}"
            TAGS[arn] = {tag["TagKey"]: tag["TagValue"] for tag in body.pop("Tags", None) or []}
            SLACK[arn] = {"SlackTeamName": "team", "SlackChannelName": "channel", "LoggingLevel": "NONE", "State": "ENABLED",
                          "GuardrailPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                          "UserAuthorizationRequired": False, **body, "ChatConfigurationArn": arn}
            return 201, {"ChannelConfiguration": SLACK[arn]}
        case "describe-slack-channel-configurations":
            return 200, {"SlackChannelConfigurations": [c for a, c in SLACK.items() if arn in (None, a)]}
        case "update-slack-channel-configuration":
            SLACK[arn].update(body)
            return 200, {"ChannelConfiguration": SLACK[arn]}
        case "delete-slack-channel-configuration":
            SLACK.pop(arn, None)
            return 204, {}
        case "list-tags-for-resource":
            return 200, {"Tags": [{"TagKey": k, "TagValue": v} for k, v in TAGS.get(body["ResourceARN"], {}).items()]}
        case "tag-resource":
            TAGS.setdefault(body["ResourceARN"], {}).update({t["TagKey"]: t["TagValue"] for t in body["Tags"]})
            return 200, {}
        case "untag-resource":
            for key in body["TagKeys"]:
                TAGS.get(body["ResourceARN"], {}).pop(key, None)
            return 200, {}
    return 400, {"message": f"The simulated AWS does not support chatbot {path}"}


def grafana(method, path, body, region):
    parts = path.strip("/").split("/")
    if parts[0] == "tags":
        arn = unquote("/".join(parts[1:]))
        if method == "POST":
            TAGS.setdefault(arn, {}).update(body["tags"])
        return 200, {"tags": TAGS.get(arn, {})}
    if method == "POST" and len(parts) == 1:
        name = "g-" + uuid.uuid4().hex[:10]
        TAGS[f"arn:aws:grafana:{region}:{DEFAULT_ACCOUNT_ID}:/workspaces/{name}"] = body.get("tags") or {}
        WORKSPACES[name] = {
            "id": name, "name": body.get("workspaceName"), "description": body.get("workspaceDescription", ""),
            "created": time.time(), "modified": time.time(), "status": "ACTIVE", "grafanaVersion": body.get("grafanaVersion", "10.4"),
            "endpoint": f"{name}.grafana-workspace.{region}.amazonaws.com", "accountAccessType": body["accountAccessType"],
            "permissionType": body["permissionType"], "dataSources": body.get("workspaceDataSources") or [],
            "notificationDestinations": body.get("workspaceNotificationDestinations") or [],
            "workspaceRoleArn": body.get("workspaceRoleArn"), "tags": body.get("tags") or {},
            "authentication": {"providers": body["authenticationProviders"], "samlConfigurationStatus": "NOT_CONFIGURED"},
        }
        return 202, {"workspace": WORKSPACES[name]}
    found = WORKSPACES.get(parts[1]) if len(parts) > 1 else None
    if found is None:
        return 404, {"message": "The workspace does not exist", "resourceId": parts[-1], "resourceType": "workspace"}
    if parts[2:] == ["configuration"]:
        if method == "PUT":
            found["configuration"] = body["configuration"]
            return 202, {}
        return 200, {"configuration": found.get("configuration", "{}"), "grafanaVersion": found["grafanaVersion"]}
    if method == "DELETE":
        WORKSPACES.pop(parts[1])
        return 202, {"workspace": dict(found, status="DELETING")}
    if method == "PUT":
        for key, value in body.items():
            found[{"workspaceName": "name", "workspaceDataSources": "dataSources"}.get(key, key)] = value
        return 202, {"workspace": found}
    return 200, {"workspace": found}


dispatch = DomainDispatcherApplication.__call__


def dispatch_absent_too(self, environ, start_response):
    signed = SERVED.search(environ.get("HTTP_AUTHORIZATION", ""))
    if not signed:
        return dispatch(self, environ, start_response)
    region, service = signed.groups()
    body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
    status, answer = {"chatbot": chatbot, "grafana": grafana}[service](
        environ["REQUEST_METHOD"], environ["PATH_INFO"], body, region)
    headers = [("Content-Type", "application/json")]
    if status >= 400:
        headers.append(("x-amzn-errortype", "ResourceNotFoundException" if status == 404 else "NotSimulated"))
    start_response(f"{status} Simulated", headers)
    return [b"" if status == 204 else json.dumps(answer).encode()]


DomainDispatcherApplication.__call__ = dispatch_absent_too

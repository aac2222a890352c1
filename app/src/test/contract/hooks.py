"""Gives Schemathesis what openapi.json cannot express: valid callers, and other conditions of a valid request."""

import itertools
import os
import threading
import time

import requests
import schemathesis

URL = os.environ["CONTRACT_URL"]
API_KEY = {"X-API-Key": os.environ["CONTRACT_API_KEY"]}
PASSWORD = "correct horse battery"
SOON_EXPIRED = 300  # seconds; an access token has 600

numbers = itertools.count(time.time_ns())
lock = threading.Lock()
sessions = {}  # one for each operation, because some operations end their session


@schemathesis.auth(refresh_interval=None)
class Caller:
    """Adds the API key and, if the operation requires it, the access token of an existing user."""

    def get(self, case, context):
        needs = context.operation.definition.raw.get("security", [])
        return access_token(case.operation.label) if any("accessToken" in schemes for schemes in needs) else ""

    def set(self, case, token, context):
        case.headers.update(API_KEY)
        if token:
            case.headers["Authorization"] = f"Bearer {token}"


def access_token(operation):
    with lock:
        token, until = sessions.get(operation, ("", 0))
        if time.monotonic() < until:
            return token
        person = {"email": f"user-{next(numbers)}@example.com", "password": PASSWORD}
        post("/users", person | {"name": "A name"})
        token = post("/sessions", person)["accessToken"]
        sessions[operation] = (token, time.monotonic() + SOON_EXPIRED)
        return token


def post(path, document):
    for _ in range(10):
        response = requests.post(URL + path, json=document, headers=API_KEY, timeout=20)
        if response.status_code != 503:
            break
        time.sleep(int(response.headers["Retry-After"]))
    response.raise_for_status()
    return response.json()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Gives a request that should be accepted a new idempotency key and the correct current password."""
    if not (case.meta and case.meta.generation.mode.is_positive):
        return
    if case.operation.label == "POST /orders" and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"key-{next(numbers)}"
    if case.operation.label == "PATCH /users/me" and isinstance(case.body, dict) and "currentPassword" in case.body:
        case.body.update(password=PASSWORD, currentPassword=PASSWORD)  # unchanged, because the next request of this user needs it too


@schemathesis.hook
def after_call(context, case, response):
    """Forgets the session of a user who was deleted or signed out."""
    if case.operation.label in ("DELETE /users/me", "DELETE /sessions") and response.status_code < 400:
        with lock:
            sessions.pop(case.operation.label, None)


@schemathesis.hook.apply_to(method="POST", path="/sum")
def filter_case(context, case):
    """Rejects cases whose sum is out of bounds: a schema can only limit each number."""
    body = case.body if isinstance(case.body, dict) else {}
    numbers = [value for value in (body.get("a"), body.get("b")) if isinstance(value, (int, float)) and fits(value)]
    return len(numbers) < 2 or fits(sum(int(value) for value in numbers))


def fits(number):
    return -(2**63) <= number < 2**63

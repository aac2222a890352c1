"""Additions to moto that the estate needs, one module for each area. Importing a module installs its additions."""
import json


def offers(service):
    """Adds the function to one of moto's services, as the action of the same name."""

    def attach(action):
        setattr(service, action.__name__, action)
        return action

    return attach


def refusal(code, text, status=400):
    """The error response of a service with a JSON protocol."""
    return json.dumps({"__type": code, "message": text}), {"status": status, "x-amzn-errortype": code}

"""Budgets: subscribers of notifications, tags and updates."""
import json

from moto.budgets.responses import BudgetsResponse

from . import offers, refusal

TAGS = {}
respond_to_create = BudgetsResponse.create_budget


def budget(self):
    return self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]


def notification(self, parameter="Notification"):
    wanted = self._get_param(parameter)
    keys = ("NotificationType", "ComparisonOperator", "Threshold")
    for found in budget(self).notifications:
        if all(found.details.get(key) == wanted.get(key) for key in keys):
            return found
    return None


@offers(BudgetsResponse)
def create_budget(self):
    body = respond_to_create(self)
    arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
    TAGS[arn] = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or []}
    return body


@offers(BudgetsResponse)
def update_budget(self):
    new = self._get_param("NewBudget")
    self.backend.budgets[self._get_param("AccountId")][new["BudgetName"]].budget.update(new)
    return "{}"


@offers(BudgetsResponse)
def describe_subscribers_for_notification(self):
    found = notification(self)
    if not found or not found.subscribers:
        return refusal("NotFoundException", "Unable to get subscribers")
    return json.dumps({"Subscribers": found.subscribers})


@offers(BudgetsResponse)
def update_notification(self):
    notification(self, "OldNotification").details = self._get_param("NewNotification")
    return "{}"


@offers(BudgetsResponse)
def create_subscriber(self):
    notification(self).subscribers.append(self._get_param("Subscriber"))
    return "{}"


@offers(BudgetsResponse)
def delete_subscriber(self):
    notification(self).subscribers.remove(self._get_param("Subscriber"))
    return "{}"


@offers(BudgetsResponse)
def list_tags_for_resource(self):
    tags = TAGS.get(self._get_param("ResourceARN"), {})
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})


@offers(BudgetsResponse)
def tag_resource(self):
    TAGS.setdefault(self._get_param("ResourceARN"), {}).update(
        {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
    return "{}"


@offers(BudgetsResponse)
def untag_resource(self):
    for key in self._get_param("ResourceTagKeys"):
        TAGS.get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"

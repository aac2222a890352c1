"""Evaluates the Condition block of a role's trust policy like IAM."""
import json
import re

COMPARE = {
    "StringEquals": lambda wanted, given: wanted == given,
    "StringEqualsIgnoreCase": lambda wanted, given: wanted.lower() == given.lower(),
    "StringLike": lambda wanted, given: like(wanted, given),
}


def like(pattern, text):
    """Only * and ? are special; the case matters."""
    return bool(re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text, re.DOTALL))


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def tests(block):
    """The tests of a block: operator, key and the wanted values, of which one is enough."""
    for operator, keys in (block or {}).items():
        for key, wanted in keys.items():
            yield operator, key, [value if isinstance(value, str) else json.dumps(value) for value in as_list(wanted)]


def failing(block, context):
    """The tests that fail; none if the block holds. The context has the values of each key, by its name in lower case."""
    return [f"{operator} {key}" for operator, key, wanted in tests(block) if not holds(operator, key, wanted, context)]


def holds(operator, key, wanted, context):
    given = context.get(key.lower(), [])
    # AWS knows these keys; an error is better than a wrong answer.
    if not given and key.lower().startswith(("aws:", "sts:")):
        raise NotImplementedError(f"the condition key {key}")
    if any("${" in value for value in wanted):
        raise NotImplementedError(f"a policy variable in the condition {operator} {key}")
    if operator == "Null":
        return wanted == ["false" if given else "true"]
    quantifier, _, name = operator.rpartition(":")
    optional = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    negated = name.startswith("StringNot")
    compare = COMPARE.get(name.replace("StringNot", "String"))
    if not compare or quantifier not in ("", "ForAnyValue", "ForAllValues"):
        raise NotImplementedError(f"the condition operator {operator}")
    if not given and optional:
        return True
    # An absent key fails ForAnyValue and passes ForAllValues, as in IAM.
    every = quantifier == "ForAllValues" or (negated and not quantifier)
    return (all if every else any)(any(compare(value, one) for value in wanted) != negated for one in given)

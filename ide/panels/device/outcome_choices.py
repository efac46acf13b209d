"""How the next call of an API can end, as rules and queues of the phone say it (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from apimock import wording
from apimock.calls import CallRecord, Outcome
from apimock.rules import Rule, RuleError, Scripted, read_rules, rule_json
from apimock.spec import find

KINDS = ("live", "ask", "ok", "cancel", "deny", "timeout", "hang", "off")
_PREFIX = "answer:"


def outcomes(api: str) -> tuple[tuple[str, Scripted | None], ...]:
    """Return what can be chosen for an API: an id or a recorded message, and its outcome.

    None leaves the call to the phone.
    """
    made: list[tuple[str, Scripted | None]] = []
    for kind in KINDS:
        made.append((kind, _of_kind(api, kind)))
    for failure in wording.outcomes(api):
        scripted = Scripted("fail", message=failure.message, errno=failure.errno, code=failure.code)
        made.append((failure.message, scripted))
    return tuple(made)


def known(api: str) -> bool:
    """Tell whether there is such an API."""
    return find(api) is not None


def chosen(rules: Sequence[Rule], api: str) -> Scripted | None:
    """Return the fixed answer of an API, None when the phone answers."""
    return next((rule.outcome for rule in rules if rule.id == _PREFIX + api), None)


def with_answer(rules: Sequence[Rule], api: str, outcome: Scripted | None) -> list[Rule]:
    """Return the rules with a fixed answer for an API in front, or without one."""
    others = [rule for rule in rules if rule.id != _PREFIX + api]
    if outcome is None:
        return others
    return [Rule(_PREFIX + api, api, outcome), *others]


def rule_of(record: CallRecord, rules: Sequence[Rule]) -> Rule:
    """Return a rule that answers such a call as it was answered."""
    taken = {rule.id for rule in rules}
    number = 1
    while f"{record.call.name}-{number}" in taken:
        number += 1
    args = {
        name.replace(".", "\\."): value
        for name, value in record.call.params.items()
        if isinstance(value, (str, int, float, bool))
    }
    return Rule(f"{record.call.name}-{number}", record.call.name, _outcome_of(record), args)


def text_of(outcome: Scripted) -> str:
    """Return an outcome in a few words that need no translation."""
    return outcome.message or outcome.type


def rule_text(rule: Rule) -> str:
    """Return a rule as it stands in a file."""
    return json.dumps(rule_json(rule), ensure_ascii=False, indent=2)


def read_rule(text: str) -> Rule:
    """Return the rule of a text. Raises RuleError."""
    body = f'{{"version": 1, "rules": [{text}]}}'
    rules = read_rules(body)
    if len(rules) != 1:
        raise RuleError("one rule is wanted here")
    return rules[0]


def enabled(rule: Rule, *, on: bool) -> Rule:
    """Return the rule switched on or off."""
    return replace(rule, enabled=on)


def _of_kind(api: str, kind: str) -> Scripted | None:
    if kind == "live":
        return None
    if kind == "off":
        failure = wording.failure(api, "unsupported", "android")
        return Scripted("fail", message=failure.message, errno=failure.errno, code=failure.code)
    return Scripted(kind)


def _outcome_of(record: CallRecord) -> Scripted:
    reply = record.reply
    if reply is None:
        return Scripted("hang")
    if reply.outcome is Outcome.FAIL:
        result = reply.result
        return Scripted(
            "fail",
            message=str(result.get("errMsg", "")),
            errno=result.get("errno"),
            code=result.get("errCode"),
        )
    data = {name: value for name, value in reply.result.items() if name != "errMsg"}
    if record.call.sync and reply.value is not None:
        data = {"value": reply.value}
    return Scripted("ok", data)

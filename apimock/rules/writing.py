"""Writes rules as ``*.rules.json``; what was read from there comes out with the same meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from apimock.jsonable import encode
from apimock.rules.model import End, FollowUp, Rule, Scripted

FORMAT = "rules-1.json"


def write_rules(rules: Iterable[Rule]) -> str:
    """The rules as the text of a file; reading it gives equal rules."""
    document = {"$schema": FORMAT, "version": 1, "rules": [rule_json(rule) for rule in rules]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule as JSON; what is as usual is left out."""
    match = _without_defaults(
        {
            "args": (dict(rule.args), {}),
            "route": (rule.route, "*"),
            "persona": (rule.persona, "*"),
            "scene": (list(rule.scene), []),
            "nth": (list(rule.nth), []),
            "probability": (rule.probability, 1.0),
        }
    )
    body: dict[str, Any] = {"id": rule.id, "enabled": rule.enabled, "api": rule.api}
    if match:
        body["match"] = match
    body["outcome"] = outcome_json(rule.outcome)
    body |= _without_defaults(
        {
            "sequence": ([outcome_json(outcome) for outcome in rule.sequence], []),
            "end": (rule.end.value, End.LAST.value),
            "then": ([_follow_up_json(entry) for entry in rule.then], []),
            "bypassGates": (rule.bypass_gates, False),
            "note": (rule.note, ""),
        }
    )
    return body | dict(rule.extra)


def outcome_json(outcome: Scripted) -> dict[str, Any]:
    """An outcome as JSON."""
    body: dict[str, Any] = {"type": outcome.type}
    body |= _without_defaults(
        {
            "data": (encode(outcome.data), {}),
            "template": (outcome.template, None),
            "file": (outcome.file, ""),
            "script": (outcome.script, ""),
            "errMsg": (outcome.message, ""),
            "errno": (outcome.errno, None),
            "errCode": (outcome.code, None),
        }
    )
    low, high = outcome.delay
    if outcome.until_told:
        body["delay"] = "until-told"
    elif high > 0:
        body["delay"] = low if low == high else {"min": low, "max": high}
    return body


def _follow_up_json(entry: FollowUp) -> dict[str, Any]:
    return {"after": entry.after} | _without_defaults(
        {
            "event": (entry.event, ""),
            "data": (dict(entry.data), {}),
            "set": (dict(entry.changes), {}),
        }
    )


def _without_defaults(fields: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: value for name, (value, usual) in fields.items() if value != usual}

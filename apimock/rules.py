"""Rules that answer a call before the phone does: match on name and parameters, then reply."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apimock.calls import Call

OUTCOMES = ("ok", "cancel", "deny", "fail", "timeout", "hang")


class RuleError(ValueError):
    """A rule that cannot be read; the message names the rule and the field."""


@dataclass(frozen=True)
class Scripted:
    """An outcome written by a person: what the call shall end with.

    ``data`` are the members of the result (and the value of a synchronous API, or its member
    ``value`` alone when ``data`` has one); ``hang`` never answers.
    """

    type: str = "ok"
    data: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    errno: int | None = None
    code: int | None = None
    delay: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Rule:
    """One rule; patterns may be ``/regular expressions/``, the API a glob (``choose*``)."""

    id: str
    api: str
    outcome: Scripted = Scripted()
    args: Mapping[str, Any] = field(default_factory=dict)
    route: str = "*"
    nth: tuple[int, ...] = ()
    enabled: bool = True
    bypass_gates: bool = False
    note: str = ""


def _member(value: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            return None
    return value


def _fits(pattern: Any, value: Any) -> bool:
    if isinstance(pattern, str) and len(pattern) > 1 and pattern[0] == pattern[-1] == "/":
        text = value if isinstance(value, str) else json.dumps(value, default=str)
        return re.search(pattern[1:-1], text) is not None
    return bool(pattern == value)


class Rules:
    """The list of rules; the first that matches decides."""

    def __init__(self) -> None:
        self._rules: tuple[Rule, ...] = ()
        self._seen: dict[str, int] = {}

    @property
    def all(self) -> tuple[Rule, ...]:
        return self._rules

    def replace(self, rules: Sequence[Rule]) -> None:
        """Put these rules in force and start counting calls anew."""
        self._rules = tuple(rules)
        self._seen.clear()

    def match(self, call: Call, *, bypassing: bool) -> Rule | None:
        """The first rule for the call among those that bypass the gates, or those that do not."""
        for rule in self._rules:
            if not rule.enabled or rule.bypass_gates is not bypassing:
                continue
            if not fnmatch.fnmatchcase(call.name, rule.api):
                continue
            if not fnmatch.fnmatchcase(call.page, rule.route):
                continue
            if all(_fits(want, _member(call.params, path)) for path, want in rule.args.items()):
                count = self._seen[rule.id] = self._seen.get(rule.id, 0) + 1
                if not rule.nth or count in rule.nth:
                    return rule
        return None


def _delay(value: Any, where: str) -> tuple[float, float]:
    if value is None:
        return (0.0, 0.0)
    if isinstance(value, (int, float)) and value >= 0:
        return (float(value), float(value))
    if isinstance(value, Mapping):
        low, high = value.get("min", 0), value.get("max", value.get("min", 0))
        if isinstance(low, (int, float)) and isinstance(high, (int, float)) and 0 <= low <= high:
            return (float(low), float(high))
    raise RuleError(f"{where}.delay should be milliseconds or {{min, max}}")


def read_outcome(body: Any, where: str, delay: Any = None) -> Scripted:
    """An outcome from JSON; raises RuleError naming ``where``."""
    if not isinstance(body, Mapping):
        raise RuleError(f"{where}.outcome should be an object")
    kind = body.get("type", "ok")
    if kind not in OUTCOMES:
        raise RuleError(f"{where}.outcome.type should be one of {', '.join(OUTCOMES)}")
    data = body.get("data", {})
    return Scripted(
        kind,
        data if isinstance(data, Mapping) else {"value": data},
        str(body.get("errMsg", "")),
        body.get("errno"),
        body.get("errCode"),
        _delay(delay if delay is not None else body.get("delay"), where),
    )


def _read_rule(body: Any, where: str) -> Rule:
    if not isinstance(body, Mapping):
        raise RuleError(f"{where} should be an object")
    api, match = body.get("api"), body.get("match", {})
    if not isinstance(api, str) or not api:
        raise RuleError(f"{where}.api should be the name of an API")
    if not isinstance(match, Mapping) or not isinstance(match.get("args", {}), Mapping):
        raise RuleError(f"{where}.match should be an object")
    for path, pattern in match.get("args", {}).items():
        if isinstance(pattern, str) and len(pattern) > 1 and pattern[0] == pattern[-1] == "/":
            try:
                re.compile(pattern[1:-1])
            except re.error as error:
                raise RuleError(f"{where}.match.args.{path}: {error}") from error
    return Rule(
        id=str(body.get("id") or where),
        api=api.removeprefix("wx."),
        outcome=read_outcome(body.get("outcome", {}), where, body.get("delay")),
        args=dict(match.get("args", {})),
        route=str(match.get("route", "*")),
        nth=tuple(match.get("nth", ())),
        enabled=bool(body.get("enabled", True)),
        bypass_gates=bool(body.get("bypassGates", False)),
        note=str(body.get("note", "")),
    )


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules of a ``*.rules.json`` file; raises RuleError with the place of the mistake."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise RuleError(f"line {error.lineno}: {error.msg}") from error
    if not isinstance(document, Mapping) or not isinstance(document.get("rules"), list):
        raise RuleError("“rules” should be a list")
    return tuple(_read_rule(body, f"rules[{i}]") for i, body in enumerate(document["rules"]))

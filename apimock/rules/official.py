"""Rules of the official tool: its mock export, recordings of its automation, cloud-test lists.

The export holds ``apiMockConfig.rules`` (or the list alone); a recording holds the same rules in
``commands[].rule``. A cloud test lists ``{"rule": pattern of the address, "success": …}``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apimock.json_places import field_name, line_of
from apimock.rules.conditions import escaped, member, problem
from apimock.rules.model import Rule, RuleError, Scripted
from apimock.rules.template import check as check_template
from apimock.spec import find as find_api

KEPT = "official"
"""The member of ``Rule.extra`` with the rule as the official tool wrote it."""

_FUNCTION = "cloud.callFunction"
_Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Foreign:
    """The rules found in a foreign document, each with the members that lead to it."""

    kind: str
    bodies: tuple[tuple[_Path, Any], ...]


@dataclass(frozen=True)
class _Source:
    text: str
    file: str

    def error(self, said: str, *path: str | int) -> RuleError:
        line = line_of(self.text, path)
        return RuleError(said, file=self.file, line=line, field=field_name(path))


def find(document: Any) -> Foreign | None:
    """The rules of a document in a foreign format, None when it is none of them."""
    for path in (("apiMockConfig", "rules"), ("mock", "rules"), ("rules",), ()):
        rules = _below(document, path)
        if isinstance(rules, list) and rules:
            for kind, mark in (("official", "apiName"), ("cloud", "rule")):
                if all(isinstance(body, Mapping) and mark in body for body in rules):
                    bodies = tuple(((*path, i), body) for i, body in enumerate(rules))
                    return Foreign(kind, bodies)
    if isinstance(document, Mapping) and isinstance(document.get("commands"), list):
        commands = enumerate(document["commands"])
        return Foreign(
            "official",
            tuple(
                (("commands", i, "rule"), command["rule"])
                for i, command in commands
                if isinstance(command, Mapping) and command.get("command") == "mock"
                if isinstance(command.get("rule"), Mapping)
            ),
        )
    if isinstance(document, Mapping) and "rule" in document:
        return Foreign("cloud", (((), document),))
    if isinstance(document, Mapping) and isinstance(document.get("apiMockConfig"), Mapping):
        return Foreign("official", ())
    return None


def _below(value: Any, path: _Path) -> Any:
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def read(foreign: Foreign, text: str, file: str) -> tuple[Rule, ...]:
    """The rules of a foreign document; raises RuleError."""
    source = _Source(text, file)
    one = _official if foreign.kind == "official" else _cloud
    rules = [one(source, path, body) for path, body in foreign.bodies]
    seen: dict[str, int] = {}
    unique = []
    for rule in rules:
        count = seen[rule.id] = seen.get(rule.id, 0) + 1
        unique.append(rule if count == 1 else _renamed(rule, f"{rule.id} {count}"))
    return tuple(unique)


def _renamed(rule: Rule, name: str) -> Rule:
    return Rule(**{**vars(rule), "id": name})


def _official(source: _Source, path: _Path, body: Mapping[str, Any]) -> Rule:
    api = body.get("apiName")
    if not isinstance(api, str) or not api:
        raise source.error("should be the name of an API", *path, "apiName")
    filters = body.get("filterList") or []
    if not isinstance(filters, list):
        raise source.error("should be a list", *path, "filterList")
    args: dict[str, Any] = {}
    for index, entry in enumerate(filters):
        if isinstance(entry, Mapping) and entry.get("propName"):
            condition = _filter(source, (*path, "filterList", index), entry)
            args[str(entry["propName"])] = condition
    return Rule(
        id=str(body.get("ruleId") or body.get("ruleName") or field_name(path)),
        api=api.removeprefix("wx."),
        outcome=_returned(source, path, body),
        args=args,
        enabled=body.get("enable") is not False,
        note=str(body.get("ruleName") or ""),
        extra={KEPT: dict(body)},
    )


def _filter(source: _Source, path: _Path, entry: Mapping[str, Any]) -> Any:
    wanted = entry.get("propRegString", "")
    if not isinstance(wanted, str):
        raise source.error("should be text", *path, "propRegString")
    if entry.get("matchType") == "string":
        return {"equals": wanted}
    condition = {"regex": wanted or ".*", "flags": "i"}
    wrong = problem(condition)
    if wrong is not None:
        raise source.error(wrong[1], *path, "propRegString")
    return condition


def _returned(source: _Source, path: _Path, body: Mapping[str, Any]) -> Scripted:
    config = body.get("returnConfig")
    if not isinstance(config, Mapping):
        raise source.error("should be an object", *path, "returnConfig")
    how = config.get("generateType", "manual")
    which = "fail" if config.get("returnType") == "fail" else "succ"
    if how not in {"manual", "template"}:
        said = "should be “manual” or “template”"
        raise source.error(said, *path, "returnConfig", "generateType")
    name = "resStr" if how == "manual" else "templateStr"
    here = (*path, "returnConfig", how, which, name)
    text = _below(config, (how, which, name))
    value = _json(source, here, text)
    if how == "template":
        wrong = check_template(value)
        if wrong:
            raise source.error(wrong, *here)
        return Scripted("ok" if which == "succ" else "fail", template=value)
    if which == "succ":
        return Scripted("ok", value if isinstance(value, Mapping) else {"value": value})
    return _failure(value)


def _json(source: _Source, path: _Path, text: Any) -> Any:
    if text is None or text == "":
        return {}
    if not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        said = f"is no JSON: {error.msg} in its line {error.lineno}"
        raise source.error(said, *path) from error


def _failure(value: Any) -> Scripted:
    if not isinstance(value, Mapping):
        return Scripted("fail", message=str(value or ""))
    rest = {k: v for k, v in value.items() if k not in {"errMsg", "errno", "errCode"}}
    codes = [value.get(name) for name in ("errno", "errCode")]
    errno, code = (c if type(c) is int else None for c in codes)
    return Scripted("fail", rest, str(value.get("errMsg", "")), errno, code)


def _cloud(source: _Source, path: _Path, body: Mapping[str, Any]) -> Rule:
    wanted = body.get("rule")
    given = {"url": wanted} if isinstance(wanted, str) else wanted
    if not isinstance(given, Mapping):
        raise source.error("should be a pattern of the address, or an object", *path, "rule")
    args: dict[str, Any] = {}
    for name, want in given.items():
        where = (*path, "rule") if isinstance(wanted, str) else (*path, "rule", name)
        condition = {"regex": want} if isinstance(want, str) and want else {"equals": want}
        wrong = problem(condition)
        if wrong is not None:
            raise source.error(wrong[1], *where)
        args["data" if name == "params" else escaped(name)] = condition
    if body.get("success") is None and body.get("fail") is None:
        raise source.error("should have “success” or “fail”", *path)
    good = body.get("success")
    api = str(body.get("api", "request")).removeprefix("wx.")
    return Rule(
        id=str(body.get("name") or field_name(path) or "rule"),
        api=api,
        outcome=Scripted("ok", _whole(api, good)) if good is not None else _failure(body["fail"]),
        args=args,
        extra={key: value for key, value in body.items() if key not in {"rule", "success", "fail"}},
    )


def _whole(api: str, good: Any) -> Any:
    """The whole answer of a call, of which a rule may give only what a server would send."""
    of_function = api == _FUNCTION
    members = {"result", "errMsg"} if of_function else {"data", "statusCode", "errMsg"}
    if isinstance(good, Mapping) and members & set(good):
        return good
    if of_function:
        return {"result": good}
    return {"data": good, "statusCode": 200, "header": {}, "cookies": []}


def write_official(rules: Iterable[Rule]) -> tuple[str, tuple[str, ...]]:
    """The rules as an export of the official tool, and the ids of those it cannot express."""
    written, left = [], []
    for rule in rules:
        body = _exported(rule)
        if body is None:
            left.append(rule.id)
        else:
            written.append(body)
    document = {"useApiMock": True, "apiMockConfig": {"globalOpen": True, "rules": written}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n", tuple(left)


def _exported(rule: Rule) -> dict[str, Any] | None:
    filters = [_exported_filter(path, want) for path, want in rule.args.items()]
    usual = Rule(rule.id, rule.api, rule.outcome, rule.args, enabled=rule.enabled)
    plain = Rule(**{**vars(rule), "note": "", "extra": {}}) == usual
    outcome = rule.outcome
    simple = Scripted(outcome.type, outcome.data, outcome.message, outcome.errno, outcome.code)
    fits = simple == Scripted(**{**vars(outcome), "template": None})
    if not plain or not fits or None in filters or find_api(rule.api) is None:
        return None
    if outcome.type not in {"ok", "fail"}:
        return None
    which = "succ" if outcome.type == "ok" else "fail"
    how = "manual" if outcome.template is None else "template"
    name = "resStr" if how == "manual" else "templateStr"
    value = _result(outcome) if how == "manual" else outcome.template
    kept = rule.extra.get(KEPT)
    old = dict(kept) if isinstance(kept, Mapping) else {}
    config = dict(old.get("returnConfig") or {})
    ways = {k: dict(config.get(k) or {}) for k in ("manual", "template")}
    ways[how][which] = {name: json.dumps(value, ensure_ascii=False, indent=2)}
    return old | {
        "ruleId": rule.id,
        "ruleName": rule.note or rule.id,
        "apiName": rule.api,
        "enable": rule.enabled,
        "filterList": filters,
        "returnConfig": config | {"returnType": which, "generateType": how} | ways,
    }


def _result(outcome: Scripted) -> Any:
    if outcome.type == "ok":
        only = set(outcome.data) == {"value"}
        return outcome.data["value"] if only else dict(outcome.data)
    codes: Sequence[tuple[str, Any]] = (
        ("errMsg", outcome.message or None),
        ("errno", outcome.errno),
        ("errCode", outcome.code),
    )
    return {**outcome.data, **{name: value for name, value in codes if value is not None}}


def _exported_filter(path: str, want: Any) -> dict[str, str] | None:
    if "\\" in path:
        return None
    text = member({"want": want}, "want.equals")
    if isinstance(want, Mapping) and set(want) == {"equals"} and isinstance(text, str):
        return {"propName": path, "propRegString": text, "matchType": "string"}
    if isinstance(want, Mapping) and set(want) == {"regex", "flags"} and want["flags"] == "i":
        return {"propName": path, "propRegString": str(want["regex"]), "matchType": "regExp"}
    return None

"""Reads rules: our own files, exports of the official tool, and those of its cloud tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from apimock.json_places import MEGABYTE, DocumentError, field_name, line_of, parse, read_text
from apimock.jsonable import decode
from apimock.rules import official
from apimock.rules.conditions import is_nth, problem
from apimock.rules.model import OUTCOMES, End, FollowUp, Rule, RuleError, Scripted
from apimock.rules.template import check as check_template

LIMIT = 10 * MEGABYTE
FILE_LIMIT = 64 * MEGABYTE
"""The largest file an outcome may hand to the app."""
_RULE_FIELDS = frozenset(
    [
        "id",
        "api",
        "match",
        "outcome",
        "delay",
        "sequence",
        "end",
        "then",
        "enabled",
        "bypassGates",
        "note",
    ]
)
_MATCH_FIELDS = frozenset(["args", "route", "persona", "scene", "nth", "probability"])
_SOURCES = ("data", "template", "file", "script")


class _Place:
    """A value of the document and the members that lead to it."""

    def __init__(self, value: Any, path: tuple[str | int, ...], text: str, file: str) -> None:
        self.value = value
        self.path = path
        self.text = text
        self.file = file

    def at(self, *names: str | int) -> _Place:
        """The value below; None when it is missing."""
        value: Any = self.value
        for name in names:
            if isinstance(name, int):
                value = value[name]
            else:
                value = value.get(name) if isinstance(value, Mapping) else None
        return _Place(value, (*self.path, *names), self.text, self.file)

    def error(self, problem: str) -> RuleError:
        """The error that names this place."""
        line = line_of(self.text, self.path) if self.text else 0
        return RuleError(problem, file=self.file, line=line, field=field_name(self.path))

    def mapping(self) -> Mapping[str, Any]:
        if not isinstance(self.value, Mapping):
            raise self.error("should be an object")
        return self.value

    def string(self, default: str = "") -> str:
        if self.value is None:
            return default
        if not isinstance(self.value, str):
            raise self.error("should be text")
        return self.value

    def flag(self, default: bool) -> bool:
        if self.value is None:
            return default
        if not isinstance(self.value, bool):
            raise self.error("should be true or false")
        return self.value

    def number(self, default: float, low: float, high: float) -> float:
        if self.value is None:
            return default
        right = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        if not right or not low <= self.value <= high:
            top = f" to {high:g}" if high < float("inf") else " or more"
            raise self.error(f"should be a number, {low:g}{top}")
        return float(self.value)

    def code(self) -> int | None:
        if self.value is not None and (isinstance(self.value, bool) or type(self.value) is not int):
            raise self.error("should be a whole number")
        return self.value

    def items(self) -> list[_Place]:
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise self.error("should be a list")
        return [self.at(index) for index in range(len(self.value))]


def read_rules(text: str, file: str = "") -> tuple[Rule, ...]:
    """The rules of a text in any format we know.

    Known are ``*.rules.json``, the official tool's export and its project configuration,
    recordings of its automation, and mock lists of its cloud tests. Raises RuleError with file,
    line and field of the first mistake.
    """
    if len(text) > LIMIT:
        most = f"{len(text) / MEGABYTE:.1f} MB; at most {LIMIT / MEGABYTE:g} MB are read"
        raise RuleError(f"the file has {most}", file=file)
    document = parse(text, file, RuleError)
    foreign = official.find(document)
    if foreign is not None:
        return official.read(foreign, text, file)
    rules = document.get("rules") if isinstance(document, Mapping) else None
    if not isinstance(rules, list):
        raise RuleError("“rules” should be a list", file=file, line=1)
    places = [_Place(body, ("rules", i), text, file) for i, body in enumerate(rules)]
    found = tuple(_rule(place) for place in places)
    _check_ids(found, places)
    return found


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file; raises RuleError, also when it is too large or cannot be read."""
    return read_rules(read_text(path, LIMIT, RuleError), path.name)


def files_beside(folder: Path) -> Callable[[str], bytes | None]:
    """A reader for ``Rules.read_file``: files below the folder of the rules, none outside it."""
    root = folder.resolve()

    def read(name: str) -> bytes | None:
        path = (root / name).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            return None
        return path.read_bytes() if path.stat().st_size <= FILE_LIMIT else None

    return read


def read_outcome(body: Any, where: str, delay: Any = None) -> Scripted:
    """An outcome that stands in another file (a scenario); ``where`` names its place.

    Raises RuleError.
    """
    wrapped = {"outcome": body} if delay is None else {"outcome": body, "delay": delay}
    try:
        place = _Place(wrapped, (), "", "")
        return _outcome(place.at("outcome"), place.at("delay"))
    except DocumentError as error:
        raise RuleError(error.problem, field=f"{where}.{error.field}") from error


def _check_ids(rules: tuple[Rule, ...], places: list[_Place]) -> None:
    seen: set[str] = set()
    for rule, place in zip(rules, places, strict=True):
        if rule.id in seen:
            raise place.at("id").error(f"“{rule.id}” is the id of an earlier rule")
        seen.add(rule.id)


def _rule(place: _Place) -> Rule:
    body = place.mapping()
    api = place.at("api").value
    if not isinstance(api, str) or not api:
        raise place.at("api").error("should be the name of an API")
    _check_condition(place.at("api"))
    match = place.at("match")
    if match.value is not None:
        _check_match(match)
    outcome = place.at("outcome")
    end = place.at("end").string(End.LAST.value)
    if end not in set(End):
        raise place.at("end").error(f"should be one of {', '.join(End)}")
    nth, scene = match.at("nth").items(), match.at("scene").items()
    return Rule(
        id=str(body.get("id") or field_name(place.path)),
        api=api.removeprefix("wx."),
        outcome=_outcome(outcome, place.at("delay")),
        args=dict(match.at("args").value or {}),
        route=match.at("route").string("*"),
        nth=tuple(entry.value for entry in nth),
        enabled=place.at("enabled").flag(True),
        bypass_gates=place.at("bypassGates").flag(False),
        note=place.at("note").string(),
        persona=match.at("persona").string("*"),
        scene=tuple(entry.value for entry in scene),
        probability=match.at("probability").number(1.0, 0, 1),
        sequence=tuple(_outcome(e, e.at("delay")) for e in place.at("sequence").items()),
        end=End(end),
        then=tuple(_follow_up(entry) for entry in place.at("then").items()),
        extra={key: value for key, value in body.items() if key not in _RULE_FIELDS},
    )


def _check_match(match: _Place) -> None:
    for key in match.mapping():
        if key not in _MATCH_FIELDS:
            raise match.at(key).error(f"is unknown; known are {', '.join(sorted(_MATCH_FIELDS))}")
    for name in ("route", "persona"):
        match.at(name).string()
        _check_condition(match.at(name))
    if match.at("args").value is not None:
        for path in match.at("args").mapping():
            _check_condition(match.at("args", path))
    for entry in match.at("nth").items():
        if not is_nth(entry.value):
            raise entry.error("should be a number from 1, “2-4”, “3+” or “*/2”")
    for entry in match.at("scene").items():
        if type(entry.value) is not int:
            raise entry.error("should be the number of a scene")


def _check_condition(place: _Place) -> None:
    found = problem(place.value)
    if found is not None:
        raise place.at(*found[0]).error(found[1])


def _outcome(place: _Place, delay: _Place) -> Scripted:
    body = place.mapping() if place.value is not None else {}
    kind = body.get("type", "script" if "script" in body else "ok")
    if kind not in OUTCOMES:
        raise place.at("type").error(f"should be one of {', '.join(OUTCOMES)}")
    given = [name for name in _SOURCES if name in body]
    if len(given) > 1:
        raise place.at(given[1]).error(f"cannot stand beside “{given[0]}”")
    if (kind == "script") is not ("script" in body):
        raise place.at("script").error("is the function of an outcome of type “script”")
    if "template" in body:
        wrong = check_template(body["template"])
        if wrong:
            raise place.at("template").error(wrong)
    data = decode(body.get("data", {}))
    low, high, told = _delay(delay if delay.value is not None else place.at("delay"))
    return Scripted(
        type=kind,
        data=data if isinstance(data, Mapping) else {"value": data},
        message=place.at("errMsg").string(),
        errno=place.at("errno").code(),
        code=place.at("errCode").code(),
        delay=(low, high),
        until_told=told,
        template=body.get("template"),
        file=place.at("file").string(),
        script=place.at("script").string(),
    )


def _delay(place: _Place) -> tuple[float, float, bool]:
    value = place.value
    if value == "until-told":
        return 0.0, 0.0, True
    if isinstance(value, Mapping):
        low = place.at("min").number(0.0, 0, float("inf"))
        high = place.at("max").number(low, 0, float("inf"))
        if low > high:
            raise place.error("should not begin after its end")
        return low, high, False
    right = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
    if value is not None and not right:
        raise place.error("should be milliseconds, {min, max} or “until-told”")
    return float(value or 0), float(value or 0), False


def _follow_up(place: _Place) -> FollowUp:
    place.mapping()
    event, changes = place.at("event").string(), place.at("set")
    if not event and changes.value is None:
        raise place.error("should have an “event” or fields to “set”")
    for path in changes.mapping() if changes.value is not None else ():
        if path.count(".") != 1:
            raise changes.at(path).error("is no “section.field” of the phone")
    data = place.at("data")
    return FollowUp(
        after=place.at("after").number(0.0, 0, float("inf")),
        event=event,
        data=dict(data.mapping()) if data.value is not None else {},
        changes=dict(changes.value or {}),
    )

"""The table of channels: what may happen over time, in which values, and how it is checked."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from apimock.scenario.document import Field
from apimock.scenario.errors import offered

OWN = ("t", "order")
"""Members every key may have: its time, and its place among keys of the same time."""


@dataclass(frozen=True)
class Value:
    """One value of a channel's keys; ``field`` is the ``section.field`` it becomes."""

    name: str
    type: str
    field: str = ""
    index: int | None = None
    unit: str = ""
    least: float | None = None
    most: float | None = None
    words: tuple[Any, ...] = ()
    default: Any = None
    optional: bool = False

    @property
    def section(self) -> str:
        """The section of the state."""
        return self.field.partition(".")[0]

    @property
    def member(self) -> str:
        """The field within its section."""
        return self.field.partition(".")[2]

    def check(self, field: Field) -> Any:
        """The value as it is used. Raises ScenarioError when it does not fit."""
        value = _CHECKS[self.type](self, field)
        if self.words and value not in self.words:
            known = ", ".join(str(word) or "“”" for word in self.words)
            raise field.error(f"should be one of {known}")
        return value


def _number(value: Value, field: Field) -> float:
    return field.number(value.least, value.most)


def _integer(value: Value, field: Field) -> int:
    number = field.number(value.least, value.most)
    if number != int(number):
        raise field.error("should be a whole number")
    return int(number)


def _list(_: Value, field: Field) -> Any:
    field.items()
    return field.value


def _mapping(_: Value, field: Field) -> Any:
    return field.mapping().value


def _duration(_: Value, field: Field) -> float:
    return field.duration()


_CHECKS: Mapping[str, Callable[[Value, Field], Any]] = {
    "number": _number,
    "integer": _integer,
    "text": lambda _, field: field.text(),
    "picture": lambda _, field: field.text(),
    "flag": lambda _, field: field.flag(),
    "list": _list,
    "peripherals": _list,
    "mapping": _mapping,
    "duration": _duration,
    "any": lambda _, field: field.value,
}


@dataclass(frozen=True)
class Channel:
    """One kind of happening; ``does`` names how a key is carried out."""

    name: str
    does: str
    about: str
    values: Mapping[str, Value]
    field: str = ""
    event: str = ""
    ramp: str = ""
    """The value a ramp without a name changes."""
    subject: str = ""
    """What follows the colon: an API's or an event's name."""

    def check(self, key: Field) -> dict[str, Any]:
        """The values of a key. Raises ScenarioError when they do not fit the channel."""
        key.mapping((*OWN, *self.values))
        found = {}
        for value in self.values.values():
            given = key.get(value.name)
            if given is not None:
                found[value.name] = value.check(given)
            elif value.default is not None:
                found[value.name] = value.default
            elif self.does not in ("state",) and not value.optional:
                raise key.error(f"“{value.name}” is missing", f"channel {self.name} needs it")
        if self.does == "state" and not found:
            raise key.error("changes nothing", f"set one of {', '.join(self.values)}")
        return found


@cache
def channels() -> Mapping[str, Channel]:
    """The channels of ``channels.toml`` by name; ``api:`` and ``event:`` take a name more."""
    table = tomllib.loads((files("apimock.scenario") / "channels.toml").read_text("utf-8"))
    found = {}
    for name, row in table.items():
        values = {
            key: Value(key, **{**body, "words": tuple(body.get("words", ()))})
            for key, body in row.pop("values").items()
        }
        found[name] = Channel(name, values=values, **row)
    return found


def channel(field: Field) -> Channel:
    """The channel a field names. Raises ScenarioError for an unknown one."""
    name = field.text()
    family, colon, subject = name.partition(":")
    known = channels().get(f"{family}{colon}")
    if known is None:
        raise field.error(f"there is no channel “{name}”", offered(name, channels()))
    if colon and not subject:
        raise field.error("names nothing behind the colon", f"such as {family}:request")
    if not colon:
        return known
    return Channel(name, known.does, known.about, known.values, subject=subject)

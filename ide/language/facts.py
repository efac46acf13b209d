"""Tags, attributes, events and configuration keys, from the reference tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

HANDLED = "eventhandler"


@dataclass(frozen=True)
class Attribute:
    """An attribute of a tag; ``type`` as in the reference, ``values`` when it is one of a few."""

    name: str
    type: str = ""
    values: tuple[str, ...] = ()
    default: str = ""
    since: str = ""
    required: bool = False
    exact: bool = True
    """Whether ``values`` is all there is; else the list was read from prose."""
    note: str = ""
    """Renderer, platform or mode it is limited to."""

    @property
    def detail(self) -> str:
        """Type, default and version on one line."""
        default = f" = {self.default}" if self.default else ""
        since = f"  ({self.since})" if self.since else ""
        return f"{self.type}{default}{since}"


@dataclass(frozen=True)
class Event:
    """An event of a tag; ``detail`` gives the type of each member of its detail."""

    name: str
    since: str = ""
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Tag:
    """A built-in tag."""

    name: str
    attributes: tuple[Attribute, ...]
    events: tuple[Event, ...]
    category: str = ""
    since: str = ""
    renderers: tuple[str, ...] = ()
    native: bool = False

    def attribute(self, name: str) -> Attribute | None:
        """Return an attribute by its name."""
        return next((item for item in self.attributes if item.name == name), None)


@dataclass(frozen=True)
class ConfigKey:
    """A key of a configuration file."""

    name: str
    type: str = ""
    default: str = ""
    values: tuple[str, ...] = ()
    since: str = ""
    meaning: str = ""


@cache
def tags() -> Mapping[str, Tag]:
    """Return every built-in tag by its name."""
    data = _components()
    found = {row["name"]: _tag(row) for row in data["components"]}
    for row in data["templateTags"]:
        names = tuple(Attribute(name) for name in row.get("attributes", ()))
        found.setdefault(row["name"], Tag(row["name"], names, (), "template"))
    found.pop("page", None)
    return found


@cache
def common_attributes() -> tuple[Attribute, ...]:
    """Return the attributes every tag takes, patterns such as ``data-*`` left out."""
    rows = _components()["globalAttributes"]
    return tuple(_attribute(row) for row in rows if "*" not in row["name"])


@cache
def patterns() -> tuple[Attribute, ...]:
    """Return the attributes with a free part: ``data-``, ``mark:``, ``model:`` and their kin."""
    rows = (row for row in _components()["globalAttributes"] if "*" in row["name"])
    return tuple(
        _attribute({**row, "name": row["name"].rstrip("*")})
        for row in rows
        if row.get("type") != HANDLED
    )


@cache
def common_events() -> tuple[Event, ...]:
    """Return the events every tag has."""
    rows = _framework()["events"]["bubbling"]
    return tuple(Event(row["type"], str(row.get("since", ""))) for row in rows)


@cache
def event_prefixes() -> tuple[str, ...]:
    """Return ``bind``, ``catch`` and their kin, longest first."""
    rows = _framework()["events"]["bindPrefixes"]
    return tuple(sorted((row["prefix"] for row in rows), key=lambda prefix: -len(prefix)))


def event_of(attribute: str) -> tuple[str, str] | None:
    """Split ``bind:tap`` into ``bind:`` and ``tap``; None when it binds no event."""
    for prefix in event_prefixes():
        if attribute.startswith(prefix) and len(attribute) > len(prefix):
            return prefix, attribute[len(prefix) :]
    return None


@cache
def lifecycles() -> frozenset[str]:
    """Return the functions of pages and components that the framework calls itself."""
    data = _framework()
    groups = (
        data["Page"]["lifecycle"],
        data["Page"]["handlers"],
        data["Component"]["lifetimes"],
        data["Component"]["pageLifetimes"],
    )
    return frozenset(row["name"] for rows in groups for row in rows)


@cache
def instance_methods() -> tuple[str, ...]:
    """Return the functions every page and component has."""
    return tuple(row["name"] for row in _framework()["instanceMethods"]["items"])


def behavior_properties(name: str) -> tuple[str, ...]:
    """Return the properties a built-in behavior such as ``wx://form-field`` adds."""
    for row in _framework()["Component"]["builtinBehaviors"]:
        if row["name"] == name:
            return tuple(row.get("adds", ()))
    return ()


@cache
def html_tags() -> frozenset[str]:
    """Return the tags of web pages that people write from habit; rich-text takes them as data."""
    rows = {row["name"]: row for row in _components()["components"]}
    return frozenset({*rows["rich-text"].get("trustedTags", ())}) - frozenset(tags())


@cache
def config_keys(file: str) -> Mapping[tuple[str, ...], ConfigKey]:
    """Return the keys of ``app.json``, ``page.json`` …, by the keys that lead to them.

    ``*`` stands for the elements of an array and for free keys.
    """
    data = json.loads(resources.path("reference", "config.json").read_text("utf-8"))
    found: dict[tuple[str, ...], ConfigKey] = {}
    _collect(data.get(file, {}), (), found)
    return found


def _collect(
    row: Mapping[str, Any], path: tuple[str, ...], found: dict[tuple[str, ...], ConfigKey]
) -> None:
    for child in _rows(row.get("keys")):
        here = (*path, str(child["key"]))
        found[here] = _config_key(child)
        _collect(child, here, found)
    for name in ("items", "values"):
        for child in _rows(row.get(name)):
            here = (*path, "*", str(child["key"]))
            found[here] = _config_key(child)
            _collect(child, here, found)


def _rows(value: object) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict) and "key" in row]


def _config_key(row: Mapping[str, Any]) -> ConfigKey:
    values = row.get("enum") or ()
    return ConfigKey(
        str(row["key"]),
        str(row.get("type", "")),
        _written(row.get("default")),
        tuple(_written(v["value"] if isinstance(v, dict) else v) for v in values),
        str(row.get("since", "")),
        str(row.get("meaning", "")),
    )


@cache
def _components() -> dict[str, Any]:
    data = json.loads(resources.path("reference", "components.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


@cache
def _framework() -> dict[str, Any]:
    data = json.loads(resources.path("reference", "framework.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def _tag(row: Mapping[str, Any]) -> Tag:
    attributes: dict[str, Attribute] = {}
    for item in row.get("attributes", ()):
        new = _attribute(item)
        known = attributes.get(new.name)
        attributes[new.name] = _joined(known, new) if known else new
    for other, name in row.get("attributeAliases", {}).items():
        if name in attributes:
            attributes.setdefault(other, _renamed(attributes[name], other))
    events = {item["name"]: _event(item) for item in row.get("events", ())}
    return Tag(
        row["name"],
        tuple(attributes.values()),
        tuple(events.values()),
        row.get("category", ""),
        str(row.get("since", "")),
        tuple(row.get("renderers", ())),
        bool(row.get("native")),
    )


def _joined(known: Attribute, new: Attribute) -> Attribute:
    """Make one of two rows of an attribute that is told apart by mode or renderer."""
    both = tuple(dict.fromkeys((*known.values, *new.values)))
    exact = known.exact and new.exact and bool(known.values) == bool(new.values)
    types = "|".join(dict.fromkeys((*known.type.split("|"), *new.type.split("|"))))
    return Attribute(
        known.name, types, both, known.default or new.default, known.since, exact=exact
    )


def _renamed(attribute: Attribute, name: str) -> Attribute:
    return Attribute(name, attribute.type, attribute.values, attribute.default, attribute.since)


def _event(row: Mapping[str, Any]) -> Event:
    detail = row.get("detail")
    pairs = detail.items() if isinstance(detail, Mapping) else ()
    return Event(
        str(row["name"]),
        str(row.get("since", "")),
        tuple((str(key), value if isinstance(value, str) else "object") for key, value in pairs),
    )


def _attribute(row: Mapping[str, Any]) -> Attribute:
    values = [item["value"] if isinstance(item, Mapping) else item for item in row.get("enum", ())]
    limits = (row.get("renderer"), row.get("platform"), row.get("mode"))
    return Attribute(
        str(row["name"]),
        str(row.get("type", "")),
        tuple(map(str, values)),
        _written(row.get("default")),
        str(row.get("since", "")),
        bool(row.get("required")),
        "enumFrom" not in row,
        ", ".join(str(limit) for limit in limits if limit),
    )


def _written(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

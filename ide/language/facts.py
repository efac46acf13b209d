"""Tags, attributes and events of WXML, from the reference tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources


@dataclass(frozen=True)
class Attribute:
    """An attribute of a tag; ``type`` as in the reference, ``values`` when it is one of a few."""

    name: str
    type: str = ""
    values: tuple[str, ...] = ()
    default: str = ""
    since: str = ""

    @property
    def detail(self) -> str:
        """Type, default and version on one line."""
        default = f" = {self.default}" if self.default else ""
        since = f"  ({self.since})" if self.since else ""
        return f"{self.type}{default}{since}"


@dataclass(frozen=True)
class Tag:
    """A built-in tag."""

    name: str
    attributes: tuple[Attribute, ...]
    events: tuple[str, ...]
    """Event names without ``bind``."""
    category: str = ""


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
def common_events() -> tuple[str, ...]:
    """Return the events every tag has."""
    text = resources.path("reference", "framework.json").read_text("utf-8")
    return tuple(row["type"] for row in json.loads(text)["events"]["bubbling"])


@cache
def event_prefixes() -> tuple[str, ...]:
    """Return ``bind``, ``catch`` and their kin, longest first."""
    text = resources.path("reference", "framework.json").read_text("utf-8")
    rows = json.loads(text)["events"]["bindPrefixes"]
    return tuple(sorted((row["prefix"] for row in rows), key=lambda prefix: -len(prefix)))


@cache
def _components() -> dict[str, Any]:
    data = json.loads(resources.path("reference", "components.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def _tag(row: Mapping[str, Any]) -> Tag:
    attributes = {item["name"]: _attribute(item) for item in row.get("attributes", ())}
    events = dict.fromkeys(str(item["name"]) for item in row.get("events", ()))
    return Tag(row["name"], tuple(attributes.values()), tuple(events), row.get("category", ""))


def _attribute(row: Mapping[str, Any]) -> Attribute:
    values = [item["value"] if isinstance(item, Mapping) else item for item in row.get("enum", ())]
    default = row.get("default", "")
    if isinstance(default, bool):
        default = str(default).lower()
    return Attribute(
        str(row["name"]),
        str(row.get("type", "")),
        tuple(map(str, values)),
        str(default) if default is not None else "",
        str(row.get("since", "")),
    )

"""The documented APIs, read from the reference: kinds, parameters, results, versions."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class FieldSpec:
    """A documented parameter or result field."""

    name: str
    type: str
    required: bool = False
    default: Any = None
    values: tuple[Any, ...] = ()
    fields: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True)
class ApiSpec:
    """One documented API; a manager's method is named ``Manager.method``."""

    name: str
    kind: str
    category: str = ""
    since: str = ""
    scope: str = ""
    requires_tap: bool = False
    params: tuple[FieldSpec, ...] = ()
    positional: bool = False
    """Whether it takes plain arguments; they travel under their documented names."""
    success: tuple[FieldSpec, ...] = ()
    returns: str = ""
    return_fields: tuple[FieldSpec, ...] = ()
    listener: tuple[FieldSpec, ...] = ()
    deprecated: bool = False

    @property
    def sync(self) -> bool:
        """Whether the app gets the answer as a return value."""
        return self.kind in {"sync", "factory", "property", "callback", "event-on", "event-off"}


def _fields(rows: Any) -> tuple[FieldSpec, ...]:
    return tuple(
        FieldSpec(
            row["name"],
            str(row.get("type") or "any"),
            bool(row.get("required")),
            row.get("default"),
            tuple(v["value"] if isinstance(v, dict) else v for v in row.get("enum", ())),
            _fields(row.get("fields", ())),
        )
        for row in rows or ()
        if row.get("name") not in {None, "---"} and row.get("type") is not None
    )


def _spec(row: Mapping[str, Any], name: str, category: str) -> ApiSpec:
    params, positional = _fields(row.get("options")), False
    if not params and row.get("params"):
        params = _fields(row["params"])
        if len(params) >= 1 and params[0].type == "object" and params[0].fields:
            params = params[0].fields
        else:
            positional = True
    returns = row.get("returns") or {}
    if not isinstance(returns, dict):
        returns = {"type": str(returns)}
    return ApiSpec(
        name=name,
        kind=row["kind"],
        category=category,
        since=str(row.get("since") or ""),
        scope=row.get("scope") or "",
        requires_tap=bool(row.get("requiresTap")),
        params=params,
        positional=positional,
        success=_fields(row.get("success")),
        returns=str(returns.get("type") or ""),
        return_fields=_fields(returns.get("fields")),
        listener=_fields(row.get("listener")),
        deprecated="deprecatedSince" in row or bool(row.get("deprecated")),
    )


@cache
def reference(name: str) -> dict[str, Any]:
    """A file of ``resources/reference`` as parsed JSON."""
    text = (files("resources") / "reference" / f"{name}.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@cache
def homes() -> dict[str, frozenset[str]]:
    """Who carries out an API: the sets ``worker`` and ``runtime``."""
    text = (files("resources") / "api_homes.toml").read_text("utf-8")
    return {key: frozenset(names) for key, names in tomllib.loads(text).items()}


@cache
def apis() -> dict[str, ApiSpec]:
    """Every documented API by name, without ``wx.``; methods as ``Manager.method``."""
    data = reference("apis")
    found: dict[str, ApiSpec] = {}
    for group in ("apis", "cloud", "legacyApis"):
        for row in data[group]:
            name = row["name"].removeprefix("wx.")
            found[name] = _spec(row, name, row.get("categoryId", ""))
    for manager, body in data["managers"].items():
        for row in body.get("methods", ()):
            name = f"{manager}.{row['name']}"
            found[name] = _spec(row, name, body.get("categoryId", ""))
    return found


@cache
def objects() -> dict[str, tuple[FieldSpec, ...]]:
    """The documented properties of manager and plain objects, by type name."""
    managers = reference("apis")["managers"]
    return {name: _fields(body.get("properties")) for name, body in managers.items()}


@cache
def find(name: str) -> ApiSpec | None:
    """The documented API of this name, or None."""
    return apis().get(name)


def version(text: str) -> tuple[int, ...]:
    """``2.10.4`` as a tuple that compares; what is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))

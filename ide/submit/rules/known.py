"""Facts that several checks share: the reference of APIs, and facts.toml (no Qt)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import resources


@cache
def sought() -> Mapping[str, Any]:
    """Return what the checks look for (facts.toml)."""
    return tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))


@cache
def apis() -> Mapping[str, Mapping[str, Any]]:
    """Return the documented functions by their names without ``wx.``."""
    facts = json.loads(resources.path("reference", "apis.json").read_text(encoding="utf-8"))
    return {row["name"].removeprefix("wx."): row for row in facts["apis"]}


@cache
def privacy() -> Mapping[str, Any]:
    """Return which API touches which personal data, as the phone knows it."""
    return tomllib.loads((files("apimock") / "data" / "privacy.toml").read_text(encoding="utf-8"))


def scope_of(name: str) -> str:
    """Return the scope a person has to allow for a function, '' when there is none."""
    if name in sought()["withdrawn"]:
        return ""
    return str(apis().get(name, {}).get("scope") or "")

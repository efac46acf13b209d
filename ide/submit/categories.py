"""Names of service categories, as suggestions (categories.toml, no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _classes() -> Mapping[str, Mapping[str, Any]]:
    text = Path(__file__).with_name("categories.toml").read_text(encoding="utf-8")
    return {row["name"]: row for row in tomllib.loads(text)["class"]}


def first_classes() -> Sequence[str]:
    """Return the official names of the first classes."""
    return tuple(_classes())


def second_classes(first: str) -> Sequence[str]:
    """Return the usual second classes below a first one."""
    return tuple(_classes().get(first, {}).get("second", ()))


def meaning(first: str, language: str) -> str:
    """Return what a first class is called in a language, '' where its name says it."""
    return str(_classes().get(first, {}).get(language, ""))

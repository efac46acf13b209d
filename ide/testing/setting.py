"""What a test wants: project, page, and the phones, themes and scenarios it runs with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

MARKER = "minideck"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Setting:
    """What sets apart one run of a test from the others; '' is what the phone has by itself."""

    device: str = ""
    theme: str = ""
    language: str = ""
    scenario: str = ""

    @property
    def id(self) -> str:
        """The part of the test's name in brackets."""
        return "-".join(part for part in (*self.traits, Path(self.scenario).name) if part)

    @property
    def traits(self) -> tuple[str, ...]:
        """What changes how the phone looks."""
        return (self.device, self.theme, self.language)

    def to_json(self) -> dict[str, str]:
        """Return what is set."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Wanted:
    """The marker's arguments, the nearest first; see docs/testing.md."""

    project: str = ""
    page: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    scene: int = 0
    device: Sequence[str] = ()
    theme: Sequence[str] = ()
    language: Sequence[str] = ()
    scenario: Sequence[str] = ()
    state: Mapping[str, Any] | str = ""
    timeout: float | None = None
    allow: Sequence[str] = ()

    def settings(self) -> list[Setting]:
        """Return every combination, at least one."""
        traits = (self.device, self.theme, self.language, self.scenario)
        return [Setting(*values) for values in product(*(one or ("",) for one in traits))]


_NAMES = tuple(one.name for one in fields(Wanted))
SEVERAL = frozenset({"device", "theme", "language", "scenario", "allow"})
"""What may be one or a list."""


def wanted(marks: Iterable[pytest.Mark], default: Wanted) -> Wanted:
    """Return what the markers of a test say, nearest first, and ``default`` where they are silent.

    What ``allow`` says adds up; of everything else the nearest marker counts.

    Raises:
        pytest.UsageError: a marker says something that is unknown, or in a way that is unknown.
    """
    said: dict[str, Any] = {}
    allowed = list(default.allow)
    for mark in marks:
        for name, value in _arguments(mark).items():
            if name == "allow":
                allowed.extend(value)
            else:
                said.setdefault(name, value)
    return replace(default, **said, allow=tuple(allowed))


def _arguments(mark: pytest.Mark) -> dict[str, Any]:
    unknown = [name for name in mark.kwargs if name not in _NAMES]
    if mark.args or unknown:
        what = unknown[0] if unknown else repr(mark.args[0])
        raise pytest.UsageError(
            f"pytest.mark.minideck knows no {what}: it takes {', '.join(_NAMES)}, each by name."
        )
    given = {
        name: _several(value) if name in SEVERAL else value for name, value in mark.kwargs.items()
    }
    check_themes(given.get("theme", ()))
    check_patterns(given.get("allow", ()))
    return given


def check_themes(themes: Sequence[str]) -> None:
    """Raise pytest.UsageError for a theme that no phone has."""
    for theme in themes:
        if theme and theme not in THEMES:
            raise pytest.UsageError(f"There is no theme {theme!r}: it is {' or '.join(THEMES)}.")


def check_patterns(patterns: Sequence[str]) -> None:
    """Raise pytest.UsageError for what is no regular expression."""
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise pytest.UsageError(
                f"{pattern!r} of 'allow' is no regular expression: {error}."
            ) from error


def _several(value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str | Path) else list(value)
    return tuple(str(one) for one in values)

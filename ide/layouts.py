"""Arrangements of the window: those that come with it, and those a person keeps (no Qt)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ide import atomic
from ide.docks import places

LITE = "lite"


@dataclass(frozen=True)
class Layout:
    """One arrangement of layouts.toml."""

    name: str
    docks: tuple[str, ...]
    editor: bool


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the arrangements that come with the window, by name."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        name: Layout(name, tuple(row["docks"]), bool(row["editor"])) for name, row in data.items()
    }


@cache
def first() -> Layout:
    """Return the arrangement of a window that nobody has arranged (docks.toml)."""
    return Layout("first", tuple(place.name for place in places() if place.shown), editor=True)


class KeptLayouts:
    """The person's own arrangements by name, as the window writes them (base64).

    Read anew each time, so that several windows share them.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def all(self) -> dict[str, str]:
        """Return every arrangement by name."""
        try:
            data = json.loads(self._file.read_text(encoding="utf-8")) if self._file else {}
        except (OSError, ValueError):
            return {}
        rows = data.items() if isinstance(data, dict) else ()
        return {name: state for name, state in rows if isinstance(state, str)}

    def put(self, name: str, state: str) -> None:
        """Keep an arrangement; one of the same name is replaced."""
        self._write({**self.all(), name: state})

    def remove(self, name: str) -> None:
        """Forget an arrangement."""
        self._write({each: state for each, state in self.all().items() if each != name})

    def _write(self, data: Mapping[str, str]) -> None:
        if self._file is not None:
            atomic.write_text(self._file, json.dumps(data, ensure_ascii=False, indent=2))

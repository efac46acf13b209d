"""The wording of the toolchain's diagnostics, shared by its Node side and its Python side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict


class Wording(TypedDict):
    """Severity, text and hint of a code; ``{names}`` in them are filled in by the finding."""

    severity: str
    message: str
    hint: str


@cache
def wordings() -> Mapping[str, Wording]:
    """Return the wording of every code, from ``src/messages.json``."""
    text = (Path(__file__).parent / "src" / "messages.json").read_text(encoding="utf-8")
    table: dict[str, Wording] = json.loads(text)
    return table

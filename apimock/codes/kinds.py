"""The kinds of codes as scanCode names them, read from ``data/codes.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEFAULT_GROUPS = ("barCode", "qrCode", "wxCode")
"""What scanCode looks for when the app does not say (``scanType``)."""


@dataclass(frozen=True)
class CodeKind:
    """One kind: scanCode's name, the ``scanType`` that asks for it, the library's names."""

    scan: str
    group: str
    reads: tuple[str, ...]
    draws: str = ""
    sample: str = ""


@cache
def kinds() -> dict[str, CodeKind]:
    """All kinds by the name scanCode gives them."""
    text = (files("apimock") / "data" / "codes.toml").read_text("utf-8")
    rows = tomllib.loads(text)["code"]
    return {row["scan"]: CodeKind(**{**row, "reads": tuple(row["reads"])}) for row in rows}


@cache
def kind_read(name: str) -> CodeKind | None:
    """The kind the library calls ``name``, None for one no phone knows."""
    return next((kind for kind in kinds().values() if name in kind.reads), None)


def group_of(scan: str) -> str:
    """The ``scanType`` that asks for a kind, '' for an unknown one."""
    kind = kinds().get(scan)
    return kind.group if kind else ""


def wanted_groups(scan_type: object) -> tuple[str, ...]:
    """What an app looks for, from its ``scanType``; nothing sensible means the usual ones."""
    named = [str(one) for one in scan_type] if isinstance(scan_type, list) else []
    known = {kind.group for kind in kinds().values()}
    return tuple(one for one in named if one in known) or DEFAULT_GROUPS

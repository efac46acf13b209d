"""Pages and components as sets of files: the members of one, and the texts of a new one (no Qt)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import PurePosixPath

import resources

_SUFFIXES = (".wxml", ".wxss", ".less", ".scss", ".sass", ".css", ".js", ".ts", ".json", ".wxs")
_SCRIPTS, _SHEETS = (".js", ".ts"), (".wxss", ".less", ".scss", ".sass")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
KINDS = ("page", "component")


class BadNameError(ValueError):
    """A name no page or component may have; the text is a key of the catalogue."""


def members(path: str, files: Collection[str]) -> list[str]:
    """Return the files of the page or component a file belongs to, only itself when to none.

    Files of the same name in one folder belong together when one of them is a template.
    """
    place = PurePosixPath(path)
    stem = place.with_suffix("").as_posix()
    if place.suffix not in _SUFFIXES or f"{stem}.wxml" not in files:
        return [path]
    return [f"{stem}{suffix}" for suffix in _SUFFIXES if f"{stem}{suffix}" in files]


def habits(files: Collection[str]) -> tuple[str, str]:
    """Return the suffixes of script and sheet that most pages of the project have."""
    found = Counter(
        suffix
        for path in files
        if path.endswith(".wxml") and "miniprogram_npm/" not in path
        for suffix in (*_SCRIPTS, *_SHEETS)
        if path.removesuffix(".wxml") + suffix in files
    )
    script = max(_SCRIPTS, key=lambda suffix: found[suffix])
    sheet = max(_SHEETS, key=lambda suffix: found[suffix])
    return script, sheet


def new_unit(kind: str, place: str, files: Collection[str]) -> dict[str, str]:
    """Return the texts of the files of a new page or component, by path.

    ``place`` is its path without a suffix, as ``pages/home/home``.

    Raises:
        BadNameError: a part of the path has letters that WeChat does not take, or the files exist.
    """
    if not place or not all(_NAME.fullmatch(part) for part in place.split("/")):
        raise BadNameError("files.bad_name")
    script, sheet = habits(files)
    texts = {
        f"{place}{suffix}": _template(kind, suffix).replace("@name", place.rpartition("/")[2])
        for suffix in (script, ".json", ".wxml", sheet)
    }
    if set(texts) & set(files):
        raise BadNameError("files.exists")
    return texts


def _template(kind: str, suffix: str) -> str:
    file = resources.path("units", f"{kind}{suffix}")
    return file.read_text(encoding="utf-8") if file.is_file() else ""

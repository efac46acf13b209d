"""What of a project was taken over from others, and under which licence (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ide.submit.rules.fonts import FONTS, Font, fonts_inside, read_font
from ide.submit.rules.known import sought

NPM = "miniprogram_npm"
_LICENCE_FILE = re.compile(
    r"(licen[cs]es?|copying|copyright|notice)(-[\w.]+)?(\.(txt|md|rst|html?))?", re.IGNORECASE
)
_STYLES = frozenset({".wxss", ".css", ".less", ".scss"})
_CODE = _STYLES | {".js", ".ts", ".wxs"}
_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|^//.*$", re.DOTALL | re.MULTILINE)
_HEAD = 2000
"""A file's first characters, in which its licence stands."""
_READ = 6000
_SHOWN = 80
_MANIFEST = "package.json"


@dataclass(frozen=True)
class Foreign:
    """Something by others: what it is called, where it is, and its licence ('' when unknown)."""

    name: str
    path: str
    licence: str


def foreign_parts(root: Path, app_root: Path, paths: frozenset[str]) -> list[Foreign]:
    """Return what was taken over, by path; ``paths`` are the files of the package.

    A folder with a licence or a package.json of its own is one part, and so is an npm package.
    A file outside of those is one when it names its licence or its copyright itself.
    """
    folders = {folder: part for folder, part in _folders(root, app_root, paths)}
    found = list(folders.values())
    for path in sorted(paths):
        if folders.keys().isdisjoint(_parents(path)):
            found.extend(_file(app_root / path, path))
    return sorted(found, key=lambda part: part.path)


def _parents(path: str) -> list[str]:
    """Return the folders around a file, the outermost first, without the root."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def _folders(root: Path, app_root: Path, paths: frozenset[str]) -> Iterator[tuple[str, Foreign]]:
    for folder in sorted({parent for path in paths for parent in _parents(path)}):
        package, name = _npm_name(folder), folder.rpartition("/")[2]
        if package is not None:
            places = (root / "node_modules" / package, app_root / folder)
            yield folder, Foreign(package, folder, next(filter(None, map(_stated, places)), ""))
        elif f"/{NPM}/" not in f"/{folder}/" and _is_marked(app_root / folder):
            stated = str(_json(app_root / folder / _MANIFEST).get("name") or name)
            yield folder, Foreign(stated, folder, _stated(app_root / folder))


def _npm_name(folder: str) -> str | None:
    """Return the package whose folder this is, None when it is none's."""
    _, found, name = f"/{folder}".rpartition(f"/{NPM}/")
    parts = name.split("/")
    whole = len(parts) == (2 if parts[0].startswith("@") else 1)
    return name if found and name and whole else None


def _is_marked(folder: Path) -> bool:
    return any(
        entry.is_file() and (_LICENCE_FILE.fullmatch(entry.name) or entry.name == _MANIFEST)
        for entry in folder.iterdir()
    )


def _stated(folder: Path) -> str:
    """Return the licence that a folder's package.json or licence file names."""
    if not folder.is_dir():
        return ""
    manifest = _json(folder / _MANIFEST)
    named = manifest.get("license") or manifest.get("licenses")
    if isinstance(named, list) and named:
        named = named[0]
    if isinstance(named, Mapping):
        named = named.get("type")
    if isinstance(named, str) and named.strip() and "SEE " not in named:
        return named.strip()
    files = sorted(entry for entry in folder.iterdir() if entry.is_file())
    texts = (_text(file, _READ) for file in files if _LICENCE_FILE.fullmatch(file.name))
    return next(filter(None, map(recognised, texts)), "")


def _file(file: Path, path: str) -> Iterator[Foreign]:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in FONTS:
        yield _font(read_font(file.read_bytes()), path)
    if suffix in _STYLES:
        yield from (_font(font, path) for font in fonts_inside(_text(file)))
    if suffix in _CODE or suffix == ".svg":
        comment = "\n".join(_COMMENT.findall(_text(file, _HEAD)))
        licence = recognised(comment)
        if licence or re.search(sought()["licences"]["banner"], comment):
            yield Foreign(PurePosixPath(path).name, path, licence)


def _font(font: Font, path: str) -> Foreign:
    licence = recognised(font.licence) or font.licence[:_SHOWN] or recognised(font.copyright)
    return Foreign(font.name or PurePosixPath(path).name, path, licence)


def recognised(text: str) -> str:
    """Return the short name of the licence that a text is or names, '' when it is none known."""
    for name, pattern in sought()["licences"]["texts"].items():
        if re.search(pattern, text):
            return str(name)
    return ""


def _json(file: Path) -> Mapping[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, Mapping) else {}


def _text(file: Path, most: int = -1) -> str:
    try:
        with file.open(encoding="utf-8-sig", errors="replace") as opened:
            return opened.read(most)
    except OSError:
        return ""

"""The texts of a source file that may name another file, and where they stand (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from ide.refactor.json_strings import JsonString, KeyPath, json_strings


class Use(StrEnum):
    """How a text is read when it names a file."""

    SCRIPT = "script"
    """A module: ``require('./x')``; the suffix may be missing."""
    PAGE = "page"
    """A page from the package's root, perhaps with a query: ``/pages/a/a?b=1``."""
    LISTED_PAGE = "listed-page"
    """A page below the folder of its package, as in ``pages`` of app.json."""
    COMPONENT = "component"
    """A component without a suffix, as in ``usingComponents``."""
    FILE = "file"
    """A file with its suffix: a picture, a template, a sheet."""


@dataclass(frozen=True)
class Literal:
    """A text without its quotes; ``start`` counts characters from 0."""

    start: int
    text: str
    use: Use
    base: str = ""
    """The folder a listed page is below, relative to the package's root."""


_QUOTED = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`)"""
_SCRIPT_TOKEN = re.compile(
    rf"//[^\n]*|/\*.*?\*/|((?:\brequire(?:\.async)?\s*\(|\bfrom|\bimport)\s*\(?\s*)?{_QUOTED}"
    r"|(`)(?=/?[\w-]+/[\w-]+)([\w/.-]+)",
    re.DOTALL,
)
_TAG = re.compile(r"<!--.*?-->|<([A-Za-z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:@.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')", re.DOTALL)
_SHEET_TOKEN = re.compile(
    rf"/\*.*?\*/|@(?:import|use|forward)\s+(?:\(\w+\)\s*)?(?:url\(\s*)?{_QUOTED}"
    r"|url\(\s*(\"[^\"\n]*\"|'[^'\n]*'|[^\"')\s]+)\s*\)",
    re.DOTALL,
)
_SHEETS = frozenset({".wxss", ".css", ".less", ".scss", ".sass"})
_SCRIPTS = frozenset({".js", ".ts", ".wxs", ".mjs", ".cjs"})
_CODE_TAGS = {"import": Use.FILE, "include": Use.FILE, "wxs": Use.SCRIPT}
_PAGE_ATTRIBUTES = frozenset({"url", "path", "data-url", "page-path"})
_PAGE_KEYS = frozenset({"pagePath", "pathName", "entryPagePath", "path"})
_COMPONENT_KEYS = frozenset({"usingComponents", "componentGenerics"})
SUFFIXES = frozenset({*_SHEETS, *_SCRIPTS, ".wxml", ".json"})
"""Files that may name others."""


def literals(path: str, text: str) -> Iterator[Literal]:
    """Yield what may name a file in the text of ``path``; which of it does is not decided here."""
    suffix = PurePosixPath(path).suffix
    if suffix in _SCRIPTS:
        yield from _of_script(text)
    elif suffix in _SHEETS:
        yield from _of_sheet(text)
    elif suffix == ".wxml":
        yield from _of_template(text)
    elif suffix == ".json":
        yield from _of_json(text)


def _of_script(text: str, offset: int = 0) -> Iterator[Literal]:
    for found in _SCRIPT_TOKEN.finditer(text):
        keyword, quoted, _, opened = found.groups()
        if quoted is not None:
            use = Use.SCRIPT if keyword else Use.PAGE
            yield Literal(offset + found.start(2) + 1, quoted[1:-1], use)
            if not keyword:
                yield Literal(offset + found.start(2) + 1, quoted[1:-1], Use.FILE)
        elif opened is not None:
            yield Literal(offset + found.start(4), opened, Use.PAGE)


def _of_sheet(text: str, offset: int = 0) -> Iterator[Literal]:
    for found in _SHEET_TOKEN.finditer(text):
        group = 1 if found[1] is not None else 2
        if found[group] is None:
            continue
        quoted = found[group][0] in "\"'"
        value = found[group][1:-1] if quoted else found[group]
        yield Literal(offset + found.start(group) + quoted, value, Use.FILE)


def _of_template(text: str) -> Iterator[Literal]:
    for tag in _TAG.finditer(text):
        if tag[1] is None:
            continue
        for found in _ATTRIBUTE.finditer(text, tag.start(2), tag.end(2)):
            name, start, value = found[1], found.start(2) + 1, found[2][1:-1]
            if name == "style":
                yield from _of_sheet(value, start)
            elif "{{" in value:
                yield from _of_script(value, start)
            elif name in _PAGE_ATTRIBUTES:
                yield Literal(start, value, Use.PAGE)
            else:
                yield Literal(start, value, _CODE_TAGS.get(tag[1], Use.FILE))


def _of_json(text: str) -> Iterator[Literal]:
    strings = list(json_strings(text))
    roots: dict[KeyPath, str] = {
        found.path[:2]: found.value.strip("/")
        for found in strings
        if len(found.path) == 3 and found.path[2] == "root" and not found.is_key
    }
    for found in strings:
        use, base = _json_use(found, roots)
        if use is not None:
            yield Literal(found.start, found.value, use, base)


def _json_use(found: JsonString, roots: dict[tuple[str | int, ...], str]) -> tuple[Use | None, str]:
    path = found.path
    if found.is_key:
        return (Use.PAGE, "") if path[:1] == ("preloadRule",) and len(path) == 2 else (None, "")
    if path[:1] == ("pages",) and len(path) == 2:
        return Use.LISTED_PAGE, ""
    if path[0] in {"subPackages", "subpackages"} and path[2:3] == ("pages",):
        return Use.LISTED_PAGE, roots.get(path[:2], "")
    if len(path) > 1 and path[-2] in _COMPONENT_KEYS:
        return Use.COMPONENT, ""
    if path[-1] in _PAGE_KEYS:
        return Use.PAGE, ""
    return Use.FILE, ""

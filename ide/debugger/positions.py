"""Places in the author's files and in the code that runs, found through source maps (no Qt)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from ide.source_map import SourceMap, encoded_number, number_at

SOURCE = "wxapp://source/"
COMPILED = "wxapp://compiled/"
TEMPLATE = "wxapp://template/"
_PREFIXES = (SOURCE, COMPILED, TEMPLATE)
_WRAPPER = len("(function (require, module, exports) {")


@dataclass(frozen=True)
class Place:
    """A place of running code: address of the script, line and column from 0."""

    url: str
    line: int
    column: int = 0


@dataclass(frozen=True)
class SourcePlace:
    """A place in a file of the package: path, line and column from 1."""

    path: str
    line: int
    column: int = 1


@dataclass(frozen=True)
class _Stretch:
    """Lines of a template's code that came from WXS, all from 1."""

    line: int
    lines: int
    file: str
    file_line: int


class TemplateMap:
    """Where the WXS scripts lie in the code of a template."""

    def __init__(self, text: str) -> None:
        self._stretches = [
            _Stretch(row["line"], row["lines"], row["file"], row["fileLine"])
            for row in json.loads(text)
        ]

    def source(self, line: int) -> tuple[str, int] | None:
        """Return file and line (from 0) of a generated line, None outside of scripts."""
        for row in self._stretches:
            if row.line <= line + 1 < row.line + row.lines:
                return row.file, row.file_line + line - row.line
        return None

    def generated(self, file: str, line: int) -> int | None:
        """Return the generated line of a line of a file, both from 0."""
        for row in self._stretches:
            if row.file == file and row.file_line <= line + 1 < row.file_line + row.lines:
                return line + row.line - row.file_line
        return None


def url_of(path: str, *, compiled: bool) -> str:
    """Return the address a module's code has for the engine."""
    return (COMPILED if compiled else SOURCE) + quote(path, safe="/!'()*~-._")


def path_of(url: str) -> str:
    """Return the package path behind an address, empty when it is not the author's."""
    for prefix in _PREFIXES:
        if url.startswith(prefix):
            return unquote(url.removeprefix(prefix))
    return ""


def place_of(path: str, line: int, text: str | None) -> Place | None:
    """Return where the author's ``line`` (from 1) runs; ``text`` is the module's map if any."""
    if text is None:
        return Place(url_of(path, compiled=False), line - 1)
    found = read_map(text).generated(line - 1)
    if found is None:
        return None
    row, column = found
    return Place(url_of(path, compiled=True), row, column + _WRAPPER * (row == 0))


def source_of(place: Place, text: str | None) -> SourcePlace | None:
    """Return the author's place; ``text`` is the map of the script if it has one."""
    path = path_of(place.url)
    if not path:
        return None
    if place.url.startswith(SOURCE):
        return SourcePlace(path, place.line + 1, place.column + 1)
    if text is None:
        return None
    if place.url.startswith(TEMPLATE):
        written = TemplateMap(text).source(place.line)
        return SourcePlace(written[0], written[1] + 1) if written else None
    column = place.column - _WRAPPER * (place.line == 0)
    found = read_map(text).source(place.line, column)
    return SourcePlace(path, found[0] + 1, found[1] + 1) if found else None


def named_source(text: str, path: str) -> str:
    """Return a map whose source has the address of the author's file."""
    content = json.loads(text)
    content["sources"] = [url_of(path, compiled=False)]
    content.pop("sourceRoot", None)
    # The module's text begins behind the wrapper of its first line.
    content["mappings"] = _behind_wrapper(content["mappings"])
    return json.dumps(content, ensure_ascii=False)


@lru_cache(maxsize=256)
def read_map(text: str) -> SourceMap:
    """Return the map of a text; reading one takes long."""
    return SourceMap(text)


def _behind_wrapper(mappings: str) -> str:
    first, semicolon, rest = mappings.partition(";")
    if not first:
        return mappings
    column, length = number_at(first, 0)
    return encoded_number(column + _WRAPPER) + first[length:] + semicolon + rest

"""Leads a stack trace of a package back to the author's sources, by the maps kept beside it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ide.source_map import SourceMap
from ide.submit.maps import INDEX, SCHEMA

_PLACE = re.compile(r"(?P<path>[^\s()\"'<>]*?\.js):(?P<line>\d+)(?::(?P<column>\d+))?")
_CALLER = re.compile(r"[\w$.<>\[\] ]+@")
_BUNDLES = re.compile(r"(?:app-service|appservice|game)\.js$")
"""What the platform packs all scripts of an app into; only its own map knows their places."""


class MapsError(ValueError):
    """A file holds no source maps of a package; the message says why."""


@dataclass(frozen=True)
class Place:
    """A place in a source; lines and columns from 1. ``text`` is the line, where it is known."""

    file: str
    line: int
    column: int
    text: str = ""


@dataclass(frozen=True)
class Frame:
    """A line of a trace. ``place`` is None where it names no file of the package."""

    line: str
    place: Place | None = None
    start: int = 0
    end: int = 0
    """What of the line is the place."""

    @property
    def traced(self) -> str:
        """The line with the source in place of the package's file."""
        if self.place is None:
            return self.line
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        return f"{self.line[: self.start]}{where}{self.line[self.end :]}"


class Maps:
    """The maps of one package: the zip beside it, or a folder with what that holds."""

    def __init__(self, file: Path) -> None:
        """Open the maps.

        Raises:
            MapsError: the file holds no maps of a package.
            OSError: it cannot be read.
        """
        self._folder = file if file.is_dir() else None
        try:
            self._archive = None if self._folder else zipfile.ZipFile(file)
            index = json.loads(self._read(INDEX))
        except (zipfile.BadZipFile, KeyError, ValueError, FileNotFoundError) as error:
            if isinstance(error, FileNotFoundError) and not file.exists():
                raise
            raise MapsError(f"{file}: {error}") from error
        if not isinstance(index, dict) or index.get("schema") != SCHEMA:
            raise MapsError(f"{file}: {INDEX} is not of {SCHEMA}")
        self.index: Mapping[str, Any] = index
        self._maps: dict[str, tuple[SourceMap, list[str]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._archive is not None:
            self._archive.close()

    def trace(self, text: str, upload: Path | None = None) -> tuple[Frame, ...]:
        """Lead every line of a trace back.

        ``upload`` is the map that the platform offers for a version: from the file into which it
        packs all scripts to those of the package.

        Raises:
            MapsError: ``upload`` is no source map.
            OSError: it cannot be read.
        """
        bundle = _upload_map(upload) if upload is not None else None
        return tuple(self._frame(line, bundle) for line in text.splitlines())

    def place(self, path: str, line: int, column: int) -> Place | None:
        """Return the source of a place of the package, None when the package has no such file."""
        row = self._files.get(path)
        if row is None:
            return None
        if not row.get("map"):
            return Place(str(row["source"]), line, column)
        found_map, texts = self._map(str(row["map"]))
        found = found_map.source(line - 1, column - 1)
        if found is None:
            return None
        text = texts[found[0]] if found[0] < len(texts) else ""
        return Place(str(row["source"]), found[0] + 1, found[1] + 1, text)

    def _frame(self, line: str, bundle: SourceMap | None) -> Frame:
        for match in _PLACE.finditer(line):
            # Safari's engine writes onTap@address.
            who = _CALLER.match(match["path"])
            begin = who.end() if who else 0
            path, row, column = match["path"][begin:], int(match["line"]), int(match["column"] or 1)
            if bundle is not None and _BUNDLES.search(path):
                path, (row, column) = _unpacked(bundle, row, column)
            known = self._known(path)
            if known is not None:
                place = self.place(known, row, column)
                return Frame(line, place, match.start() + begin, match.end())
        return Frame(line)

    def _known(self, written: str) -> str | None:
        """The file of the package that a trace names: by any address that ends in its path."""
        plain = written.partition("?")[0].replace("\\", "/")
        plain = re.sub(r"^[a-z][\w+.-]*:/*", "", plain, flags=re.IGNORECASE)
        parts = plain.split("/")
        for start in range(len(parts)):
            path = "/".join(parts[start:])
            if path in self._files:
                return path
        return None

    @cached_property
    def _files(self) -> Mapping[str, Mapping[str, Any]]:
        rows = self.index.get("files")
        found = rows if isinstance(rows, dict) else {}
        return {path: row for path, row in found.items() if isinstance(row, dict)}

    def _map(self, name: str) -> tuple[SourceMap, list[str]]:
        """A map and the lines of its source."""
        known = self._maps.get(name)
        if known is None:
            try:
                text = self._read(name)
                contents = json.loads(text).get("sourcesContent") or [""]
                known = self._maps[name] = SourceMap(text), str(contents[0] or "").split("\n")
            except (LookupError, AttributeError, TypeError, ValueError, FileNotFoundError) as error:
                raise MapsError(f"{name}: {error}") from error
        return known

    def _read(self, name: str) -> str:
        if self._archive is not None:
            return self._archive.read(name).decode("utf-8")
        assert self._folder is not None
        file = (self._folder / name).resolve()
        if not file.is_relative_to(self._folder.resolve()):
            raise MapsError(name)
        return file.read_text("utf-8")


def _upload_map(file: Path) -> SourceMap:
    try:
        return SourceMap(file.read_text("utf-8"))
    except (LookupError, AttributeError, TypeError, ValueError) as error:
        raise MapsError(f"{file}: {error}") from error


def _unpacked(bundle: SourceMap, line: int, column: int) -> tuple[str, tuple[int, int]]:
    """The script that a place of the platform's file comes from, and the place in it."""
    found = bundle.source(line - 1, column - 1)
    if found is None:
        return "", (0, 0)
    return bundle.source_of(line - 1, column - 1), (found[0] + 1, found[1] + 1)


def bundled_lines(text: str) -> Iterator[str]:
    """Yield the lines of a trace whose places are in the platform's bundle of all scripts."""
    for line in text.splitlines():
        if any(_BUNDLES.search(match["path"]) for match in _PLACE.finditer(line)):
            yield line

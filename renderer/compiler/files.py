"""The project's files as the compiler sees them: listed once, read and decoded when needed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import jsonc
from .diagnostics import Diagnostic, Span, diagnose
from .source import SKIPPED_FOLDERS, SourceTree
from .text import decode, position


@dataclass(frozen=True)
class Source:
    """A decoded source file and what its encoding deserves to be told."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


class ProjectFiles:
    """All files of a tree, by project path. Listed at construction, kept current by ``refresh``."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._stamps: dict[str, str] = tree.scan()
        self._outside: dict[str, str | None] = {}
        self._sources: dict[str, Source] = {}
        self._documents: dict[str, jsonc.JsonDocument] = {}

    @property
    def location(self) -> Path | None:
        return self._tree.location

    @property
    def stamps(self) -> dict[str, str]:
        """Every listed file with its stamp."""
        return self._stamps

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a listed file, without a trailing slash."""
        found: set[str] = set()
        for path in self._stamps:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    def stamp(self, path: str) -> str | None:
        """Return a file's stamp, or None when it does not exist."""
        stamp = self._stamps.get(path)
        if stamp is not None or SKIPPED_FOLDERS.isdisjoint(path.split("/")):
            return stamp
        if path not in self._outside:
            self._outside[path] = self._tree.stamp(path)
        return self._outside[path]

    def exists(self, path: str) -> bool:
        return self.stamp(path) is not None

    def data(self, path: str) -> bytes | None:
        """Return a file's bytes, or None."""
        return self._tree.read(path)

    def source(self, path: str) -> Source | None:
        """Return a file's text, or None when it does not exist."""
        known = self._sources.get(path)
        if known is None:
            data = self._tree.read(path) if self.exists(path) else None
            if data is None:
                return None
            known = self._sources[path] = _decoded(path, data)
        return known

    def document(self, path: str) -> jsonc.JsonDocument | None:
        """Return a JSON file's value and findings, or None when it does not exist."""
        known = self._documents.get(path)
        if known is None:
            source = self.source(path)
            if source is None:
                return None
            if any(note.code == "file-binary" for note in source.diagnostics):
                known = jsonc.JsonDocument(path, "", None, source.diagnostics)
            else:
                known = jsonc.parse(path, source.text)
                if source.diagnostics:
                    notes = source.diagnostics + known.diagnostics
                    known = jsonc.JsonDocument(path, source.text, known.value, notes)
            self._documents[path] = known
        return known

    def refresh(self, paths: Iterable[str]) -> tuple[set[str], bool]:
        """Look at files again; return those that changed and whether any appeared or vanished."""
        changed: set[str] = set()
        relisted = False
        for path in paths:
            old = self._stamps.get(path)
            outside = not SKIPPED_FOLDERS.isdisjoint(path.split("/"))
            new = None if outside else self._tree.stamp(path)
            if outside:
                self._outside.clear()
                changed.add(path)
                relisted = True
            elif new != old:
                changed.add(path)
                relisted = relisted or (new is None) != (old is None)
                if new is None:
                    del self._stamps[path]
                else:
                    self._stamps[path] = new
            self._sources.pop(path, None)
            self._documents.pop(path, None)
        if relisted:
            self.__dict__.pop("folders", None)
            self.__dict__.pop("_by_folded_name", None)
        return changed, relisted

    def other_case(self, path: str) -> str:
        """Return the file whose path differs from this one in upper and lower case only, or ''."""
        found = self._by_folded_name.get(path.casefold(), "")
        return "" if found == path else found

    def similar(self, path: str, endings: tuple[str, ...]) -> str:
        """Return the most similar path in the same folder with one of the endings, or ''."""
        folder, _, name = path.rpartition("/")
        prefix = folder + "/" if folder else ""
        names = [
            other[len(prefix) :]
            for other in self._stamps
            if other.startswith(prefix)
            and other.endswith(endings)
            and "/" not in other[len(prefix) :]
        ]
        close = difflib.get_close_matches(name, names, 1, 0.75)
        return prefix + close[0] if close else ""

    @cached_property
    def _by_folded_name(self) -> dict[str, str]:
        return {path.casefold(): path for path in sorted(self._stamps)}


def _decoded(path: str, data: bytes) -> Source:
    result = decode(data)
    if not result.problem:
        return Source(result.text)
    line, column = position(result.text, result.offset)
    span = Span(line, column, line, column)
    return Source(result.text, (diagnose(result.problem, path, span),))

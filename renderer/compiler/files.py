"""The project's files as the compiler sees them: listed once, read and decoded when needed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from renderer.compiler import jsonc
from renderer.compiler.diagnostics import Diagnostic, Span, diagnose
from renderer.compiler.source import SourceTree, is_skipped
from renderer.compiler.text import decode, position


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

    def stamp(self, path: str) -> str | None:
        """Return a file's stamp, or None when it does not exist."""
        stamp = self._stamps.get(path)
        if stamp is not None or not is_skipped(path):
            return stamp
        if path not in self._outside:
            self._outside[path] = self._tree.stamp(path)
        return self._outside[path]

    @property
    def consulted(self) -> dict[str, str | None]:
        """The unlisted files (of installed packages) that were asked for, with their stamps."""
        return self._outside

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
        """Look at files again; return those that changed and whether any appeared or vanished.

        A path that neither was nor is a file may be a folder: then everything is listed again.
        """
        changed: set[str] = set()
        relisted = False
        for path in paths:
            self._sources.pop(path, None)
            self._documents.pop(path, None)
            if is_skipped(path):
                relisted = self._refresh_outside(path, changed) or relisted
                continue
            old, new = self._stamps.get(path), self._tree.stamp(path)
            if old is None and new is None:
                relisted = self._list_again(changed) or relisted
            elif old != new:
                changed.add(path)
                relisted = relisted or old is None or new is None
                self._set(path, new)
        if relisted:
            self.__dict__.pop("_by_folded_name", None)
            self.__dict__.pop("_names", None)
        return changed, relisted

    def _refresh_outside(self, path: str, changed: set[str]) -> bool:
        """Forget what is known of installed packages; other skipped files do not matter."""
        if "node_modules" not in path.split("/"):
            return False
        self._outside.clear()
        changed.add(path)
        return True

    def _list_again(self, changed: set[str]) -> bool:
        stamps = self._tree.scan()
        relisted = stamps.keys() != self._stamps.keys()
        for path in stamps.keys() | self._stamps.keys():
            if stamps.get(path) != self._stamps.get(path):
                changed.add(path)
                self._sources.pop(path, None)
                self._documents.pop(path, None)
        self._stamps = stamps
        return relisted

    def _set(self, path: str, stamp: str | None) -> None:
        if stamp is None:
            del self._stamps[path]
        else:
            self._stamps[path] = stamp

    def other_case(self, path: str) -> str:
        """Return the file whose path differs from this one in upper and lower case only, or ''."""
        found = self._by_folded_name.get(path.casefold(), "")
        return "" if found == path else found

    def similar(self, path: str, endings: tuple[str, ...]) -> str:
        """Return the most similar path in the same folder with one of the endings, or ''."""
        folder, _, name = path.rpartition("/")
        names = [other for other in self._names.get(folder, ()) if other.endswith(endings)]
        close = difflib.get_close_matches(name, names, 1, 0.75)
        return (f"{folder}/{close[0]}" if folder else close[0]) if close else ""

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The files of each folder."""
        found: dict[str, list[str]] = {}
        for path in sorted(self._stamps):
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, []).append(name)
        return found

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

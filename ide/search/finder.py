"""Runs one search at a time in a process of its own and hands on what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ide.line_process import LineProcess
from ide.search.matching import Match
from ide.search.query import Query


@dataclass(frozen=True)
class FileMatches:
    """The matches of one file, in the order of the text."""

    file: str
    matches: tuple[Match, ...]

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> FileMatches:
        """Read ``{"file", "matches"}``."""
        return cls(row["file"], tuple(Match(**match) for match in row["matches"]))


@dataclass(frozen=True)
class Summary:
    """How a search ended."""

    files: int = 0
    matches: int = 0
    looked: int = 0
    cut: bool = False
    """Whether there are more matches than are shown."""
    error: str = ""


class Finder(QObject):
    """Searches a project; a new search ends the one before."""

    started = Signal()
    found = Signal(object)  # FileMatches
    finished = Signal(object)  # Summary

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summary = Summary()
        self._process = LineProcess("ide.search.process", self)
        self._process.answered.connect(self._on_answered)
        self._process.ended.connect(self._on_ended)

    def search(self, root: Path, query: Query, unsaved: Mapping[str, str]) -> None:
        """Look below ``root``; ``unsaved`` are texts newer than their files, by path."""
        self._summary = Summary()
        self._process.ask({"root": str(root), "query": asdict(query), "unsaved": dict(unsaved)})
        self.started.emit()

    def cancel(self) -> None:
        """End the search under way; it finishes with nothing."""
        self._process.cancel()

    def _on_answered(self, row: dict[str, Any]) -> None:
        if "file" in row:
            self.found.emit(FileMatches.from_json(row))
        else:
            self._summary = Summary(**row)

    def _on_ended(self, words: str) -> None:
        self.finished.emit(Summary(error=words) if words else self._summary)

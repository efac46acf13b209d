"""Runs one search at a time in a process of its own and hands on what it finds."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import resources
from ide.search.matching import Match
from ide.search.query import Query

_STOP_MS = 2000


@dataclass(frozen=True)
class FileMatches:
    """The matches of one file, in the order of the text."""

    file: str
    matches: tuple[Match, ...]


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
        self._process: QProcess | None = None
        self._buffer = b""

    @property
    def running(self) -> bool:
        """Whether a search is under way."""
        return self._process is not None

    def search(self, root: Path, query: Query, unsaved: Mapping[str, str]) -> None:
        """Look below ``root``; ``unsaved`` are texts newer than their files, by path."""
        self.cancel()
        self._buffer = b""
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONPATH", str(resources.path().parent))
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        self._process = process
        process.start(sys.executable, ["-m", "ide.search.process"])
        request = {"root": str(root), "query": asdict(query), "unsaved": dict(unsaved)}
        process.write(json.dumps(request).encode() + b"\n")
        process.closeWriteChannel()
        self.started.emit()

    def cancel(self) -> None:
        """End the search under way; it finishes with nothing."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.finished.disconnect(self._on_finished)
            process.kill()
            process.waitForFinished(_STOP_MS)
            process.deleteLater()

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            row = json.loads(line)
            if "file" in row:
                matches = tuple(Match(**match) for match in row["matches"])
                self.found.emit(FileMatches(row["file"], matches))
            else:
                self._end(Summary(**row))

    def _on_finished(self) -> None:
        self._on_output()
        if self._process is not None:
            words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._end(Summary(error=words.strip().splitlines()[-1] if words.strip() else "?"))

    def _end(self, summary: Summary) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.finished.disconnect(self._on_finished)
            process.finished.connect(process.deleteLater)
            if process.state() == QProcess.ProcessState.NotRunning:
                process.deleteLater()
        self.finished.emit(summary)

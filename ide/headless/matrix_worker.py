"""A worker of a contact sheet: draws the cells it is given, as a child process.

In: JSON lines, first ``{"project", "build", "pictures", "states", "timeout_s"}``, then one
``{"cells": [{"index", …}]}`` at a time. Out: ``{"ready": true}``, then for each cell
``{"begun": index}`` and ``{"done": index, "record", "ms"}``, and ``{"idle": true}`` after the last.
It ends when its input does.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import IO, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication

from ide.atomic import write_bytes
from ide.headless.application import start_qt
from ide.headless.built_project import BuiltProject
from ide.headless.page_run import Target
from ide.headless.result import PageRecord
from ide.headless.stage import Stage, StageOptions
from ide.matrix.plan import Cell
from ide.matrix.record import Record
from renderer.host.player import Player, Report
from renderer.host.screen import device

BEGINS = 1_767_231_660_000.0
"""When every app begins: 2026-01-01 09:41 in China, as the status bar says."""

_MOST_LINES = 100
_MOST_LETTERS = 600
_PICTURE = "cell.png"


class Worker(QObject):
    """Draws cells one after the other; ``told`` is what the parent hears."""

    told = Signal(dict)

    def __init__(self, order: Mapping[str, Any]) -> None:
        super().__init__()
        self._order = order
        self._pictures = Path(order["pictures"])
        self._scratch = self._pictures / f".{os.getpid()}"
        self._project = BuiltProject(Path(order["project"]), Path(order["build"]))
        self._stage: Stage | None = None
        self._waiting: deque[tuple[int, Cell]] = deque()
        self._index = 0
        self._started = 0.0
        self._console: list[dict[str, Any]] = []
        self._player: Player | None = None

    def work(self, rows: list[Mapping[str, Any]]) -> None:
        """Draw cells; ``idle`` is told after the last."""
        for row in rows:
            self._waiting.append((int(row["index"]), Cell.from_json(row["cell"])))
        self._next()

    def close(self) -> None:
        """End the player and the compiler."""
        if self._stage is not None:
            self._stage.close()
        self._project.close()
        (self._scratch / _PICTURE).unlink(missing_ok=True)
        if self._scratch.is_dir():
            self._scratch.rmdir()

    def _next(self) -> None:
        if not self._waiting:
            self.told.emit({"idle": True})
            return
        self._index, cell = self._waiting.popleft()
        self.told.emit({"begun": self._index})
        self._started = perf_counter()
        self._console = []
        options = StageOptions(
            preset=device(cell.device),
            out=self._scratch,
            timeout_s=float(self._order["timeout_s"]),
            state=self._order["states"][cell.scenario],
            system={"theme": cell.theme, "language": cell.language},
            begins=BEGINS,
        )
        if self._stage is None:
            self._stage = Stage(self._project, options, [_PICTURE], self)
            self._stage.begun.connect(self._on_begun)
            # The next page starts in a turn of its own, when the stage is done with this one.
            self._stage.shot.connect(self._on_shot, Qt.ConnectionType.QueuedConnection)
        self._stage.options = options
        self._stage.shoot(0, Target(cell.page.route, cell.page.query))

    def _on_begun(self, player: Player) -> None:
        self._player = player
        player.reported.connect(self._on_reported)

    def _on_reported(self, report: Report) -> None:
        if report.kind == "console" and len(self._console) < _MOST_LINES:
            line = {
                "level": report.level,
                "message": report.message[:_MOST_LETTERS],
                "file": report.file,
                "line": report.line,
            }
            self._console.append(line)

    def _on_shot(self, _: int, page: PageRecord) -> None:
        assert self._stage is not None
        if self._player is not None and self._player is self._stage.player:
            self._player.reported.disconnect(self._on_reported)
        self._player = None
        record = self._record(page)
        ms = round((perf_counter() - self._started) * 1000, 1)
        self.told.emit({"done": self._index, "record": record.to_json(), "ms": ms})
        self._next()

    def _record(self, page: PageRecord) -> Record:
        picture, width, height = "", 0, 0
        if page.screenshot:
            file = Path(page.screenshot)
            size = QImageReader(str(file)).size()
            width, height = size.width(), size.height()
            content = file.read_bytes()
            picture = hashlib.sha256(content).hexdigest()
            target = self._pictures / f"{picture}.png"
            if not target.exists():
                write_bytes(target, content)
        return Record(
            page.status.value,
            errors=[dict(vars(error)) for error in page.errors],
            console=self._console,
            notices=page.notices,
            offline=page.offline,
            text=page.text,
            nodes=page.nodes,
            picture=picture,
            width=width,
            height=height,
        )


class _Input(QObject):
    """Reads lines beside the event loop."""

    received = Signal(str)
    ended = Signal()

    def read(self, lines: IO[str]) -> None:
        """Read to the end; runs on a thread that ends with the process."""
        for line in lines:
            self.received.emit(line)
        self.ended.emit()


def serve(app: QApplication, lines: IO[str], output: IO[str]) -> None:
    """Work until the input ends."""

    def tell(message: Mapping[str, Any]) -> None:
        output.write(json.dumps(message) + "\n")
        output.flush()

    worker = Worker(json.loads(lines.readline()))
    worker.told.connect(tell)
    source = _Input()
    source.received.connect(
        lambda line: worker.work(json.loads(line)["cells"]), Qt.ConnectionType.QueuedConnection
    )
    source.ended.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    reading = threading.Thread(target=source.read, args=[lines], daemon=True)
    QTimer.singleShot(0, reading.start)
    tell({"ready": True})
    app.exec()
    worker.close()


def main() -> int:
    """Be a worker on standard input and output."""
    # What a library prints must not get among the lines.
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    app = start_qt()
    app.styleHints().setCursorFlashTime(0)
    serve(app, sys.stdin, output)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A smoke run under the window: in a process of its own, with progress, and it can be ended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ide.i18n import tr
from ide.line_process import LineProcess
from ide.submit.run_record import RECORD, RunRecord

_CHILD = "ide.headless.smoke_run"


class SmokeRunner(QObject):
    """Opens every page of a project beside the window; one run at a time."""

    progressed = Signal(int, int, str)  # pages done, pages in all, the page that was done
    finished = Signal(object)  # RunRecord
    failed = Signal(str)  # why there is no record

    def __init__(self, parent: QObject | None = None, *, module: str = _CHILD) -> None:
        """``module`` is what runs as the child process."""
        super().__init__(parent)
        self._out = Path()
        self._reason = ""
        self._process = LineProcess(module, self)
        self._process.answered.connect(self._on_answered)
        self._process.ended.connect(self._on_ended)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._process.running

    def start(self, root: Path, out: Path) -> None:
        """Run the project in ``root``; pictures and record go to the folder ``out``.

        A run under way is given up. ``finished`` or ``failed`` follows.
        """
        self._out, self._reason = out, ""
        (out / RECORD).unlink(missing_ok=True)
        self._process.ask({"project": str(root), "out": str(out)})

    def cancel(self) -> None:
        """End the run; nothing more is heard of it."""
        self._process.cancel()

    def _on_answered(self, line: dict[str, Any]) -> None:
        if "error" in line:
            self._reason = str(line["error"])
        else:
            self.progressed.emit(line["done"], line["pages"], line["page"])

    def _on_ended(self, words: str) -> None:
        if words:
            self.failed.emit(self._reason or words)
            return
        try:
            value = json.loads((self._out / RECORD).read_text("utf-8"))
            record = RunRecord.from_json(value)
        except (OSError, ValueError) as error:
            self.failed.emit(tr("submit.run_unread", reason=error))
            return
        self.finished.emit(record)

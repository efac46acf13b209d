"""One job in a process of its own: JSON goes in, lines of JSON come out, and it can be stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from renderer.child_environment import child_environment
from renderer.host.child_process import ChildProcess

_STOP_MS = 2000


class LineProcess(QObject):
    """Runs ``python -m module`` for one request at a time; a new one ends the one before."""

    answered = Signal(dict)  # one line of the answer
    ended = Signal(str)  # its last words, empty when it ended well

    def __init__(self, module: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._module = module
        self._process: QProcess | None = None
        self._buffer = b""

    @property
    def running(self) -> bool:
        """Whether a request is being answered."""
        return self._process is not None

    def ask(self, request: Mapping[str, Any]) -> None:
        """Answer a request; one under way is given up."""
        self.cancel()
        self._buffer = b""
        process = ChildProcess(self)
        process.use_environment(child_environment())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start(sys.executable, ["-m", self._module])
        process.write(json.dumps(request).encode() + b"\n")
        process.closeWriteChannel()

    def cancel(self) -> None:
        """Give up the request under way; nothing more is heard of it."""
        process = self._release()
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_STOP_MS)

    def _release(self) -> QProcess | None:
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_output)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.deleteLater()
        return process

    def _on_output(self) -> None:
        if self._process is None:
            return
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            self.answered.emit(json.loads(line))

    def _on_finished(self) -> None:
        self._on_output()
        process = self._release()
        if process is None:
            return
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        failed = process.exitCode() != 0
        self.ended.emit((words.splitlines() or ["?"])[-1] if failed else "")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            words = self._process.errorString()
            self._release()
            self.ended.emit(words)

"""The language service in a process of its own: a client of ``python -m ide.language.server``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ide import log
from ide.finding import Finding
from renderer.child_environment import child_environment
from renderer.host.child_process import ChildProcess

_SERVER = (sys.executable, "-m", "ide.language.server")
_ANSWER = re.compile(rb'\{"id": (\d+), "result": ')
_DEATHS_IN_A_ROW = 3
_STOP_MS = 1500
_GATHER_MS = 120
_NOTHING = "null"

_logger = log.logger("language")

Answered = Callable[[str], None]
"""Gets the answer as JSON text: most answers go on to the editor as they are."""


class LanguageProcess(QObject):
    """Asks the language service; a process that dies is replaced, its questions get no answer."""

    findings_changed = Signal(list)  # list of Finding, of the whole project

    def __init__(
        self,
        root: Path,
        parent: QObject | None = None,
        *,
        command: Sequence[str] = _SERVER,
    ) -> None:
        super().__init__(parent)
        self._command = [*command, str(root)]
        self._numbers = count(1)
        self._asked: dict[int, Answered] = {}
        self._texts: dict[str, str] = {}
        self._language = ""
        self._findings: dict[str, list[Finding]] = {}
        self._buffer = bytearray()
        self._deaths = 0
        self._closing = False
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._tell)
        self._process = ChildProcess(self)
        self._process.use_environment(child_environment())
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def start(self) -> None:
        """Start the process unless it is there, or has died again and again."""
        if self.running or self._closing or self._deaths >= _DEATHS_IN_A_ROW:
            return
        self._process.start(self._command[0], self._command[1:])
        if self._language:
            self._write(op="language", code=self._language)
        for path, text in self._texts.items():
            self._write(op="text", path=path, text=text)

    def close(self) -> None:
        """End the process; questions under way stay unanswered."""
        self._closing = True
        self._gather.stop()
        self._asked.clear()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(_STOP_MS):
            self._process.kill()
            self._process.waitForFinished(_STOP_MS)

    @property
    def running(self) -> bool:
        """Whether the process is there or on its way."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def use_language(self, code: str) -> None:
        """Word hovers in a language of the catalogues."""
        self._language = code
        self._write(op="language", code=code)

    def put_text(self, path: str, text: str | None) -> None:
        """Say the unsaved text of a file, or None when it is as on disk; repeats cost nothing."""
        if self._texts.get(path) == text:
            return
        if text is None:
            self._texts.pop(path)
        else:
            self._texts[path] = text
        self._write(op="text", path=path, text=text)

    def files_changed(self, paths: Iterable[str]) -> None:
        """Have files looked at again."""
        self._write(op="changed", paths=list(paths))

    def ask(self, question: str, answered: Answered, **params: Any) -> None:
        """Ask a question of :mod:`ide.language.service`; without a process the answer is null."""
        self.start()
        if not self.running:
            answered(_NOTHING)
            return
        number = next(self._numbers)
        self._asked[number] = answered
        self._write(id=number, op=question, **params)

    def _write(self, **message: Any) -> None:
        if self.running:
            self._process.write(json.dumps(message).encode("ascii") + b"\n")

    def _on_output(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            self._take(bytes(line))

    def _take(self, line: bytes) -> None:
        self._deaths = 0
        answer = _ANSWER.match(line)
        if answer is not None:
            self._answer(int(answer[1]), line[answer.end() : -1].decode("ascii"))
            return
        message = json.loads(line)
        if "checked" in message:
            found = [Finding.from_json(row) for row in message["findings"]]
            self._findings[message["checked"]] = found
            if not self._gather.isActive():
                self._gather.start()
        else:
            _logger.error("%s", message.get("error"))
            self._answer(int(message["id"] or 0), _NOTHING)

    def _answer(self, number: int, result: str) -> None:
        answered = self._asked.pop(number, None)
        if answered is not None:
            answered(result)

    def _tell(self) -> None:
        self.findings_changed.emit([item for found in self._findings.values() for item in found])

    def _on_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in text.splitlines():
            _logger.warning("%s", line)

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        if self._closing:
            return
        self._deaths += 1
        _logger.warning("the language service ended with status %s", code)
        self._buffer.clear()
        self._answer_nothing()
        QTimer.singleShot(0, self, self.start)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            _logger.error("the language service did not start: %s", self._process.errorString())
            self._deaths = _DEATHS_IN_A_ROW
            self._answer_nothing()

    def _answer_nothing(self) -> None:
        questions = list(self._asked.values())
        self._asked.clear()
        for answered in questions:
            answered(_NOTHING)

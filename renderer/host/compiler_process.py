"""The compiler in a process of its own: a client of ``python -m renderer.compiler.server``."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from renderer.child_environment import child_environment
from renderer.host.child_process import ChildProcess

_SERVER = (sys.executable, "-m", "renderer.compiler.server")
_DEATHS_OF_ONE = 2
_DEATHS_IN_A_ROW = 3
_STOP_MS = 2000

log = logging.getLogger("minideck.compiler")


@dataclass(frozen=True)
class Answer:
    """What the compiler said: a result, or why there is none."""

    result: Any = None
    error: str = ""


Answered = Callable[[Answer], None]
Progressed = Callable[[int, int], None]


@dataclass
class _Question:
    op: str
    params: Mapping[str, Any]
    answered: Answered
    latest: bool = False
    progressed: Progressed | None = None
    deaths: int = 0


@dataclass
class _Sources:
    """What a new process has to be told before it can go on."""

    root: Path
    cache: Path | None
    options: Mapping[str, Any]
    overlays: dict[str, str] = field(default_factory=dict)
    chunks: dict[str, None] = field(default_factory=dict)
    """What the app has loaded: a compiler that never made it cannot tell when it is stale."""


class CompilerProcess(QObject):
    """Asks the compiler; a process that dies is replaced and asked again.

    A question on which the process died twice is answered with an error, and after
    ``_DEATHS_IN_A_ROW`` deaths without an answer in between every question is.
    """

    died = Signal(str)  # last words of the process

    def __init__(
        self,
        root: Path,
        *,
        cache: Path | None = None,
        options: Mapping[str, Any] | None = None,
        command: Sequence[str] = _SERVER,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources = _Sources(root, cache, options or {})
        self._command = list(command)
        self._numbers = count(1)
        self._asked: dict[int, _Question] = {}
        self._newest: dict[str, int] = {}
        self._buffer = bytearray()
        self._errors = bytearray()
        self._deaths = 0
        self._closing = False
        self._process = ChildProcess(self)
        self._process.use_environment(child_environment())
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def open(self, answered: Answered) -> None:
        """Start the process, open the project and answer with its manifest."""
        self._closing = False
        self._sources.chunks.clear()
        self._start()
        self._ask(_Question("open", self._opening(), answered))

    def ask(
        self,
        op: str,
        answered: Answered,
        *,
        latest: bool = False,
        progressed: Progressed | None = None,
        **params: Any,
    ) -> None:
        """Ask a question of ``renderer/compiler/README.md``; the answer comes later.

        With ``latest`` only the newest question of that operation is ever answered;
        ``progressed`` hears how many of how many files are done.
        """
        if op == "chunk":
            self._sources.chunks[str(params["name"])] = None
        self._ask(_Question(op, params, answered, latest, progressed))

    def overlay(self, path: str, text: str | None, answered: Answered | None = None) -> None:
        """Lay the unsaved text of a buffer over its file, or take it away with None.

        ``answered`` gets what became stale, as the answer of ``changed``.
        """
        if text is None:
            self._sources.overlays.pop(path, None)
        else:
            self._sources.overlays[path] = text
        self.ask("overlay", answered or _log_failure, path=path, text=text)

    def stop(self) -> None:
        """End the process at once, unanswered; ``open`` starts another."""
        self._closing = True
        self._asked.clear()
        self._process.kill()
        self._process.waitForFinished(_STOP_MS)

    def close(self) -> None:
        """End the process; questions under way stay unanswered."""
        self._closing = True
        self._asked.clear()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(_STOP_MS):
            self._process.kill()
            self._process.waitForFinished(_STOP_MS)

    def _start(self) -> None:
        self._buffer.clear()
        self._process.start(self._command[0], self._command[1:])

    def _opening(self) -> dict[str, Any]:
        cache = self._sources.cache
        return {
            "root": str(self._sources.root),
            "cache": str(cache) if cache else None,
            "options": dict(self._sources.options),
        }

    def _ask(self, question: _Question) -> None:
        number = next(self._numbers)
        self._asked[number] = question
        if question.latest:
            self._newest[question.op] = number
        message = {"id": number, "op": question.op, **question.params}
        self._process.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")

    def _on_output(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            if line.strip():
                self._take(bytes(line))

    def _take(self, line: bytes) -> None:
        message = json.loads(line)
        if "progress" in message:
            asked = self._asked.get(message["id"])
            if asked is not None and asked.progressed is not None:
                asked.progressed(*message["progress"])
            return
        question = self._asked.pop(message["id"], None)
        if question is None:
            return
        self._deaths = 0
        if question.latest and self._newest.get(question.op) != message["id"]:
            return
        question.answered(Answer(message.get("result"), str(message.get("error") or "")))

    def _on_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data())
        self._errors = (self._errors + text)[-4000:]
        for line in text.decode("utf-8", "replace").splitlines():
            log.warning("%s", line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail_all(f"the compiler did not start: {self._process.errorString()}")

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        if self._closing:
            return
        self._deaths += 1
        words = self._errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
        reason = f"the compiler process ended with status {code}" + (f": {words}" if words else "")
        self._errors.clear()
        self.died.emit(reason)
        if self._deaths >= _DEATHS_IN_A_ROW:
            self._fail_all(reason)
            return
        QTimer.singleShot(0, self, lambda: self._restart(reason))

    def _restart(self, reason: str) -> None:
        """Start again, tell the new process the sources, and repeat what is still open."""
        if self._closing:
            return
        open_questions = list(self._asked.values())
        self._asked.clear()
        if open_questions:  # they are worked off in order: the first is the one it died on
            open_questions[0].deaths += 1
        self._start()
        if not any(question.op == "open" for question in open_questions):
            self._ask(_Question("open", self._opening(), _log_failure))
        for path, text in self._sources.overlays.items():
            self._ask(_Question("overlay", {"path": path, "text": text}, _log_failure))
        asked = {question.params.get("name") for question in open_questions}
        for name in self._sources.chunks.keys() - asked:
            self._ask(_Question("chunk", {"name": name}, _log_failure))
        for question in open_questions:
            if question.op == "overlay":
                continue
            if question.deaths >= _DEATHS_OF_ONE:
                question.answered(Answer(error=reason))
            else:
                self._ask(question)

    def _fail_all(self, reason: str) -> None:
        questions = list(self._asked.values())
        self._asked.clear()
        for question in questions:
            question.answered(Answer(error=reason))


def _log_failure(answer: Answer) -> None:
    if answer.error:
        log.error("%s", answer.error)

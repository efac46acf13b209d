"""``Project.…``: its files, and what ``check`` and ``preflight`` say of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTemporaryDir

from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.exit_codes import FINDINGS, GOOD
from ide.project.folder import NotAProjectError, read_folder
from renderer.child_environment import child_environment
from renderer.host.child_process import ChildProcess

_SAID = 500


class Project:
    """Checks the project in a process of its own, one at a time: the app goes on meanwhile.

    All who ask while one runs share the next one of their command.
    """

    def __init__(self, context: Context) -> None:
        self._target = context.target
        self._owner = QObject(context.owner)
        self._running = False
        self._waiting: dict[str, list[Answer]] = {}
        """Who waits for the next process of a command."""

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Project.check": self.check,
            "Project.preflight": self.preflight,
            "Project.files": self.files,
        }

    def close(self) -> None:
        """End the process."""
        self._waiting.clear()
        self._owner.deleteLater()

    def check(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Compile everything and tell what is wrong."""
        self._ask("check", answer)

    def preflight(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Make the checks of a submission and tell the report."""
        self._ask("preflight", answer)

    def files(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the paths of the project's files."""
        try:
            folder = read_folder(self._target.project.root)
        except NotAProjectError as error:
            answer.fail(str(error))
            return
        answer.result({"files": sorted(folder.files())})

    def _ask(self, command: str, answer: Answer) -> None:
        """Let the next process of that command answer: the one that runs may not know all files."""
        waiting = (one for one in self._waiting.get(command, ()) if one.open)
        self._waiting[command] = [*waiting, answer]
        self._start_next()

    def _start_next(self) -> None:
        while not self._running and self._waiting:
            command = next(iter(self._waiting))
            answers = [one for one in self._waiting.pop(command) if one.open]
            if answers:
                self._running = True
                _Run(command, self._target.project.root, answers, self._ended, self._owner)

    def _ended(self) -> None:
        self._running = False
        self._start_next()


class _Run:
    """One process of a command, and who waits for what it says; it ends when nobody does."""

    def __init__(
        self,
        command: str,
        root: Path,
        answers: Sequence[Answer],
        ended: Callable[[], None],
        owner: QObject,
    ) -> None:
        self._command, self._answers, self._then = command, tuple(answers), ended
        self._process: QProcess | None = ChildProcess(owner)
        self._place = QTemporaryDir()
        self._result = Path(self._place.path()) / "result.json"
        self._process.use_environment(child_environment())
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        for answer in self._answers:
            answer.on_end(self._look)
        arguments = ["-m", "ide.cli", command, str(root), "--json", str(self._result)]
        self._process.start(sys.executable, arguments)

    def _on_finished(self, code: int) -> None:
        if self._process is None:
            return
        if code in (GOOD, FINDINGS) and self._result.exists():
            found = json.loads(self._result.read_text("utf-8"))
            value = {"report": found} if self._command == "preflight" else found
            for answer in self._answers:
                answer.result(value)
        else:
            said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._fail(f"{self._command} ended with code {code}: {said.strip()[-_SAID:]}")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if self._process is not None and error is QProcess.ProcessError.FailedToStart:
            self._fail(f"{self._command} cannot be started: {self._process.errorString()}")

    def _fail(self, why: str) -> None:
        for answer in self._answers:
            answer.fail(why)

    def _look(self) -> None:
        """End when all have been answered, or nobody is there to hear it."""
        process = self._process
        if process is None or any(one.open for one in self._answers):
            return
        self._process = None
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished()
        self._place.remove()
        process.deleteLater()
        self._then()

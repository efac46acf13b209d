"""``Project.…``: its files, and what ``check`` and ``preflight`` say of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTemporaryDir

import ide
from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.exit_codes import FINDINGS, GOOD
from ide.project.folder import NotAProjectError, read_folder
from renderer.host.child_process import ChildProcess

_SAID = 500


class Project:
    """Checks the project in processes of their own: the app goes on meanwhile."""

    def __init__(self, context: Context) -> None:
        self._target = context.target
        self._owner = QObject(context.owner)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Project.check": self.check,
            "Project.preflight": self.preflight,
            "Project.files": self.files,
        }

    def close(self) -> None:
        """End the processes."""
        self._owner.deleteLater()

    def check(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Compile everything and tell what is wrong."""
        self._run("check", answer, answer.result)

    def preflight(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Make the checks of a submission and tell the report."""
        self._run("preflight", answer, lambda found: answer.result({"report": found}))

    def files(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the paths of the project's files."""
        try:
            folder = read_folder(self._target.project.root)
        except NotAProjectError as error:
            answer.fail(str(error))
            return
        answer.result({"files": sorted(folder.files())})

    def _run(self, command: str, answer: Answer, then: Callable[[Any], None]) -> None:
        process, place = ChildProcess(self._owner), QTemporaryDir()
        result = Path(place.path()) / "result.json"
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONPATH", str(Path(ide.__file__).resolve().parent.parent))
        process.setProcessEnvironment(environment)
        arguments = ["-m", "ide.cli", command, str(self._target.project.root)]

        def ended(code: int) -> None:
            said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
            if not answer.open:
                return
            if code in (GOOD, FINDINGS) and result.exists():
                then(json.loads(result.read_text("utf-8")))
            else:
                answer.fail(f"{command} ended with code {code}: {said.strip()[-_SAID:]}")

        process.finished.connect(ended)
        process.errorOccurred.connect(partial(_failed, command, process, answer))
        answer.on_end(partial(_end, process, place))
        process.start(sys.executable, [*arguments, "--json", str(result)])


def _failed(command: str, process: QProcess, answer: Answer, error: QProcess.ProcessError) -> None:
    if error is QProcess.ProcessError.FailedToStart:
        answer.fail(f"{command} cannot be started: {process.errorString()}")


def _end(process: QProcess, place: QTemporaryDir) -> None:
    if process.state() != QProcess.ProcessState.NotRunning:
        process.kill()
        process.waitForFinished()
    place.remove()
    process.deleteLater()

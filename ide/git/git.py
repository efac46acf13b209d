"""Asks git about the project, when there is a git and the project is in a work tree."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ide.encoding import NotTextError, decode
from ide.git.status import Status, parse_status
from renderer.host.child_process import ChildProcess

_QUIET_MS = 300
_STOP_MS = 2000
_VARIABLES = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_PROGRAMS = re.compile(
    r"core\.(fsmonitor|hookspath|sshcommand|pager|editor|askpass)|diff\.external"
    r"|filter\..*\.(clean|smudge|process)|diff\..*\.(textconv|command)",
    re.IGNORECASE,
)
"""Settings of a repository that name programs: a project from elsewhere must not run any."""

Ended = Callable[[bytes, bool], None]


class Git(QObject):
    """Follows one project; every answer comes later, and none without git."""

    changed = Signal(object)  # Status
    head_read = Signal(str, object)  # path, its text in the last commit or None

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._program = shutil.which("git") or ""
        self._prefix: str | None = None
        self.status = Status()
        self._quieted: list[str] = []
        self._heads: dict[str, str | None] = {}
        self._running: list[QProcess] = []
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._ask_status)

    def start(self) -> None:
        """Find out whether the project is in a work tree."""
        if self._program:
            self._run(["config", "--local", "--name-only", "--list", "-z"], self._take_settings)

    def refresh(self) -> None:
        """Look again soon: files were written, or the window came to the front."""
        if self._prefix is not None:
            self._quiet.start()

    def read_head(self, path: str) -> None:
        """Read the text of a file in the last commit; it comes with ``head_read``."""
        if self._prefix is None:
            return
        if path in self._heads:
            self.head_read.emit(path, self._heads[path])
            return

        def take(data: bytes, ended_well: bool) -> None:
            self._heads[path] = _text(data) if ended_well else None
            self.head_read.emit(path, self._heads[path])

        self._run(["show", f"HEAD:./{path}"], take)

    def close(self) -> None:
        """Ask nothing more."""
        self._quiet.stop()
        running, self._running = self._running, []
        for process in running:
            process.finished.disconnect()
            process.kill()
            process.waitForFinished(_STOP_MS)

    def _take_settings(self, data: bytes, ended_well: bool) -> None:
        if not ended_well:
            return
        names = data.decode("utf-8", "replace").split("\0")
        self._quieted = [name for name in names if _PROGRAMS.fullmatch(name)]
        self._run(["rev-parse", "--show-prefix"], self._take_prefix)

    def _take_prefix(self, data: bytes, ended_well: bool) -> None:
        if ended_well:
            self._prefix = data.decode("utf-8", "surrogateescape").strip("\n")
            self._ask_status()

    def _ask_status(self) -> None:
        arguments = ["status", "--porcelain=v2", "-z", "--branch", "--untracked-files=all", "."]
        self._run(arguments, self._take_status)

    def _take_status(self, data: bytes, ended_well: bool) -> None:
        if not ended_well:
            return
        status = parse_status(data, self._prefix or "")
        if status.commit != self.status.commit:
            self._heads.clear()
        self.status = status
        self.changed.emit(status)

    def _run(self, arguments: Sequence[str], ended: Ended) -> None:
        process = ChildProcess(self)
        process.use_environment({**os.environ, **_VARIABLES})
        process.setWorkingDirectory(str(self._root))
        self._running.append(process)

        def finish(code: int, status: QProcess.ExitStatus) -> None:
            self._running.remove(process)
            data = bytes(process.readAllStandardOutput().data())
            process.deleteLater()
            ended(data, code == 0 and status == QProcess.ExitStatus.NormalExit)

        process.finished.connect(finish)
        quieted = [part for name in self._quieted for part in ("-c", f"{name}=")]
        process.start(self._program, ["--no-pager", *quieted, *arguments])


def _text(data: bytes) -> str | None:
    try:
        text = decode(data).text
    except NotTextError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")

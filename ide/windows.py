"""Windows of one profile: each its own process, each project open in one of them.

They share files of the profile folder and no socket: a lock file says which project is open, and
a file beside it asks its window to come to the front.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

from ide import atomic
from ide.settings.watch import FileWatch
from renderer.child_environment import child_environment
from renderer.host.child_process import ChildProcess


class OpenProject(QObject):
    """The claim of this window on its project."""

    def __init__(self, profile: Path | None, wanted: Callable[[], None], parent: QObject) -> None:
        """``wanted`` is called when another window asks this one to come to the front."""
        super().__init__(parent)
        self._folder = profile / "open" if profile else None
        self._wanted = wanted
        self._lock: QLockFile | None = None
        self._watch: FileWatch | None = None

    def claim(self, project: Path) -> bool:
        """Take a project for this window; False when it is open in another one."""
        if self._folder is None:
            return True
        self.release()
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(self._file(project, "lock")))
        lock.setStaleLockTime(0)  # a lock of a dead process counts for nothing, whatever its age
        if not lock.tryLock(0):
            return False
        self._lock = lock
        self._watch = FileWatch(self)
        self._watch.add(self._file(project, "front"), self._wanted)
        return True

    def release(self) -> None:
        """Give the project up."""
        if self._watch is not None:
            self._watch.deleteLater()
            self._watch = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def ask_other(self, project: Path) -> None:
        """Ask the window that has a project to come to the front."""
        atomic.write_text(self._file(project, "front"), str(os.getpid()))

    def _file(self, project: Path, suffix: str) -> Path:
        assert self._folder is not None
        name = hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:16]
        return self._folder / f"{name}.{suffix}"


def command_line(profile: Path | None, project: Path | None, *, lite: bool) -> list[str]:
    """Return the command that opens a further window."""
    words = [sys.executable, "-m", "ide.cli", "open"]
    words += ["--lite"] if lite else []
    words += ["--profile", str(profile)] if profile else []
    words += [str(project)] if project else []
    return words


def start_window(command: Sequence[str]) -> bool:
    """Start a further window, which lives on when this one ends; False when it cannot be."""
    process = ChildProcess()
    process.use_environment(child_environment())
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    return bool(process.startDetached())

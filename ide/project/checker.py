"""Checks the whole project in a compiler of its own, so that the preview never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ide import log
from ide.finding import Finding
from ide.survey import Survey
from renderer.host.compiler_process import Answer, CompilerProcess

_QUIET_MS = 700
_IDLE_MS = 60_000

_logger = log.logger("checker")


class Checker(QObject):
    """Finds what is wrong anywhere; its process lives only while there is something to check."""

    checked = Signal(list)  # list of Finding
    busy_changed = Signal(bool)
    progressed = Signal(int, int)  # files done, of how many

    def __init__(self, root: Path, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = root
        self._cache = cache
        self._process: CompilerProcess | None = None
        self._overlays: dict[str, str] = {}
        self._changed: set[str] = set()
        self._running = False
        self._wanted = False
        self._quiet = self._timer(_QUIET_MS)
        self._quiet.timeout.connect(self.check_now)
        self._idle = self._timer(_IDLE_MS)
        self._idle.timeout.connect(self._end)

    def set_overlay(self, path: str, text: str | None) -> None:
        """Check with the unsaved text of a buffer, or with the file again for None."""
        if text is None:
            self._overlays.pop(path, None)
        else:
            self._overlays[path] = text
        if self._process is not None:
            self._process.overlay(path, text)
        self._quiet.start()

    def files_changed(self, paths: list[str]) -> None:
        """Check again once the files have been quiet for a moment."""
        self.note_changed(paths)
        self._quiet.start()

    def note_changed(self, paths: list[str]) -> None:
        """Read these files again when somebody wants a check."""
        self._changed.update(paths)

    def check_now(self) -> None:
        """Check without waiting; a check that is running is followed by one more."""
        self._quiet.stop()
        self._idle.stop()
        self._wanted = True
        if not self._running:
            self._check()

    def survey(self, done: Callable[[Survey | None], None]) -> None:
        """Look through all that the app reaches; ``done`` takes None when that failed."""
        self._idle.stop()
        self._follow()
        assert self._process is not None
        self._process.ask("survey", partial(self._on_surveyed, done))

    def forget(self) -> None:
        """Check everything anew, with nothing remembered."""
        self.close()
        self.check_now()

    def cancel(self) -> None:
        """Give a check up that is running; the next edit begins another."""
        if self._running:
            self._wanted = False
            process, self._process = self._process, None
            self._running = False
            if process is not None:
                process.stop()
                process.deleteLater()
            self.busy_changed.emit(False)

    def close(self) -> None:
        """End the process."""
        self._quiet.stop()
        self._idle.stop()
        self._end()

    def _check(self) -> None:
        self._running, self._wanted = True, False
        self.busy_changed.emit(True)
        self._follow()
        assert self._process is not None
        self._process.ask("check", self._on_checked, progressed=self.progressed.emit)

    def _follow(self) -> None:
        """Have a process that knows what has changed."""
        changed, self._changed = sorted(self._changed), set()
        if self._process is None:
            self._process = self._begin()
        elif changed:
            self._process.ask("changed", self._on_changed, paths=changed)

    def _on_surveyed(self, done: Callable[[Survey | None], None], answer: Answer) -> None:
        if answer.error:
            _logger.error("survey: %s", answer.error)
        if not self._running:
            self._idle.start()
        done(None if answer.error else Survey(answer.result))

    def _begin(self) -> CompilerProcess:
        process = CompilerProcess(self._root, cache=self._cache, parent=self)
        process.open(self._on_changed)
        for path, text in self._overlays.items():
            process.overlay(path, text)
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        self._running = False
        if process is not None:
            process.close()
            process.deleteLater()

    def _on_changed(self, answer: Answer) -> None:
        if answer.error:
            _logger.error("%s", answer.error)

    def _on_checked(self, answer: Answer) -> None:
        self._running = False
        self.busy_changed.emit(False)
        if answer.error:
            _logger.error("check: %s", answer.error)
        else:
            rows = answer.result.get("diagnostics", ())
            self.checked.emit([Finding.from_json(row) for row in rows])
        if self._wanted:
            self._check()
        else:
            self._idle.start()

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        return timer

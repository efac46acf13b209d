"""One job at a time on a thread of its own, with its progress; it can be given up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from ide import gui_thread

_JOIN_S = 5


class GivenUp(Exception):  # noqa: N818 - no error: somebody wanted it
    """Nobody waits for the job any more."""


class Task:
    """What a job knows of who waits for it."""

    def __init__(self, told: Callable[[int, int], None], stop: threading.Event) -> None:
        self._told = told
        self._stop = stop

    def given_up(self) -> bool:
        """Whether nobody waits any more."""
        return self._stop.is_set()

    def tell(self, done: int, total: int) -> None:
        """Say how much is done, of how much; raises :class:`GivenUp` when nobody waits."""
        if self.given_up():
            raise GivenUp
        self._told(done, total)


Job = Callable[[Task], Any]


class Work(QObject):
    """Runs jobs; a new one gives the one before up, and nothing more is heard of that."""

    progressed = Signal(int, int)  # done, of how much
    finished = Signal(object)  # what the job returned
    running_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gui = gui_thread.of_application()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.running = False

    def start(self, job: Job) -> None:
        """Run ``job`` away from the window's thread."""
        self.cancel()
        stop = self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(job, stop), name="submission", daemon=True
        )
        self._set_running(running=True)
        self._thread.start()

    def cancel(self) -> None:
        """Give the job up that is running."""
        self._stop.set()
        self._set_running(running=False)

    def close(self) -> None:
        """Give the job up and wait until its thread has ended."""
        self.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(_JOIN_S)

    def _run(self, job: Job, stop: threading.Event) -> None:
        def told(done: int, total: int) -> None:
            post(lambda: None if stop.is_set() else self.progressed.emit(done, total))

        def post(action: Callable[[], None]) -> None:
            self._gui.post(lambda: action() if shiboken6.isValid(self) else None)

        try:
            result = job(Task(told, stop))
        except GivenUp:
            return
        except BaseException:
            post(lambda: self._set_running(running=False))
            raise  # our mistake: the crash dialog tells
        post(lambda: self._end(stop, result))

    def _end(self, stop: threading.Event, result: object) -> None:
        if not stop.is_set():
            stop.set()
            self._set_running(running=False)
            self.finished.emit(result)

    def _set_running(self, running: bool) -> None:
        if running != self.running:
            self.running = running
            self.running_changed.emit(running)

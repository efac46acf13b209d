"""The phones of one worker: a process a project, the one not needed for longest ends first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ide.automation.errors import AutomationError

if TYPE_CHECKING:
    from ide.automation import MiniProgram


class Phones:
    """Starts, keeps and ends what drives the projects under test."""

    def __init__(self, launch: Callable[[Path], MiniProgram], most: int) -> None:
        self._launch = launch
        self._most = most
        self._running: OrderedDict[Path, MiniProgram] = OrderedDict()

    def ready(self, project: Path, prepare: Callable[[MiniProgram], None]) -> MiniProgram:
        """Return the project's phone after ``prepare``; one that cannot be prepared is replaced.

        Raises:
            AutomationError: a fresh one cannot be prepared either, or does not start.
        """
        running = self._running.get(project)
        if running is not None:
            try:
                prepare(running)
            except AutomationError:
                self.drop(project)
            except BaseException:
                self.drop(project)
                raise
            else:
                self._running.move_to_end(project)
                return running
        return self._fresh(project, prepare)

    def drop(self, project: Path) -> None:
        """End the project's phone, whatever state it is in."""
        phone = self._running.pop(project, None)
        if phone is not None:
            phone.close()

    def close(self) -> None:
        """End all of them."""
        for project in list(self._running):
            self.drop(project)

    def _fresh(self, project: Path, prepare: Callable[[MiniProgram], None]) -> MiniProgram:
        while len(self._running) >= self._most:
            self.drop(next(iter(self._running)))
        phone = self._launch(project)
        self._running[project] = phone
        try:
            prepare(phone)
        except BaseException:
            self.drop(project)
            raise
        return phone

"""How the open project's mini-program starts: its compile mode, and an update played out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from apimock.calls import CallRecord, Event, Outcome
from apimock.phone import Phone
from ide.launch.condition import PRIVATE, SHARED, CompileModes
from ide.launch.mode import CompileMode
from ide.launch.refresh import PhoneRefresh
from renderer.host.launch import Launch

UPDATES = ("none", "available", "fails", "forced")
"""What the update manager can be made to find at the next start."""


class Releases(Protocol):
    """Where other versions of an installed mini-program come from."""

    def found(self) -> str:
        """What a check finds at this start, one of :data:`UPDATES`."""
        ...

    def waits(self) -> bool:
        """Whether another version takes the place of the installed one without being asked."""
        ...

    def install(self) -> Sequence[str]:
        """Put the other version in place; returns the files that changed, none when it failed."""
        ...


class Starting(QObject):
    """Knows how to start; whoever owns the player starts it."""

    modes_changed = Signal()
    installed = Signal(list)  # paths that changed: another version took the place of this one
    restart_requested = Signal()
    began = Signal(object)  # Launch, each time the mini-program starts

    def __init__(self, root: Path, phone: Phone, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.modes = CompileModes(root)
        self.refresh = PhoneRefresh(self)
        self.update = "none"
        """One of :data:`UPDATES`: what the update manager finds at the next start."""
        self.releases: Releases | None = None
        """Where updates come from; None: from nowhere but :attr:`update`."""
        self._phone = phone
        self._forced = False
        self._loaded = False
        self._stops = (phone.listen(self._on_event), phone.log.watch(self._on_call))

    def close(self) -> None:
        """Listen to the phone no longer."""
        for stop in self._stops:
            stop()

    @property
    def mode(self) -> CompileMode:
        """The mode in force, an empty one for the normal compile."""
        return self.modes.list.chosen

    def begin(self, wanted: Launch | None = None) -> Launch:
        """Return how to start now, and set the phone to what this start shall find.

        ``wanted`` is somebody's own way in; None starts in the compile mode.
        """
        self.refresh.started_afresh()
        self._loaded = False
        update = self.update
        if update == "none" and self.releases is not None:
            update = self.releases.found()
        self._forced = update == "forced"
        if update != "none":
            self._phone.device.apps.update = "available" if self._forced else update
        self.update = "none"
        launch = wanted or self.mode.launch()
        self._phone.scene = launch.scene
        self.began.emit(launch)
        return launch

    def install_waiting(self) -> bool:
        """Before a cold start: install what waits for one; :attr:`installed` follows then."""
        if self.releases is None or not (self._loaded or self.releases.waits()):
            return False
        self._loaded = False
        return self._install()

    def save(self, rows: Sequence[tuple[int | None, CompileMode]], number: int) -> None:
        """Make ``rows`` the modes, and start in one of them. Raises as :meth:`choose`."""
        self.modes.save(rows, number)
        self.modes_changed.emit()
        self.restart_requested.emit()

    def choose(self, number: int) -> None:
        """Use a mode and start in it. Raises what :meth:`CompileModes.choose` raises."""
        self.modes.choose(number)
        self.modes_changed.emit()
        self.restart_requested.emit()

    def files_changed(self, paths: Iterable[str]) -> None:
        """Read the modes again when a configuration was written."""
        if {SHARED, PRIVATE}.intersection(paths) and self.modes.read():
            self.modes_changed.emit()

    def _on_event(self, event: Event) -> None:
        # A forced update does not wait for the app to ask for the restart.
        if event.name.endswith(":updateReady"):
            self._loaded = self.releases is not None
            if self._forced:
                self._forced = False
                self._phone.device.apps.update = "none"
                self._update_now()

    def _on_call(self, row: CallRecord) -> None:
        done = row.reply is not None and row.reply.outcome is Outcome.OK
        if done and row.call.name == "UpdateManager.applyUpdate":
            self._update_now()

    def _update_now(self) -> None:
        self._loaded = False
        if self.releases is None or not self._install():
            self.restart_requested.emit()

    def _install(self) -> bool:
        assert self.releases is not None
        changed = list(self.releases.install())
        if changed:
            self.installed.emit(changed)
        return bool(changed)

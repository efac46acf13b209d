"""An open project as the thing to drive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from apimock.clock import ManualClock
from apimock.phone import Phone
from ide.automation.server.target import Project
from ide.finding import Finding
from ide.handset import Handset
from ide.scenario.clock import AppClock
from ide.session import Session
from renderer.host.launch import Launch
from renderer.host.player import Player
from renderer.host.screen import DevicePreset


class SessionTarget(QObject):
    """Hands a session to the service that answers for it."""

    player_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._files = set(session.folder.files())
        session.player_started.connect(self._on_started)
        session.player_ending.connect(self.player_changed)

    @property
    def player(self) -> Player | None:
        """What runs the app."""
        return self.session.player

    @property
    def phone(self) -> Phone:
        """The phone the app runs on."""
        return self.session.phone

    @property
    def clock(self) -> AppClock:
        """The time the phone lives by."""
        return self.session.clock

    @property
    def handset(self) -> Handset:
        """Its make, and how it is held."""
        return self.session.handset

    @property
    def project(self) -> Project:
        """The project under test."""
        folder = self.session.folder
        return Project(folder.root, folder.name, folder.app_id)

    def restart(self, launch: Launch | None = None) -> None:
        """End the app and start it again."""
        self.session.restart(launch)

    def reset(self, state: Mapping[str, Any] | None = None) -> None:
        """Put the phone into a state, a new phone's for None; calls that wait are given up."""
        self.phone.restart()
        self.phone.restore(state if state is not None else Phone(ManualClock()).snapshot())
        self.handset.use(self.handset.preset)

    def use(self, preset: DevicePreset) -> None:
        """Change to another phone; the app starts afresh on it."""
        self.session.use_device(preset)

    def compile(self, done: Callable[[str], None]) -> None:
        """Compile what changed on disk, then start the app afresh."""
        builder = self.session.builder
        errors: list[Finding] = []

        def rested() -> None:
            builder.broken.disconnect(errors.extend)
            builder.rested.disconnect(rested)
            done(_sentence(errors) if builder.failing else "")

        before, self._files = self._files, set(self.session.folder.files())
        self.session.look_again(before | self._files)
        builder.broken.connect(errors.extend)
        builder.rested.connect(rested)
        if not self.session.compile_now():
            rested()

    def clear(self, kinds: Iterable[str]) -> None:
        """Clear kinds of what the app left behind, then start it afresh."""
        self.session.clear(kinds)

    def end_app(self) -> None:
        """End the app as a phone's system does."""
        self.session.end_app()

    def _on_started(self, _player: Player) -> None:
        self.player_changed.emit()


def _sentence(errors: list[Finding]) -> str:
    if not errors:
        return "the compiler found an error."
    more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
    first = errors[0]
    return f"{first.message} ({first.place}){more}"

"""What a server drives: the seam between it and whoever owns the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance

from apimock.phone import Phone
from ide.handset import Handset
from ide.scenario.clock import AppClock
from renderer.host.launch import Launch
from renderer.host.player import Player
from renderer.host.screen import DevicePreset


@dataclass(frozen=True)
class Project:
    """The project under test."""

    root: Path
    name: str
    app_id: str


class Target(Protocol):
    """A project that runs on a phone."""

    @property
    def player_changed(self) -> SignalInstance:
        """Emitted when another player takes the place of the one before, or none does."""
        ...

    @property
    def player(self) -> Player | None:
        """What runs the app; None until it is compiled, and while it is replaced."""
        ...

    @property
    def phone(self) -> Phone:
        """The phone the app runs on."""
        ...

    @property
    def clock(self) -> AppClock:
        """The time the phone lives by."""
        ...

    @property
    def handset(self) -> Handset:
        """Its make, and how it is held."""
        ...

    @property
    def project(self) -> Project:
        """The project under test."""
        ...

    def restart(self, launch: Launch | None = None) -> None:
        """End the app and start it again, as it always starts or as ``launch`` says."""
        ...

    def reset(self, state: Mapping[str, Any] | None = None) -> None:
        """Put the phone into a state, a new phone's for None; the app is not started again.

        Raises:
            SnapshotError: ``state`` is none of a phone; nothing has changed then.
        """
        ...

    def use(self, preset: DevicePreset) -> None:
        """Change to another phone; the app starts afresh on it."""
        ...

    def compile(self, done: Callable[[str], None]) -> None:
        """Compile what changed on disk, then start the app afresh.

        ``done`` hears '' when the app is about to start, else why it does not compile.
        """
        ...

    def clear(self, kinds: Iterable[str]) -> None:
        """Clear kinds of :mod:`ide.launch.clearing`, then start the app afresh."""
        ...

    def end_app(self) -> None:
        """End the app as a phone's system does; nothing runs until the next start."""
        ...

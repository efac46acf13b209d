"""A player that renders one page after the other, replaced when a page breaks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from PySide6.QtCore import QObject, Qt, Signal

from apimock.phone import Phone
from ide.headless.page_run import PageRun, Target
from ide.headless.project import HeadlessProject
from ide.phone import connect_events, host_phone, new_phone
from renderer.host.launch import Launch
from renderer.host.player import Player
from renderer.host.screen import DevicePreset

# Pictures are the same whenever they are taken.
_SHELL = {"animate": False, "clock": "9:41", "keyboard": False}


@dataclass(frozen=True)
class StageOptions:
    """What all pages of a command share; ``keep`` renders them in one run of the app."""

    preset: DevicePreset
    out: Path | None
    timeout_s: float
    keep: bool = False
    state: Mapping[str, Any] | None = None
    """The phone's state at the start, a snapshot of ``apimock``."""
    audit: bool = False
    """Whether the runtime measures what a smoke run wants to know."""


class Stage(QObject):
    """Renders pages, each in a fresh run of the app on a fresh phone."""

    begun = Signal(object)  # Player: the page is about to be loaded
    shot = Signal(int, object)  # index and PageRecord; the page is still there

    def __init__(
        self,
        project: HeadlessProject,
        options: StageOptions,
        names: list[str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._options = options
        self._names = names
        self._phone: Phone | None = None
        self._player: Player | None = None
        self._power = QObject(self)
        """Parent of the phone's timers."""
        self._unplug: Callable[[], None] = lambda: None
        self._run: PageRun | None = None
        self._index = 0

    def shoot(self, index: int, target: Target) -> None:
        """Render a page; ``shot`` follows."""
        options = self._options
        self._index = index
        running = options.keep and self._player is not None and self._phone is not None
        if not running or self._phone is None:
            self._phone = self._fresh_phone()
        player = self._player
        assert player is not None
        self._run = PageRun(
            player,
            self._phone,
            target,
            picture=options.out / self._names[index] if options.out else None,
            timeout_s=options.timeout_s,
        )
        self._run.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self.begun.emit(player)
        self._run.start(self._relaunch if running else player.load)

    @property
    def player(self) -> Player | None:
        """What shows the page; None before the first and after one that broke it."""
        return self._player

    def close(self) -> None:
        """End the player."""
        self._switch_off()
        if self._player is not None:
            self._player.close()
            self._player = None

    def _fresh_phone(self) -> Phone:
        """Put a new phone under the player, which is made when there is none."""
        self._switch_off()
        setup = self._project.phone_setup(self._options.preset, self._options.state)
        phone = new_phone(setup, self._power)
        hosted = host_phone(phone, setup.preset)
        if self._player is None:
            shell = {**_SHELL, "audit": self._options.audit}
            self._player = Player(self._project.bundle, hosted, shell=shell, parent=self)
            self._player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            self._player.view.show()
        else:
            self._player.use_phone(hosted)
        self._unplug = connect_events(phone, self._player.push)
        return phone

    def _switch_off(self) -> None:
        """Silence the former phone: its events and its timers."""
        self._unplug()
        self._unplug = lambda: None
        self._power.deleteLater()
        self._power = QObject(self)

    def _relaunch(self, launch: Launch) -> None:
        assert self._player is not None
        url = f"/{launch.path}?{urlencode(dict(launch.query))}".rstrip("?")
        self._player.receive({"type": "navigate", "action": "reLaunch", "url": url, "delta": 0})

    def _on_done(self) -> None:
        run = self._run
        assert run is not None
        if run.broken:
            self.close()
            self._phone = None
        self._run = None
        run.deleteLater()
        self.shot.emit(self._index, run.record)

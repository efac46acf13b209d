"""A player that renders one page after the other, replaced when a page breaks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWebEngineCore import QWebEngineSettings

from apimock.phone import Phone
from apimock.scenario.virtual_clock import VirtualClock
from ide.headless.kept_time import KeptTime
from ide.headless.page_run import PageRun, Target
from ide.phone import PhoneSetup, connect_events, host_phone, new_phone
from renderer.host.bundle import Bundle
from renderer.host.launch import Launch
from renderer.host.player import Phone as HostedPhone
from renderer.host.player import Player
from renderer.host.screen import DevicePreset

# Pictures are the same whenever they are taken.
_SHELL = {"animate": False, "clock": "9:41", "keyboard": False}

_SEED = 1


class StagedProject(Protocol):
    """A project that is open."""

    @property
    def bundle(self) -> Bundle:
        """The compiled app."""
        ...

    def phone_setup(
        self, preset: DevicePreset, state: Mapping[str, Any] | None = None
    ) -> PhoneSetup:
        """Return what a phone for this project is made of."""
        ...


@dataclass(frozen=True)
class StageOptions:
    """What the pages of a command share; ``keep`` renders them in one run of the app."""

    preset: DevicePreset
    out: Path | None
    timeout_s: float
    keep: bool = False
    state: Mapping[str, Any] | None = None
    """The phone's state at the start, a snapshot of ``apimock``."""
    audit: bool = False
    """Whether the runtime measures what a smoke run wants to know."""
    system: Mapping[str, str] = field(default_factory=dict)
    """What the phone says of itself beside its state: ``theme``, ``language``."""
    begins: float | None = None
    """When the app's own time begins, ms since 1970, which a state of the phone overrules.

    It moves only as far as a page needs it, so that pages look the same each time. None: the
    computer's time.
    """


class Stage(QObject):
    """Renders pages, each in a fresh run of the app on a fresh phone."""

    begun = Signal(object)  # Player: the page is about to be loaded
    shot = Signal(int, object)  # index and PageRecord; the page is still there

    def __init__(
        self,
        project: StagedProject,
        options: StageOptions,
        names: list[str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self.options = options
        """Taken over by the next page."""
        self._names = names
        self._phone: Phone | None = None
        self._player: Player | None = None
        self._clock: VirtualClock | None = None
        self._power = QObject(self)
        """Parent of the phone's timers."""
        self._unplug: Callable[[], None] = lambda: None
        self._run: PageRun | None = None
        self._index = 0

    def shoot(self, index: int, target: Target) -> None:
        """Render a page; ``shot`` follows."""
        options = self.options
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
            time=KeptTime(player, self._phone, self._clock) if self._clock else None,
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
        options = self.options
        setup = self._project.phone_setup(options.preset, options.state)
        self._clock = VirtualClock(options.begins) if options.begins is not None else None
        phone = new_phone(setup, self._power, self._clock)
        for name, value in options.system.items():
            setattr(phone.device.system, name, value)
        hosted = host_phone(phone, setup.preset)
        if self._player is None:
            self._player = self._new_player(hosted)
        else:
            self._player.use_phone(hosted)
        if self._clock is not None:
            self._player.set_time(self._clock.now(), 0)
        self._unplug = connect_events(phone, self._player.push)
        return phone

    def _new_player(self, hosted: HostedPhone) -> Player:
        shell = {**_SHELL, "audit": self.options.audit}
        player = Player(self._project.bundle, hosted, shell=shell, parent=self)
        player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        if self._clock is not None:
            player.set_random(_SEED)
            still = QWebEngineSettings.ImageAnimationPolicy.Disallow
            player.view.settings().setImageAnimationPolicy(still)
        player.view.show()
        return player

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

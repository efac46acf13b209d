"""The phone a project runs on: its make, how it is held, and what is set on it."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QObject, Signal

from apimock.observable import Change
from apimock.phone import Phone
from apimock.state.system import System
from renderer.host.screen import DevicePreset, Posture, Shape

_TOLD = frozenset({"theme", "font_size", "language"})
"""Fields of the phone's system an app hears of while it runs."""
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_NEWEST = System().library


class Handset(QObject):
    """Works out the screen from the make, the posture and what the page in front allows."""

    shape_changed = Signal()  # the screen has another size
    changed = Signal()  # the app has to hear of something; after `shape_changed`
    turn_refused = Signal()  # the page in front stays as it is

    def __init__(self, phone: Phone, preset: DevicePreset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phone = phone
        self._held = False
        self._folded = False
        self._orientation = "portrait"
        self._resizable = False
        self.project_library = _NEWEST
        """Version of the base library the project asks for."""
        self.chosen_library = ""
        """Version of the base library the person chose; empty: the project's."""
        self.preset = preset
        self.use(preset)
        phone.device.system.watch(self._on_system_changed)

    @property
    def posture(self) -> Posture:
        """How the screen is used now."""
        return Posture(landscape=self._landscape(), folded=self._folded)

    @property
    def shape(self) -> Shape:
        """The screen as it is now."""
        return self.preset.shape(self.posture)

    @property
    def follows_dark_mode(self) -> bool:
        """Whether the app declares dark mode; the others always see a light phone."""
        config = self._phone.app.config
        return config is None or config.get("darkmode") is True

    @property
    def library(self) -> str:
        """Version of the base library the next start runs on."""
        return self.chosen_library or self.project_library

    def screen(self) -> dict[str, Any]:
        """Return the ``Screen`` of the messages."""
        system = self._phone.device.system
        theme = system.theme if self.follows_dark_mode else "light"
        size = round(system.font_size, 2)
        return self.preset.screen(theme=theme, font_size=size, posture=self.posture)

    def use(self, preset: DevicePreset) -> None:
        """Become another phone, held upright and open; takes effect with the next start."""
        self.preset = preset
        self._held = self._folded = False
        system = self._phone.device.system
        system.brand, system.model = preset.brand, preset.model
        system.system, system.platform = preset.system, preset.platform
        system.benchmark_level = preset.benchmark_level
        system.orientation = "portrait"

    def use_library(self, project: str, chosen: str = "") -> None:
        """Set the base library: what the project asks for, and what the person prefers."""
        self.project_library = project if _VERSION.fullmatch(project) else _NEWEST
        self.chosen_library = chosen
        self._phone.device.system.library = self.library

    def rotate(self) -> None:
        """Turn the phone; the page follows when it may."""
        before = self.posture
        self._held = not self._held
        self._phone.device.system.orientation = "landscape" if self._held else "portrait"
        if not self._move(before):
            self.changed.emit()
            self.turn_refused.emit()

    def fold(self) -> None:
        """Shut a foldable, or open it."""
        if self.preset.folded is not None:
            before = self.posture
            self._folded = not self._folded
            self._move(before)

    def page_shown(self, orientation: str, *, resizable: bool) -> None:
        """Another page is in front: ``portrait``, ``landscape`` or ``auto``."""
        before = self.posture
        self._orientation, self._resizable = orientation, resizable
        self._move(before)

    def _landscape(self) -> bool:
        if self._orientation == "landscape":
            return True
        turns = self._orientation == "auto" or (self.preset.kind == "tablet" and self._resizable)
        return turns and self._held

    def _move(self, before: Posture) -> bool:
        """Tell of another screen than that of the posture before."""
        if self.preset.shape(before) == self.shape:
            return False
        self.shape_changed.emit()
        self.changed.emit()
        return True

    def _on_system_changed(self, change: Change) -> None:
        if change.field in _TOLD:
            self.changed.emit()

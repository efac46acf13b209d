"""Hears what the person does on the phone while a scenario is recorded, and holds time for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer

from ide.scenario.pace import Pace
from renderer.host.player import Player

_LOST_MS = 1500
"""A gesture that the page says nothing of by then was none."""
_BEGINS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})
_ENDS = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.Wheel})
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})


class Touches(QObject):
    """Lets time stand from the moment a finger comes down until the page has told what it did.

    So a gesture and all the app does about it bear one time, now and when it is played.
    """

    def __init__(
        self, player: Player, pace: Pace, told: Callable[[Mapping[str, Any]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._pace = pace
        self._told = told
        self.page = ""
        """The page on top when the finger came down."""
        self._let_go: Callable[[], None] | None = None
        self._lost = QTimer(self)
        self._lost.setSingleShot(True)
        self._lost.setInterval(_LOST_MS)
        self._lost.timeout.connect(self._end)
        self._watched: QObject | None = None
        player.chrome.connect(self._on_chrome)
        player.view.loadFinished.connect(self._follow)
        player.set_witness(on=True)
        self._follow()

    def close(self) -> None:
        """Hear no more."""
        self._player.chrome.disconnect(self._on_chrome)
        self._player.view.loadFinished.disconnect(self._follow)
        self._player.set_witness(on=False)
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hold time for what reaches the page."""
        kind = event.type()
        if kind in _BEGINS or kind in _KEYS:
            self.page = self._player.state.top
            self._begin()
        if kind in _ENDS or kind in _KEYS:
            self._lost.start()
        return super().eventFilter(watched, event)

    def _follow(self, _ok: bool = True) -> None:
        """Watch the widget of the engine that takes the events; it may be another one by now."""
        target = self._player.view.focusProxy()
        if target is self._watched or target is None:
            return
        target.installEventFilter(self)
        target.destroyed.connect(self._forget)
        self._watched = target

    def _forget(self) -> None:
        self._watched = None

    def _begin(self) -> None:
        self._lost.stop()
        if self._let_go is None:
            self._let_go = self._pace.hold()

    def _end(self) -> None:
        self._lost.stop()
        let_go, self._let_go = self._let_go, None
        if let_go is not None:
            let_go()

    def _on_chrome(self, event: str, detail: Mapping[str, Any]) -> None:
        if event != "touched":
            return
        key = detail.get("key")
        if isinstance(key, dict):
            self._told(key)
        self._end()

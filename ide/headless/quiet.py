"""Tells when an app whose time stands still has done all there is to do at this moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from apimock.phone import Phone
from renderer.host.player import Player
from renderer.host.question import Question

_PAUSE_MS = 4
_LOST_MS = 500
"""After how long a question without an answer is put again: a start leaves it behind."""


class Quiet(QObject):
    """Asks the worker again and again until two answers are the same and nothing is under way.

    Calls the phone keeps (a delay, a person) are not under way: they go on when time does.
    """

    def __init__(self, player: Player, phone: Phone, parent: QObject) -> None:
        super().__init__(parent)
        self.next_due = 0.0
        """When the app's next timer is due, ms since 1970; 0 for none."""
        self.drawing = False
        """Whether the app waits for the next moment to draw."""
        self._player = player
        self._phone = phone
        self._number = 0
        self._last: Mapping[str, Any] = {}
        self._then: Callable[[], None] = lambda: None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._lost = QTimer(self)
        self._lost.setSingleShot(True)
        self._lost.setInterval(_LOST_MS)
        self._lost.timeout.connect(self._ask)
        player.inspected.connect(self._on_inspected)

    def wait(self, then: Callable[[], None]) -> None:
        """Call ``then`` once it is quiet; a wait before is given up."""
        self._then = then
        self._last = {}
        self._ask()

    def stop(self) -> None:
        """Wait no longer."""
        self._number = 0
        self._pause.stop()
        self._lost.stop()

    def _ask(self) -> None:
        question = Question("rest", {"within": 0})
        self._number = question.number
        self._lost.start()
        self._player.receive(question.message)

    def _on_inspected(self, number: int, value: object) -> None:
        if number != self._number or not isinstance(value, dict):
            return
        self._lost.stop()
        before, self._last = self._last, value
        if "error" in value or not self._is_quiet(before, value):
            self._pause.start()
            return
        self.next_due = float(value["next"])
        self.drawing = bool(value["drawing"])
        self._number = 0
        self._then()

    def _is_quiet(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
        if before.get("told") != now["told"] or before.get("next") != now["next"]:
            return False
        kept = {row.call.id for row in self._phone.log.pending(waiting=False)}
        waiting = sum(call.id in kept for call in self._player.waiting_calls())
        return bool(now["open"] <= waiting) and not self._player.is_loading()

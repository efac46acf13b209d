"""Opens the pages again that were open when the phone's page ended unexpectedly."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from renderer.host.launch import Launch
from renderer.host.player import AppState, Player


class Reopening(QObject):
    """Follows one start: each page that is ready opens the next one, until all are there.

    It gives up as soon as the app goes another way than before.
    """

    def __init__(self, player: Player, left: AppState) -> None:
        """``left`` is where the run before ended; ``player`` has not started yet."""
        super().__init__(player)
        self._player = player
        self._stack = left.stack
        self._queries = (*left.queries, *[""] * (len(left.stack) - len(left.queries)))
        self._opened = 1
        if len(self._stack) > 1:
            player.state_changed.connect(self._on_state_changed)

    def first(self, launch: Launch) -> Launch:
        """Return a start like ``launch`` on the page at the bottom."""
        if not self._stack:
            return launch
        # As WeChat does, a query stays encoded as it was written.
        pairs = (part.partition("=") for part in self._queries[0].split("&") if part)
        query = {name: value for name, _equals, value in pairs}
        return replace(launch, path=self._stack[0], query=query)

    def _on_state_changed(self, state: AppState) -> None:
        if not state.stack:
            return
        expected = self._stack[: self._opened]
        if state.stack != expected:
            if len(state.stack) >= self._opened:
                self._end()
            return
        if state.ready != expected[-1]:
            return
        if self._opened == len(self._stack):
            self._end()
            return
        route, query = self._stack[self._opened], self._queries[self._opened]
        self._opened += 1
        url = f"/{route}?{query}" if query else f"/{route}"
        message = {"type": "navigate", "action": "navigateTo", "url": url, "delta": 0}
        self._player.receive(message)

    def _end(self) -> None:
        self._player.state_changed.disconnect(self._on_state_changed)
        self.deleteLater()

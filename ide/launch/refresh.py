"""Brings each compiled step to the running mini-program, at once or when the person asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ide.project.builder import KINDS, Build


class Updates(Protocol):
    """A player that can take over a new generation."""

    def update(self, kind: str, stale: Sequence[str], *, keep: bool = True) -> None:
        """Show the bundle's new generation."""
        ...


class PhoneRefresh(QObject):
    """Holds steps back while the phone does not refresh by itself."""

    waiting_changed = Signal(bool)  # whether the phone is behind what is compiled

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.automatic = True
        """Whether the phone follows at once; else it waits for :meth:`refresh_now`."""
        self.keep = True
        """Whether pages keep their data over an edit of scripts."""
        self._player: Updates | None = None
        self._kind = KINDS[0]
        self._stale: set[str] = set()

    @property
    def waiting(self) -> bool:
        """Whether something is compiled that the phone does not show."""
        return self._kind != KINDS[0]

    def follow(self, player: Updates | None) -> None:
        """Refresh another player, which starts with all that is compiled."""
        self._player = player
        self.started_afresh()

    def started_afresh(self) -> None:
        """The mini-program starts anew, with all that is compiled: nothing waits any more."""
        was, self._kind = self.waiting, KINDS[0]
        self._stale.clear()
        if was:
            self.waiting_changed.emit(False)

    def take(self, build: Build) -> None:
        """Take a compiled step, and bring it to the phone unless it has to wait."""
        was = self.waiting
        self._kind = max(self._kind, build.kind, key=KINDS.index)
        self._stale.update(build.stale)
        if self.automatic:
            self.refresh_now()
        elif not was:
            self.waiting_changed.emit(True)

    def refresh_now(self) -> None:
        """Let the phone show all that is compiled; pages and routes stay."""
        if not self.waiting:
            return
        kind, stale = self._kind, sorted(self._stale)
        self.started_afresh()
        if self._player is not None:
            self._player.update(kind, stale, keep=self.keep)

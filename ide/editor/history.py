"""The places somebody looked at one after the other, to go back and forward among them (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 60
_NEAR_LINES = 10


@dataclass(frozen=True)
class Place:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def is_near(self, other: Place) -> bool:
        """Whether going from one to the other is no jump."""
        return self.path == other.path and abs(self.line - other.line) <= _NEAR_LINES


class History:
    """Like a browser's: a new place after going back forgets what lay ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place looked at now."""
        return self._places[self._at] if self._places else None

    def visit(self, place: Place) -> None:
        """Note where the cursor is; a small step moves the present place along."""
        here = self.here
        if here is not None and here.is_near(place):
            self._places[self._at] = place
            return
        self._places = [*self._places[: self._at + 1], place][-_MOST:]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """Go to the place before; None when there is none."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """Go to the place that was left by going back; None when there is none."""
        return self._step(1)

    def clear(self) -> None:
        """Forget every place."""
        self._places.clear()
        self._at = -1

    def _step(self, by: int) -> Place | None:
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]

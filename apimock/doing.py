"""Tells what the phone does by itself from what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apimock.clock import Clock


class Doing:
    """Whether the phone is at work: for a call, a timer, an answer, a change of its state.

    What changes while it is not was changed from outside, by a person or a scenario.
    """

    def __init__(self) -> None:
        self._depth = 0

    @property
    def active(self) -> bool:
        """Whether the phone itself is at work."""
        return self._depth > 0

    @contextmanager
    def own(self) -> Iterator[None]:
        """What happens inside is the phone's own doing."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1


class OwnTime:
    """The clock as the phone's own parts have it: what its timers do is the phone's doing."""

    def __init__(self, clock: Clock, doing: Doing) -> None:
        self.clock = clock
        self._doing = doing

    def now(self) -> float:
        return self.clock.now()

    def later(self, delay: float, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            with self._doing.own():
                action()

        return self.clock.later(delay, run)


class Numbers:
    """Numbers given out one after the other, which can be gone on with in another process."""

    def __init__(self, first: int = 1) -> None:
        self.coming = first
        """The number that is given out next."""

    def __next__(self) -> int:
        self.coming += 1
        return self.coming - 1

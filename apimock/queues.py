"""Outcomes set out beforehand for the next calls of an API: the track a scenario plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from apimock.rules import End, Scripted

__all__ = ["End", "Queues"]


class Queues:
    """One queue of outcomes an API; an empty queue leaves the call to the phone."""

    def __init__(self) -> None:
        self._queues: dict[str, tuple[tuple[Scripted, ...], End, int]] = {}
        self._listeners: list[Callable[[], None]] = []

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` whenever a queue is set or moves on."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def set(self, api: str, outcomes: Sequence[Scripted], end: End = End.FALL_BACK) -> None:
        """Lay out outcomes for the next calls of ``api``; none clears the queue."""
        if outcomes:
            self._queues[api] = (tuple(outcomes), end, 0)
        else:
            self._queues.pop(api, None)
        self._tell()

    def remaining(self, api: str) -> tuple[Scripted, ...]:
        """What is still to come for ``api``."""
        outcomes, _, at = self._queues.get(api, ((), End.FALL_BACK, 0))
        return outcomes[at:]

    def take(self, api: str) -> Scripted | None:
        """The outcome for the next call, which is used up by this."""
        if api not in self._queues:
            return None
        outcomes, end, at = self._queues[api]
        taken = outcomes[at]
        at += 1
        if at < len(outcomes):
            self._queues[api] = (outcomes, end, at)
        elif end is End.CYCLE:
            self._queues[api] = (outcomes, end, 0)
        elif end is End.FALL_BACK:
            del self._queues[api]
        self._tell()
        return taken

    def laid(self) -> Mapping[str, tuple[tuple[Scripted, ...], str, int]]:
        """Every queue: its outcomes, what follows the last, and which comes next."""
        return {api: (outcomes, str(end), at) for api, (outcomes, end, at) in self._queues.items()}

    def lay(self, queues: Mapping[str, tuple[tuple[Scripted, ...], str, int]]) -> None:
        """Lay all queues out as :meth:`laid` told them; others are cleared."""
        self._queues = {
            api: (outcomes, End(end), at) for api, (outcomes, end, at) in queues.items()
        }
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

"""Where time that stands still while an app works goes next (no Qt)."""

from __future__ import annotations

import math
from dataclasses import dataclass

TICK_MS = 40.0
"""How finely time moves where a person looks on: 25 pictures a second."""
_QUANTUM_MS, _MOST_QUANTUM_MS = TICK_MS, 10_000.0
"""Timers of the app within this time run in one go: animations take forever otherwise."""
_ROUNDS = 100
"""About how many moves a stretch without a step is divided into."""


@dataclass(frozen=True)
class Due:
    """What waits for time to move: when timers of phone and app are due, and whether it draws."""

    phone: float | None = None
    app: float | None = None
    drawing: bool = False


def next_moment(now: float, due: Due, begun: float, tick: float | None) -> float | None:
    """When something happens next, ms since 1970; None when nothing waits for time.

    With a tick everything runs at moments that lie ``tick`` apart from ``begun`` on, so that a
    recording and its replays stop at the same ones, whatever else has a timer. Without, the phone's
    timers run at their very time and the app's in a few moves, the longer the way to the phone's.
    """
    if tick is not None:
        wanted = [time for time in (due.phone, due.app) if time is not None]
        if due.drawing:
            wanted.append(now)
        # What the app waits for needs time to move; the phone's may be due already.
        least = tick_after(now + 1e-6, begun, tick)
        return max(least, tick_after(min(wanted), begun, tick)) if wanted else None
    found = [due.phone] if due.phone is not None else []
    if due.app is not None or due.drawing:
        wanted_app = due.app if due.app is not None and not due.drawing else now
        gap = (due.phone - now) / _ROUNDS if due.phone is not None else 0.0
        move = min(max(_QUANTUM_MS, gap), _MOST_QUANTUM_MS)
        found.append(max(wanted_app, now + move))
    return min(found) if found else None


def tick_after(time: float, begun: float, tick: float) -> float:
    """The first tick at ``time`` or after it."""
    return begun + math.ceil((time - begun) / tick - 1e-9) * tick


def tick_before(time: float, begun: float, tick: float) -> float:
    """The last tick at ``time`` or before it."""
    return begun + math.floor((time - begun) / tick + 1e-9) * tick

"""Faults by chance: a share of the calls fails, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

from apimock.calls import Call
from apimock.rules.conditions import names
from apimock.rules.model import Scripted
from apimock.spec import find

FAIL = Scripted("fail")


@dataclass(frozen=True)
class Fault:
    """``share`` (0–1) of the calls it means end with ``outcome``.

    ``api`` and ``host`` (of the call's address) are globs or ``/regular expressions/``;
    ``family`` is a category of the reference (``network``, ``device``, ``location``, …). With
    ``outcomes`` chance also picks which. One that strikes does so ``burst`` times in a row.
    """

    api: str = "*"
    share: float = 0.0
    outcome: Scripted = FAIL
    host: str = ""
    family: str = ""
    outcomes: tuple[Scripted, ...] = ()
    burst: int = 1
    enabled: bool = True


class Faults:
    """The faults in force.

    Whether the n-th call a fault means fails depends on ``seed``, the fault's place and n only,
    so other calls and other chance do not shift it.
    """

    def __init__(self) -> None:
        self.seed = 0
        self._faults: tuple[Fault, ...] = ()
        self._seen: dict[int, int] = {}
        self._burst: dict[int, int] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def all(self) -> tuple[Fault, ...]:
        return self._faults

    def replace(self, faults: Sequence[Fault], seed: int | None = None) -> None:
        """Put these faults in force and begin anew. Raises ValueError for numbers that are none."""
        for fault in faults:
            if not 0 <= fault.share <= 1:
                raise ValueError(f"the share of {fault.api} should be between 0 and 1")
            if fault.burst < 1:
                raise ValueError(f"the burst of {fault.api} should be 1 or more")
        self._faults = tuple(faults)
        self.seed = self.seed if seed is None else seed
        self._seen.clear()
        self._burst.clear()
        for listener in tuple(self._listeners):
            listener()

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` whenever the faults are replaced; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def counts(self) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """How many calls each fault has seen, and how many of a burst are still to come."""
        return dict(self._seen), dict(self._burst)

    def go_on(self, seen: Mapping[int, int], burst: Mapping[int, int]) -> None:
        """Go on counting from here, as a snapshot says."""
        self._seen, self._burst = dict(seen), dict(burst)

    def draw(self, call: Call) -> Scripted | None:
        """The outcome chance has for a call, None for its normal course."""
        for place, fault in enumerate(self._faults):
            if fault.enabled and _means(fault, call):
                struck = self._draw(place, fault)
                if struck is not None:
                    return struck
        return None

    def _draw(self, place: int, fault: Fault) -> Scripted | None:
        count = self._seen[place] = self._seen.get(place, 0) + 1
        random = Random(f"{self.seed}:{place}:{count}")
        if self._burst.get(place, 0) > 0:
            self._burst[place] -= 1
        elif random.random() < fault.share:
            self._burst[place] = fault.burst - 1
        else:
            return None
        return random.choice(fault.outcomes) if fault.outcomes else fault.outcome


def _means(fault: Fault, call: Call) -> bool:
    if not names(fault.api, call.name):
        return False
    if fault.family:
        spec = find(call.name)
        if spec is None or spec.category != fault.family:
            return False
    return not fault.host or names(fault.host, host_of(call))


def host_of(call: Call) -> str:
    """The host of a call's address, '' for none."""
    url = call.params.get("url")
    try:
        return (urlsplit(url).hostname or "").lower() if isinstance(url, str) else ""
    except ValueError:
        return ""

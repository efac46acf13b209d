"""Faults by chance: a share of the calls of an API fails, the same ones for the same seed."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from apimock.calls import Call
from apimock.rules import Scripted

FAIL = Scripted("fail")


@dataclass(frozen=True)
class Fault:
    """``share`` (0–1) of the calls whose name fits the glob ``api`` end with ``outcome``."""

    api: str
    share: float
    outcome: Scripted = FAIL


class Faults:
    """The faults in force; each fitting call draws once a fault, in their order."""

    def __init__(self) -> None:
        self._faults: tuple[Fault, ...] = ()

    @property
    def all(self) -> tuple[Fault, ...]:
        return self._faults

    def replace(self, faults: Sequence[Fault]) -> None:
        """Put these faults in force. Raises ValueError for a share that is none."""
        for fault in faults:
            if not 0 <= fault.share <= 1:
                raise ValueError(f"the share of {fault.api} should be between 0 and 1")
        self._faults = tuple(faults)

    def draw(self, call: Call, random: Random) -> Scripted | None:
        """The outcome chance has for a call, None for its normal course."""
        for fault in self._faults:
            if fnmatch.fnmatchcase(call.name, fault.api) and random.random() < fault.share:
                return fault.outcome
        return None

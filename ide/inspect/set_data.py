"""The record of ``setData`` calls, and which of them cost too much (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ide.inspect.limits import limit

LARGE = 256 * 1024
"""Bytes above which WeChat's own audit complains."""
MOST_A_SECOND = 20
_KEPT = 1000


@dataclass(frozen=True)
class SetDataCall:
    """One call; times in milliseconds."""

    number: int
    time: float
    """Since 1970."""
    owner: str
    """Path of the page or component."""
    page: str
    paths: tuple[str, ...]
    size: int
    """Bytes of the data as JSON."""
    logic: float
    """Until the tree of the logic had it."""
    shown: float | None
    """Until the page showed it; None while it does not."""
    trouble: str = ""
    """Key of the text that says what is wrong with it, empty when nothing is."""


class SetDataLog:
    """The last calls by their number."""

    def __init__(self) -> None:
        self._calls: dict[int, SetDataCall] = {}

    @property
    def last(self) -> int:
        """The number of the last call, 0 without one."""
        return max(self._calls, default=0)

    def clear(self) -> None:
        """Forget all."""
        self._calls.clear()

    def take(self, rows: Iterable[Mapping[str, Any]]) -> list[SetDataCall]:
        """Take calls as the runtime tells them; return those that are new or changed."""
        fresh = []
        for row in rows:
            call = SetDataCall(
                number=int(row["number"]),
                time=float(row["time"]),
                owner=str(row["owner"]),
                page=str(row["page"]),
                paths=tuple(str(path) for path in row["paths"]),
                size=int(row["bytes"]),
                logic=float(row["ms"]),
                shown=None if row["shown"] is None else float(row["shown"]),
                trouble=self._trouble(row),
            )
            if self._calls.get(call.number) != call:
                self._calls[call.number] = call
                fresh.append(call)
        for number in sorted(self._calls)[:-_KEPT]:
            del self._calls[number]
        return fresh

    def _trouble(self, row: Mapping[str, Any]) -> str:
        if row["bytes"] > limit("setData.maxSize"):
            return "appdata.too_large"
        if row["bytes"] > LARGE:
            return "appdata.large"
        number, time = int(row["number"]), float(row["time"])
        before = self._calls.get(number - MOST_A_SECOND)
        return "appdata.frequent" if before is not None and time - before.time < 1000 else ""

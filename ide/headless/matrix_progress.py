"""What ``matrix`` says while it draws and when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from ide.matrix.plan import Cell, Plan
from ide.matrix.record import Shot

_EVERY_S = 10.0
"""How often progress is told where nobody sees a line change."""
_LINE = 78
_MOST_ERRORS = 3


class Progress:
    """Tells how far a run is; at a terminal on one line that changes."""

    def __init__(self, out: TextIO, plan: Plan, left: int, jobs: int, *, resumed: int) -> None:
        self._out = out
        self._left = left
        self._live = out.isatty()
        self._done = 0
        self._bad = 0
        self._began = self._told = monotonic()
        axes = {
            "page": plan.pages,
            "device": plan.devices,
            "theme": plan.themes,
            "language": plan.languages,
            "scenario": plan.states,
        }
        shown = " × ".join(_count(len(axis), name) for name, axis in axes.items())
        self._say(f"{shown} = {_count(plan.count, 'picture')}, {_count(jobs, 'worker')}")
        if resumed:
            self._say(f"{resumed} of them were drawn before")

    def drawn(self, cell: Cell, shot: Shot) -> None:
        """A cell is done; one that is not good is told at once."""
        self._done += 1
        record = shot.record
        if record.status != "ok":
            self._bad += 1
            self._say(f"{record.status:8} {cell.key}")
            for error in record.errors[:_MOST_ERRORS]:
                place = f" ({error['file']}:{error['line']})" if error["file"] else ""
                words = (str(error["message"]).splitlines() or [""])[0][:160]
                self._say(f"         {error['kind']}: {words}{place}")
        now = monotonic()
        if self._live or now - self._told >= _EVERY_S:
            self._told = now
            pace = self._done / max(now - self._began, 1e-9)
            line = f"{self._done}/{self._left}  {pace:.2f} pages/s  {self._bad} not good"
            self._out.write(f"\r{line:{_LINE}}" if self._live else f"{line}\n")
            self._out.flush()

    def end(self) -> float:
        """Return the seconds that the drawing took."""
        return monotonic() - self._began

    def tell_end(self, document: Mapping[str, Any], facts: Mapping[str, Any], sheet: Path) -> None:
        """Say what came of the run."""
        totals = document["totals"]
        bad = totals["cells"] - totals["ok"]
        told = f"{_count(totals['cells'], 'picture')}: {totals['ok']} good, {bad} not good"
        if document["compared"]:
            told += f"; {totals['changed']} changed, {totals['new']} new, {totals['gone']} gone"
        self._say(told)
        for row in document["cells"]:
            change = row["change"]
            if change["kind"] == "changed":
                share = f" {change['share']:.2f} %" if "picture" in change["what"] else ""
                self._say(f"changed  {row['key']}  ({', '.join(change['what'])}{share})")
        self._say(
            f"{facts['seconds']:.1f} s, {facts['pages_per_s']:.2f} pages/s with "
            f"{_count(facts['workers'], 'worker')}, "
            f"{facts['pages_per_s_per_core']:.2f} pages/s/core"
        )
        self._say(f"sheet: {sheet}")

    def _say(self, text: str) -> None:
        clear = f"\r{'':{_LINE}}\r" if self._live else ""
        self._out.write(f"{clear}{text}\n")
        self._out.flush()


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"

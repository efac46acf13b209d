"""What ``matrix`` says while it draws and when it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from ide.matrix.plan import Cell, Plan
from ide.matrix.record import Record, Shot

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
        self._bad_pages: set[tuple[str, ...]] = set()
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
        """A cell is done; the first of a page that ends this way is told at once."""
        self._done += 1
        if shot.record.status != "ok":
            self._bad += 1
            self._tell_bad(cell, shot.record)
        now = monotonic()
        if self._live or now - self._told >= _EVERY_S:
            self._told = now
            pace = self._done / max(now - self._began, 1e-9)
            line = f"{self._done}/{self._left}  {pace:.2f} pages/s  {self._bad} not good"
            self._out.write(f"\r{line:{_LINE}}" if self._live else f"{line}\n")
            self._out.flush()

    def _tell_bad(self, cell: Cell, record: Record) -> None:
        lines = []
        for error in record.errors[:_MOST_ERRORS]:
            place = f" ({error['file']}:{error['line']})" if error["file"] else ""
            words = (str(error["message"]).splitlines() or [""])[0][:160]
            lines.append(f"         {error['kind']}: {words}{place}")
        told = (cell.page.name, record.status, *lines)
        if told not in self._bad_pages:
            self._bad_pages.add(told)
            self._say("\n".join((f"{record.status:8} {cell.key}", *lines)))

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
        self._tell_changes(document["cells"])
        self._say(
            f"{facts['seconds']:.1f} s, {facts['pages_per_s']:.2f} pages/s with "
            f"{_count(facts['workers'], 'worker')}, "
            f"{facts['pages_per_s_per_core']:.2f} pages/s/core"
        )
        self._say(f"sheet: {sheet}")

    def _tell_changes(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Say which pages changed in how many pictures, and how much at most."""
        changes: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            if row["change"]["kind"] == "changed":
                page = f"{row['page']}?{row['query']}".rstrip("?")
                changes.setdefault(page, []).append(row["change"])
        for page, found in changes.items():
            what = ", ".join(dict.fromkeys(name for one in found for name in one["what"]))
            most = max(one["share"] for one in found)
            share = f", up to {most:.2f} % of the picture" if most else ""
            self._say(f"changed  {page}  {_count(len(found), 'picture')}: {what}{share}")

    def _say(self, text: str) -> None:
        clear = f"\r{'':{_LINE}}\r" if self._live else ""
        self._out.write(f"{clear}{text}\n")
        self._out.flush()


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"

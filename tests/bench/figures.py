"""What the benches measure, and how it is printed: ratios first, absolute times beside them."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

HEADINGS = ("what", "ratio", "p50", "p95", "budget")


@dataclass(frozen=True)
class Figure:
    """One measured thing. ``ratio`` is to the baseline that was measured in between."""

    what: str
    p50: float
    p95: float | None = None
    ratio: float | None = None
    unit: str = "ms"
    budget: str = ""


@dataclass(frozen=True)
class Table:
    """The figures of one bench; the baseline is its first row."""

    title: str
    baseline: str
    figures: Sequence[Figure]
    notes: Sequence[str] = field(default_factory=tuple)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share (0 to 1) of the values lies; the nearest one."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def figure(
    what: str,
    values: Sequence[float],
    baseline: Sequence[float] | None = None,
    *,
    budget: str = "",
    unit: str = "ms",
) -> Figure:
    """Sum up the repeats of a measurement; p95 only where there are enough of them to tell."""
    middle = statistics.median(values)
    ratio = middle / statistics.median(baseline) if baseline else None
    p95 = percentile(values, 0.95) if len(values) >= 20 else None
    return Figure(what, middle, p95, ratio, unit, budget)


def render(table: Table) -> str:
    """Return the table as text, its columns aligned."""
    rows = [HEADINGS, *(_cells(entry) for entry in table.figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [f"{table.title}  (1× = {table.baseline})"]
    for row in rows:
        first, *numbers, budget = row
        cells = [first + " " * (widths[0] - _width(first))]
        cells += [
            " " * (width - _width(text)) + text
            for text, width in zip(numbers, widths[1:-1], strict=True)
        ]
        lines.append("  ".join((*cells, budget)).rstrip())
    lines += [f"· {note}" for note in table.notes]
    return "\n".join(lines)


def to_json(table: Table) -> dict[str, Any]:
    """Return the table as JSON values."""
    return asdict(table)


def from_json(value: dict[str, Any]) -> Table:
    """Read what :func:`to_json` wrote."""
    figures = [Figure(**entry) for entry in value["figures"]]
    return Table(value["title"], value["baseline"], figures, value["notes"])


def _cells(entry: Figure) -> tuple[str, str, str, str, str]:
    ratio = f"{entry.ratio:.2f}×" if entry.ratio is not None else "–"
    p95 = _number(entry.p95, entry.unit) if entry.p95 is not None else ""
    return entry.what, ratio, _number(entry.p50, entry.unit), p95, entry.budget


def _number(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

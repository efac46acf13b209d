"""Divides a rectangle among weights so that the pieces are about square (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float


def divide(weights: Sequence[float], area: Area) -> list[Area]:
    """Return an area for each weight, in proportion; heaviest first gives the best shapes.

    After Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000): a row along the shorter side
    grows as long as its pieces become no longer and thinner.
    """
    total = sum(weights)
    if total <= 0 or area.width <= 0 or area.height <= 0:
        return [Area(area.left, area.top, 0, 0) for _ in weights]
    scale = area.width * area.height / total
    sizes = [weight * scale for weight in weights]
    found: list[Area] = []
    rest = area
    start = 0
    while start < len(sizes):
        side = min(rest.width, rest.height)
        end = start + 1
        while end < len(sizes) and _worst(sizes[start : end + 1], side) <= _worst(
            sizes[start:end], side
        ):
            end += 1
        row, rest = _lay(sizes[start:end], rest)
        found += row
        start = end
    return found


def _worst(row: Sequence[float], side: float) -> float:
    """Return the ratio of the longest and thinnest piece of a row along ``side``."""
    total, least, most = sum(row), min(row), max(row)
    if side <= 0 or least <= 0:
        return float("inf")
    return max(side**2 * most / total**2, total**2 / (side**2 * least))


def _lay(row: Sequence[float], area: Area) -> tuple[list[Area], Area]:
    """Place a row at the shorter side; return its pieces and what is left."""
    total = sum(row)
    pieces = []
    if area.width >= area.height:
        depth = total / area.height if area.height else 0
        at = area.top
        for size in row:
            length = size / depth if depth else 0
            pieces.append(Area(area.left, at, depth, length))
            at += length
        return pieces, Area(area.left + depth, area.top, max(0, area.width - depth), area.height)
    depth = total / area.width
    at = area.left
    for size in row:
        length = size / depth if depth else 0
        pieces.append(Area(at, area.top, length, depth))
        at += length
    return pieces, Area(area.left, area.top + depth, area.width, max(0, area.height - depth))

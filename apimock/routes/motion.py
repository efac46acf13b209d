"""Recorded movements: accelerometer, gyroscope, attitude and compass from a CSV file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from apimock.routes.points import check_count
from apimock.routes.table import Row, Table, read_table
from apimock.routes.track import RouteError

Axes = tuple[float, float, float]
_GROUPS = {
    "acceleration": ("ax", "ay", "az"),
    "rotation": ("gx", "gy", "gz"),
    "attitude": ("alpha", "beta", "gamma"),
}
_STANDARD_GRAVITY = 9.80665


@dataclass(frozen=True, slots=True)
class MotionSample:
    """What the sensors told at a moment: g, rad/s, degrees; None is what the file does not tell."""

    t_ms: float
    acceleration: Axes | None = None
    rotation: Axes | None = None
    attitude: Axes | None = None
    heading: float | None = None


@dataclass(frozen=True)
class MotionTrack:
    """A movement, at least one sample, in the order of time."""

    name: str
    samples: tuple[MotionSample, ...]

    @property
    def duration_ms(self) -> float:
        """From the first sample to the last."""
        return self.samples[-1].t_ms


def read_motion(data: bytes, name: str) -> MotionTrack:
    """A movement from a CSV file with columns such as ``t_ms, ax, ay, az`` or ``alpha, beta``.

    Units stand in the header (``ax (m/s²)``, ``alpha (rad)``). Where they do not, accelerations
    whose median is above 4 are in m/s², rotations above 40 in deg/s, angles within ±2π in radians.
    Rows without a time column are 20 ms apart. Raises RouteError.
    """
    table = read_table(data, name, "motion")
    known = {group for group, axes in _GROUPS.items() if set(axes) <= set(table.columns)}
    if not known and "heading" not in table.columns:
        said = "no column tells of a movement"
        remedy = (
            "name three columns ax, ay, az, or gx, gy, gz, or alpha, beta, gamma, or one heading"
        )
        raise RouteError(name, said, remedy, line=1)
    samples = _samples(table, known)
    if not samples:
        raise RouteError(name, "it holds no row", "record some seconds of movement")
    start = min(sample.t_ms for sample in samples)
    ordered = sorted(samples, key=lambda sample: sample.t_ms)
    shifted = [replace(sample, t_ms=sample.t_ms - start) for sample in ordered]
    return MotionTrack(name, tuple(_in_our_units(shifted, table)))


def _samples(table: Table, known: set[str]) -> list[MotionSample]:
    samples: list[MotionSample] = []
    timed = "time" in table.columns
    for index, row in enumerate(table.rows):
        time = row.time() if timed else index * 20.0
        if time is None:
            remedy = "give every row a time or none"
            raise RouteError(row.file, "a time is missing", remedy, line=row.line, field="time")
        groups = {group: _axes(row, _GROUPS[group]) for group in known}
        samples.append(MotionSample(time, heading=row.number("heading"), **groups))
        check_count(row.file, len(samples), row.line)
    return samples


def _axes(row: Row, names: Sequence[str]) -> Axes | None:
    values = [row.number(name) for name in names]
    if any(value is None for value in values):
        return None
    x, y, z = (value or 0.0 for value in values)
    return x, y, z


def _in_our_units(samples: list[MotionSample], table: Table) -> list[MotionSample]:
    factors = {
        "acceleration": _guess(samples, table, "acceleration", 4.0, 1 / _STANDARD_GRAVITY),
        "rotation": _guess(samples, table, "rotation", 40.0, math.radians(1)),
    }
    if table.columns.get("alpha") and table.columns["alpha"].factor is None:
        angles = [abs(value) for sample in samples for value in sample.attitude or ()]
        turned = angles and max(angles) <= 2 * math.pi + 0.01 and max(angles) > 0
        factors["attitude"] = math.degrees(1) if turned else 1.0
    return [_scaled(sample, factors) for sample in samples]


def _guess(
    samples: list[MotionSample], table: Table, group: str, limit: float, factor: float
) -> float:
    column = table.columns.get(_GROUPS[group][0])
    if column is None or column.factor is not None:
        return 1.0
    lengths = sorted(
        math.hypot(*axes) for sample in samples if (axes := getattr(sample, group)) is not None
    )
    if not lengths:
        return 1.0
    typical = lengths[len(lengths) // 2] if group == "acceleration" else lengths[-1]
    return factor if typical > limit else 1.0


def _scaled(sample: MotionSample, factors: Mapping[str, float]) -> MotionSample:
    changes: dict[str, Axes] = {}
    for group, factor in factors.items():
        axes: Axes | None = getattr(sample, group)
        if axes is not None and factor != 1.0:
            changes[group] = (axes[0] * factor, axes[1] * factor, axes[2] * factor)
    return replace(sample, **changes)  # type: ignore[arg-type]

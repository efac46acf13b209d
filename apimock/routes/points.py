"""Gathers the points of a file into a track: checks degrees, makes times relative, sorts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from apimock.routes.track import SAMPLE_LIMIT, RouteError, Sample, Track


@dataclass(frozen=True, slots=True)
class Point:
    """A sample as read: ``time`` in ms since 1970 (or any start), None when it has none."""

    sample: Sample
    time: float | None = None


def degrees(file: str, line: int, field: str, text: object, limit: float) -> float:
    """A coordinate; raises RouteError when the text is none."""
    value = number(file, line, field, text, f"write degrees from -{limit:g} to {limit:g}")
    if not -limit <= value <= limit:
        raise RouteError(
            file,
            f"{value:g}° lies outside -{limit:g}…{limit:g}",
            "check the order of latitude and longitude",
            line=line,
            field=field,
        )
    return value


def number(file: str, line: int, field: str, text: object, remedy: str) -> float:
    """A finite number; raises RouteError with this remedy when the text is none."""
    try:
        value = float(text) if isinstance(text, (int, float, str)) else math.nan
    except (ValueError, OverflowError):
        value = math.nan
    if isinstance(text, bool) or not math.isfinite(value):
        shown = str(text).strip()[:40]
        said = f"“{shown}” is no number" if shown else "a number is missing"
        raise RouteError(file, said, remedy, line=line, field=field)
    return value


def moment(file: str, line: int, field: str, text: str) -> float:
    """ms since 1970 of an ISO 8601 time (UTC when it names no zone); raises RouteError."""
    try:
        found = datetime.fromisoformat(text.strip())
        zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
        return zoned.timestamp() * 1000
    except (ValueError, OverflowError) as error:
        raise RouteError(
            file,
            f"“{text.strip()[:40]}” is no time",
            "write it like 2026-05-01T08:00:00Z",
            line=line,
            field=field,
        ) from error


def milliseconds(value: float) -> float:
    """A time told as a bare number: seconds since 1970 become ms, anything else is ms already."""
    return value * 1000 if 1e9 <= abs(value) < 1e11 else value


def check_count(file: str, count: int, line: int = 0) -> None:
    """Raise RouteError when a file holds more samples than a track may."""
    if count > SAMPLE_LIMIT:
        raise RouteError(
            file,
            f"it holds more than {SAMPLE_LIMIT:,} samples",
            "cut it into parts or keep every other sample",
            line=line,
        )


def track_of(file: str, name: str, points: Sequence[Point], wanted: str) -> Track:
    """The track of these points; ``wanted`` says what the file should have held."""
    if not points:
        raise RouteError(file, "it holds no position", f"give it {wanted}")
    times = _filled([point.time for point in points])
    if times is None:
        samples = tuple(_at(point.sample, 0.0) for point in points)
        return Track(name, samples, has_times=False)
    start = min(times)
    placed = [_at(point.sample, time - start) for point, time in zip(points, times, strict=True)]
    return Track(name, tuple(sorted(placed, key=lambda sample: sample.t_ms)), has_times=True)


def _at(sample: Sample, t_ms: float) -> Sample:
    """The sample at another time; files hold so many that ``replace`` would take long."""
    return Sample(
        t_ms,
        sample.latitude,
        sample.longitude,
        sample.altitude,
        sample.speed,
        sample.accuracy,
        sample.heading,
    )


def _filled(times: Sequence[float | None]) -> list[float] | None:
    """Times with the missing ones spread between their neighbours; None when there are none."""
    known = [index for index, time in enumerate(times) if time is not None]
    if not known:
        return None
    filled = [0.0 if time is None else time for time in times]
    filled[: known[0]] = [filled[known[0]]] * known[0]
    for left, right in pairwise(known):
        step = (filled[right] - filled[left]) / (right - left)
        for index in range(left + 1, right):
            filled[index] = filled[left] + step * (index - left)
    filled[known[-1] :] = [filled[known[-1]]] * (len(filled) - known[-1])
    return filled

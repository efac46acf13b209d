"""Reads the files a track's source names: routes through the routes' reader, tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apimock.routes.reader import read_track
from apimock.scenario.model import Sample

_TIME = {"t": 1.0, "ms": 1.0, "t_ms": 1.0, "time_ms": 1.0, "s": 1000.0, "seconds": 1000.0}
_POSITION = ("latitude", "longitude", "altitude", "speed", "accuracy", "heading")
_PER_G = {"": 1.0, "g": 1.0, "m/s2": 1 / 9.80665, "m/s²": 1 / 9.80665}
_PER_RAD = {"rad/s": 1.0, "deg/s": 0.017453292519943295, "°/s": 0.017453292519943295}


@dataclass(frozen=True)
class TableSample:
    """A row of a table."""

    t_ms: float
    values: Mapping[str, Any] = field(default_factory=dict)


def read_samples(
    data: bytes, name: str, /, *, columns: Mapping[str, str] | None = None, unit: str = ""
) -> list[Sample]:
    """The samples of a file. Raises ValueError naming line and column.

    With ``columns`` (value → column) it is a table of sensor values; without, a route.
    """
    if columns:
        return read_table(data, name, columns, unit)
    return read_route(data, name)


def read_route(data: bytes, name: str) -> list[Sample]:
    """The positions of a GPX, KML, GeoJSON or CSV file.

    Raises ValueError naming what is wrong and where.
    """
    found: list[Sample] = []
    for sample in read_track(data, name).samples:
        values = {each: getattr(sample, each) for each in _POSITION}
        known = {each: value for each, value in values.items() if value is not None}
        found.append(TableSample(sample.t_ms, known))
    return found


def read_table(data: bytes, name: str, columns: Mapping[str, str], unit: str = "") -> list[Sample]:
    """The rows of a CSV file with a header; times begin at the first row."""
    factor = {**_PER_G, **_PER_RAD}.get(unit)
    if factor is None:
        raise ValueError(f"{name}: the unit “{unit}” is not known (g, m/s2, rad/s, deg/s)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{name} is no text in UTF-8") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    header = [column.strip() for column in rows.fieldnames or ()]
    rows.fieldnames = header
    for value, column in columns.items():
        if column not in header:
            raise ValueError(
                f"{name}:1: there is no column “{column}” for {value} ({head.strip()})"
            )
    if "t" not in columns:
        raise ValueError(f"{name}: “map” names no column for t")
    scale = _TIME.get(columns["t"].lower(), 1.0)
    found: list[Sample] = []
    for row in rows:
        cells = {
            value: _cell(row, column, name, rows.line_num) for value, column in columns.items()
        }
        time = cells.pop("t") * scale
        values = {value: number * factor for value, number in cells.items()}
        found.append(TableSample(time, values))
    if not found:
        raise ValueError(f"{name} has no rows")
    begun = found[0].t_ms
    return [TableSample(sample.t_ms - begun, sample.values) for sample in found]


def _cell(row: Mapping[str, Any], column: str, name: str, line: int) -> float:
    text = (row.get(column) or "").strip()
    try:
        return float(text)
    except ValueError as error:
        raise ValueError(f"{name}:{line}: “{text}” in column {column} is no number") from error

"""Reads a route from a file of any of the usual kinds."""

from __future__ import annotations

from collections.abc import Callable

from apimock.routes.geojson import read_geojson
from apimock.routes.gpx import read_gpx
from apimock.routes.kml import read_kml
from apimock.routes.points import Point, check_count, degrees, track_of
from apimock.routes.table import Row, read_table
from apimock.routes.track import RouteError, Sample, Track

LIMIT = 128 * 1024 * 1024
"""Bytes a route may have."""


def read_track(
    data: bytes, name: str, told: Callable[[float], None] = lambda _share: None
) -> Track:
    """The way a GPX, KML, GeoJSON or CSV file describes, told apart by what it holds.

    ``name`` is the file's name, for messages; ``told`` hears how much of GPX and KML is read
    (0–1). Raises RouteError, which names file, line, field and remedy.
    """
    if len(data) > LIMIT:
        said = f"it has {len(data) / 1e6:.0f} MB, and a route may have {LIMIT / 1e6:.0f}"
        raise RouteError(name, said, "cut it into parts or keep every other sample")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise RouteError(name, "it is packed", "unpack it and choose the file inside")
    if head.startswith(b"<") or data[:4] in {b"\xff\xfe<\0", b"\xfe\xff\0<"}:
        read = read_kml if _is_kml(head, name) else read_gpx
        return read(data, name, told)
    if head.startswith((b"{", b"[")):
        return read_geojson(data, name)
    return read_csv(data, name)


def _is_kml(head: bytes, name: str) -> bool:
    text = head.replace(b"\0", b"").lower()
    return b"<kml" in text or (b"<gpx" not in text and name.lower().endswith(".kml"))


def read_csv(data: bytes, name: str) -> Track:
    """The way a CSV file describes: columns latitude and longitude, others as they are there."""
    table = read_table(data, name, "position")
    for quantity in ("latitude", "longitude"):
        if quantity not in table.columns:
            said = f"no column holds the {quantity}"
            remedy = f"name a column “{quantity}” in the first line"
            raise RouteError(name, said, remedy, line=1, field=quantity)
    points: list[Point] = []
    for row in table.rows:
        points.append(_point(row))
        check_count(name, len(points), row.line)
    return track_of(name, name, points, "a row for each position")


def _point(row: Row) -> Point:
    latitude = degrees(row.file, row.line, "latitude", _plain(row, "latitude"), 90.0)
    longitude = degrees(row.file, row.line, "longitude", _plain(row, "longitude"), 180.0)
    sample = Sample(
        0.0,
        latitude,
        longitude,
        row.number("altitude"),
        row.number("speed"),
        row.number("accuracy"),
        row.number("heading"),
    )
    return Point(sample, row.time() if "time" in row.columns else None)


def _plain(row: Row, quantity: str) -> str:
    text = row.text(quantity)
    return text.replace(",", ".") if row.comma else text

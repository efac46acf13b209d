"""Reads GeoJSON: lines, with times where the usual properties give them, or points in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from apimock.routes.points import (
    Point,
    check_count,
    degrees,
    milliseconds,
    moment,
    number,
    track_of,
)
from apimock.routes.track import RouteError, Sample, Track

LIMIT = 16 * 1024 * 1024
"""Bytes of GeoJSON taken: unlike the other formats it has to be held in memory as a whole."""
_TIMES = ("coordTimes", "times", "timestamps")
_TIME = ("time", "timestamp", "datetime")
_NUMBERS = ("speed", "accuracy", "heading", "altitude")


def read_geojson(data: bytes, file: str) -> Track:
    """The way a GeoJSON file describes: its lines one after the other, else its points."""
    if len(data) > LIMIT:
        said = f"it has {len(data) / 1e6:.0f} MB, and GeoJSON may have {LIMIT / 1e6:.0f}"
        raise RouteError(file, said, "export the way as GPX or CSV")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RouteError(file, "it is not UTF-8", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        said = f"no JSON ({error.msg})"
        raise RouteError(file, said, "mend the place", line=error.lineno) from error
    except ValueError as error:
        raise RouteError(file, "it holds a number beyond reason", "mend the number") from error
    except RecursionError as error:
        raise RouteError(file, "it is nested too deeply", "export the file again") from error
    reader = _GeoJson(file)
    reader.take(document, "", {}, 0)
    return track_of(file, reader.name or file, reader.lines or reader.spots, "a LineString")


class _GeoJson:
    def __init__(self, file: str) -> None:
        self.file = file
        self.name = ""
        self.lines: list[Point] = []
        self.spots: list[Point] = []

    def take(self, item: Any, at: str, properties: Mapping[str, Any], depth: int) -> None:
        """Gather what a GeoJSON object holds; ``at`` is the way to it."""
        if not isinstance(item, dict) or depth > 20:
            raise self._error(at, "no GeoJSON object", "give it a type and coordinates")
        kind = str(item.get("type"))
        if kind in {"FeatureCollection", "GeometryCollection"}:
            member = "features" if kind == "FeatureCollection" else "geometries"
            for index, part in enumerate(self._list(item, member, at)):
                self.take(part, f"{at}{member}[{index}].", properties, depth + 1)
        elif kind == "Feature":
            given = item.get("properties")
            own = given if isinstance(given, dict) else {}
            self.name = self.name or str(own.get("name") or "")
            if item.get("geometry") is not None:
                self.take(item["geometry"], f"{at}geometry.", own, depth + 1)
        elif kind in {"LineString", "MultiLineString", "Point"}:
            self._geometry(kind, self._list(item, "coordinates", at), at, properties)
        elif kind not in {"Polygon", "MultiPolygon", "MultiPoint"}:
            raise self._error(f"{at}type", f"“{kind}” is no type", "give it a LineString")

    def _geometry(self, kind: str, rows: list[Any], at: str, own: Mapping[str, Any]) -> None:
        where = f"{at}coordinates"
        if kind == "Point":
            time = next((own[key] for key in _TIME if own.get(key) is not None), None)
            self.spots.append(Point(self._sample(rows, where, own), self._time(time, where)))
        elif kind == "LineString":
            self.lines += self._line(rows, where, self._times(own, None, where))
        else:
            for part, row in enumerate(rows):
                self._listed(row, f"{where}[{part}]")
                times = self._times(own, part, where)
                self.lines += self._line(row, f"{where}[{part}]", times)
        check_count(self.file, max(len(self.lines), len(self.spots)))

    def _line(self, rows: list[Any], where: str, times: list[Any]) -> Iterator[Point]:
        if times and len(times) != len(rows):
            said = f"{len(times)} times for {len(rows)} positions"
            raise self._error(where, said, "give each position its time")
        for index, row in enumerate(rows):
            at = f"{where}[{index}]"
            time = self._time(times[index], at) if times else None
            yield Point(self._sample(row, at, {}), time)

    def _sample(self, row: Any, at: str, own: Mapping[str, Any]) -> Sample:
        self._listed(row, at)
        if len(row) < 2:
            raise self._error(at, "no position", "write [longitude, latitude]")
        longitude = degrees(self.file, 0, at, row[0], 180.0)
        latitude = degrees(self.file, 0, at, row[1], 90.0)
        remedy = "write a number or leave it out"
        told = {
            name: number(self.file, 0, f"{at} {name}", own[name], remedy)
            for name in _NUMBERS
            if own.get(name) is not None
        }
        if len(row) > 2 and row[2] is not None:
            told["altitude"] = number(self.file, 0, at, row[2], "write the altitude in metres")
        return Sample(0.0, latitude, longitude, **told)

    def _times(self, own: Mapping[str, Any], part: int | None, where: str) -> list[Any]:
        nested = own.get("coordinateProperties")
        for source in (own, nested if isinstance(nested, dict) else {}):
            for name in _TIMES:
                found = source.get(name)
                if isinstance(found, list) and found:
                    if part is None or not isinstance(found[0], list):
                        return found
                    return self._listed(found[part], where) if part < len(found) else []
        return []

    def _time(self, value: Any, at: str) -> float | None:
        if value is None:
            return None
        if isinstance(value, str):
            return moment(self.file, 0, at, value)
        remedy = "write times in ms or like 2026-05-01T08:00:00Z"
        return milliseconds(number(self.file, 0, at, value, remedy))

    def _list(self, item: Mapping[str, Any], member: str, at: str) -> list[Any]:
        return self._listed(item.get(member), f"{at}{member}")

    def _listed(self, value: Any, at: str) -> list[Any]:
        if not isinstance(value, list):
            raise self._error(at, "no list", "write it in […]")
        return value

    def _error(self, at: str, problem: str, remedy: str) -> RouteError:
        return RouteError(self.file, problem, remedy, field=at.rstrip("."))

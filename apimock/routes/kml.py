"""Reads KML: gx:Track, else LineString, else points of placemarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from apimock.routes.points import Point, check_count, degrees, moment, number, track_of
from apimock.routes.track import RouteError, Sample, Track
from apimock.routes.xml_stream import XmlWalk

_WANTED = frozenset({"coordinates", "coord", "when", "name"})
_KINDS = ("Track", "LineString", "Point")


class _Kml(XmlWalk):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.points: dict[str, list[Point]] = {kind: [] for kind in _KINDS}
        self.name = ""
        self._times: list[float] = []
        self._coords: list[Sample] = []

    def wants_text(self, name: str) -> bool:
        return name in _WANTED

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Track":
            self._times, self._coords = [], []

    def closed(self, name: str, text: str) -> None:
        parent = self.path[-2] if len(self.path) > 1 else ""
        if name == "name" and parent in {"Placemark", "Document"} and text.strip():
            self.name = text.strip() if parent == "Placemark" or not self.name else self.name
        elif name == "when" and parent == "Track":
            self._times.append(moment(self.file, self.text_line, "when", text))
        elif name == "coord" and parent == "Track":
            self._coords.append(self._sample(text.split(), self.text_line, "gx:coord"))
            check_count(self.file, len(self._coords), self.line)
        elif name == "Track":
            self._track()
        elif name == "coordinates" and parent in _KINDS:
            self._coordinates(parent, text)

    def _track(self) -> None:
        if self._times and len(self._times) != len(self._coords):
            said = f"{len(self._times)} times for {len(self._coords)} positions"
            remedy = "give each <gx:coord> its <when>"
            raise RouteError(self.file, said, remedy, line=self.line, field="gx:Track")
        times: list[float | None] = [*self._times] or [None] * len(self._coords)
        rows = zip(self._coords, times, strict=True)
        self.points["Track"] += [Point(sample, time) for sample, time in rows]
        check_count(self.file, len(self.points["Track"]), self.line)

    def _coordinates(self, kind: str, text: str) -> None:
        for offset, line in enumerate(text.splitlines() or [""]):
            for triple in line.split():
                at = self.text_line + offset
                sample = self._sample(triple.split(","), at, "coordinates")
                self.points[kind].append(Point(sample))
                check_count(self.file, len(self.points[kind]), at)

    def _sample(self, parts: list[str], line: int, field: str) -> Sample:
        if len(parts) < 2:
            said = f"“{' '.join(parts)[:40]}” is no position"
            remedy = "write longitude,latitude,altitude"
            raise RouteError(self.file, said, remedy, line=line, field=field)
        longitude = degrees(self.file, line, field, parts[0], 180.0)
        latitude = degrees(self.file, line, field, parts[1], 90.0)
        height = None
        if len(parts) > 2 and parts[2]:
            height = number(self.file, line, field, parts[2], "write the altitude in metres")
        return Sample(0.0, latitude, longitude, height)


def read_kml(data: bytes, file: str, told: Callable[[float], None] = lambda _share: None) -> Track:
    """The way a KML file describes."""
    kml = _Kml(file)
    kml.walk(data, told)
    kind = next((kind for kind in _KINDS if kml.points[kind]), "LineString")
    return track_of(file, kml.name or file, kml.points[kind], "a LineString or a gx:Track")

"""Reads GPX: tracks, else routes, else way points."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from apimock.routes.points import Point, check_count, degrees, moment, number, track_of
from apimock.routes.track import Sample, Track
from apimock.routes.xml_stream import XmlWalk

_KINDS = ("trkpt", "rtept", "wpt")
_NUMBERS = {
    "ele": "altitude",
    "speed": "speed",
    "course": "heading",
    "heading": "heading",
    "bearing": "heading",
    "accuracy": "accuracy",
    "hacc": "accuracy",
}
_NAMED = ("trk", "rte", "metadata")


class _Gpx(XmlWalk):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.points: dict[str, list[Point]] = {kind: [] for kind in _KINDS}
        self.names: dict[str, str] = {}
        self._kind = ""
        self._place = (0.0, 0.0)
        self._numbers: dict[str, float] = {}
        self._time: float | None = None

    def wants_text(self, name: str) -> bool:
        if self._kind:
            return name == "time" or name in _NUMBERS
        return name == "name" and len(self.path) > 1 and self.path[-2] in _NAMED

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._kind or name not in _KINDS:
            return
        place = tuple(
            degrees(self.file, self.line, field, attributes.get(field, ""), limit)
            for field, limit in (("lat", 90.0), ("lon", 180.0))
        )
        self._kind, self._place = name, (place[0], place[1])
        self._numbers, self._time = {}, None

    def closed(self, name: str, text: str) -> None:
        if not self._kind:
            if text.strip():
                self.names.setdefault(self.path[-2], text.strip())
            return
        if name == self._kind:
            self._add()
        elif name == "time" and text.strip():
            self._time = moment(self.file, self.text_line, "time", text)
        elif name in _NUMBERS and text.strip():
            remedy = f"write a number into <{name}> or leave it out"
            value = number(self.file, self.text_line, name, text, remedy)
            self._numbers[_NUMBERS[name]] = value

    def _add(self) -> None:
        found = self.points[self._kind]
        found.append(Point(Sample(0.0, *self._place, **self._numbers), self._time))
        check_count(self.file, len(found), self.line)
        self._kind = ""


def read_gpx(data: bytes, file: str, told: Callable[[float], None] = lambda _share: None) -> Track:
    """The way a GPX file describes; its track segments follow one another."""
    gpx = _Gpx(file)
    gpx.walk(data, told)
    kind = next((kind for kind in _KINDS if gpx.points[kind]), "trkpt")
    name = gpx.names.get(kind[:3]) or gpx.names.get("metadata") or file
    return track_of(file, name, gpx.points[kind], "<trkpt lat=… lon=…> elements")

"""The ways that come with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import resources
from apimock.routes.reader import read_track
from apimock.routes.track import Track


@dataclass(frozen=True)
class ReadyRoute:
    """A way to choose from; ``title`` by language, ``dropouts`` as in ``state.location.Route``."""

    id: str
    title: Mapping[str, str]
    file: str
    dropouts: tuple[tuple[float, float], ...]

    def track(self) -> Track:
        """The way itself."""
        return read_track(resources.path("routes", self.file).read_bytes(), self.file)


@cache
def ready_routes() -> tuple[ReadyRoute, ...]:
    """All of them, in the order to show."""
    table = tomllib.loads(resources.path("routes", "routes.toml").read_text("utf-8"))
    return tuple(
        ReadyRoute(
            row["id"],
            row["title"],
            row["file"],
            tuple((first, last) for first, last in row["dropouts"]),
        )
        for row in table["route"]
    )

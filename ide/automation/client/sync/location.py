"""Where the phone is, and where it goes."""

# Written by `python -m bootstrap.sync_client` from aio/location.py: change that one.

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ide.automation.client.sync.connection import Connection


class Location:
    """A fixed place, or a track that is played."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(
        self,
        latitude: float | None = None,
        longitude: float | None = None,
        *,
        altitude: float | None = None,
        speed: float | None = None,
        accuracy: float | None = None,
        heading: float | None = None,
        failure: str | None = None,
        enabled: bool | None = None,
    ) -> None:
        """Put the phone somewhere: degrees in WGS-84, metres, m/s.

        ``failure`` is ``network``, ``no-signal``, ``timeout`` or '' for none; ``enabled`` is the
        switch of the phone.
        """
        given = {
            "latitude": latitude,
            "longitude": longitude,
            "altitude": altitude,
            "speed": speed,
            "accuracy": accuracy,
            "heading": heading,
            "failure": failure,
            "enabled": enabled,
        }
        values = {name: value for name, value in given.items() if value is not None}
        self._connection.send("Device.apply", {"channel": "location", "values": values})

    def play(
        self,
        track: str | Path | Mapping[str, Any],
        speed: float = 1.0,
        loop: bool = False,
        name: str = "",
    ) -> None:
        """Move along a track: a GPX, KML, GeoJSON or CSV file, or GeoJSON as a mapping.

        ``speed`` is 0.25 to 20 times as fast as recorded.

        Raises:
            ServerRefusedError: it cannot be read; the sentence names line and field.
        """
        source: dict[str, Any]
        if isinstance(track, Mapping):
            source = {"document": dict(track), "name": name or "track.geojson"}
        else:
            source = {"file": str(Path(track).resolve())}
        params = {"do": "play", **source, "speed": speed, "loop": loop}
        self._connection.send("Device.route", params)

    def pause(self) -> None:
        """Stand still on the way."""
        self._connection.send("Device.route", {"do": "pause"})

    def resume(self) -> None:
        """Go on."""
        self._connection.send("Device.route", {"do": "resume"})

    def stop(self) -> None:
        """Leave the track; the phone stays where it is."""
        self._connection.send("Device.route", {"do": "stop"})

    def seek(self, seconds: float) -> None:
        """Jump to a moment of the track."""
        self._connection.send("Device.route", {"do": "seek", "position": seconds * 1000})

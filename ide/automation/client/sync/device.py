"""The phone: where it is, what it is connected to, what is near it, who holds it."""

# Written by `python -m bootstrap.sync_client` from aio/device.py: change that one.

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ide.automation.client.sync.connection import Connection
from ide.automation.client.sync.device_parts import (
    Battery,
    Ble,
    Camera,
    Clipboard,
    Network,
    Nfc,
    PhoneCall,
    Scan,
    Sensor,
    Soter,
    Wifi,
)
from ide.automation.client.sync.location import Location


class Device:
    """The mocked phone; its parts set what their name says."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.location = Location(connection)
        self.network = Network(connection)
        self.battery = Battery(connection)
        self.sensor = Sensor(connection)
        self.scan = Scan(connection)
        self.ble = Ble(connection)
        self.wifi = Wifi(connection)
        self.nfc = Nfc(connection)
        self.call = PhoneCall(connection)
        self.soter = Soter(connection)
        self.camera = Camera(connection)
        self.clipboard = Clipboard(connection)

    def state(self, path: str | None = None) -> Any:
        """Return a field (``location.latitude``), a section (``location``), or all."""
        params = {} if path is None else {"path": path}
        return (self._connection.send("Device.getState", params))["value"]

    def set_state(self, values: Mapping[str, Any] | None = None, **fields: Any) -> None:
        """Set fields of the state: ``{"location.latitude": 1}``; all of them, or none.

        Raises:
            ServerRefusedError: there is no such field, or the value does not fit.
        """
        params = {"values": {**(values or {}), **fields}}
        self._connection.send("Device.setState", params)

    def apply(self, channel: str, **values: Any) -> None:
        """Let something happen now, as a key of a scenario's channel does.

        Every channel of ``docs/scenarios.md``: ``apply("battery", level=5)``,
        ``apply("event:onUserCaptureScreen")``.
        """
        self._connection.send("Device.apply", {"channel": channel, "values": values})

    def list(self) -> list[dict[str, Any]]:
        """Return the phones there are: id, title, size."""
        return [dict(one) for one in (self._connection.send("Device.list"))["devices"]]

    def use(self, device_id: str) -> None:
        """Change to another phone; the app starts afresh on it.

        Raises:
            ServerRefusedError: there is none of that id; the sentence lists them.
        """
        self._connection.send("Device.use", {"id": device_id})

    def rotate(self, orientation: str = "") -> None:
        """Turn the phone to ``portrait`` or ``landscape``, or the other way."""
        params = {"orientation": orientation} if orientation else {}
        self._connection.send("Device.rotate", params)

    def set_theme(self, theme: str) -> None:
        """Switch to ``light`` or ``dark``."""
        self.apply("theme", theme=theme)

    def set_language(self, language: str) -> None:
        """Switch the language: ``zh_CN``, ``zh_TW``, ``en``; an app starts with it."""
        self.set_state({"system.language": language})

    def permission(self, scope: str, state: str = "allowed") -> None:
        """Set a permission of the app, such as ``scope.userLocation``.

        ``state`` is ``allowed``, ``denied`` or ``unasked``.
        """
        self.apply("permission", scope=scope, state=state)

    def capture_screen(self) -> None:
        """Let the person take a screenshot: the app hears of it."""
        self.apply("capture")

    def memory_warning(self, level: int = 10) -> None:
        """Let memory get scarce."""
        self.apply("memory", level=level)

    def emit(self, event: str, **detail: Any) -> None:
        """Let the app hear an event, such as ``onUserCaptureScreen``."""
        self.apply(f"event:{event}", detail=detail)

    def add_file(self, path: str | Path) -> str:
        """Put a file of the computer on the phone; returns its ``wxfile://tmp_…`` path."""
        return add_file(self._connection, path)


def add_file(connection: Connection, path: str | Path) -> str:
    """Put a file of the computer on the phone; returns its ``wxfile://tmp_…`` path."""
    data = base64.b64encode(Path(path).read_bytes()).decode("ascii")
    params = {"name": Path(path).name, "data": data}
    return str(connection.send("Device.addFile", params)["path"])

"""The phone: where it is, what it is connected to, what is near it, who holds it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ide.automation.client.aio.connection import Connection
from ide.automation.client.aio.device_parts import (
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
from ide.automation.client.aio.location import Location


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

    async def state(self, path: str | None = None) -> Any:
        """Return a field (``location.latitude``), a section (``location``), or all."""
        params = {} if path is None else {"path": path}
        return (await self._connection.send("Device.getState", params))["value"]

    async def set_state(self, values: Mapping[str, Any] | None = None, **fields: Any) -> None:
        """Set fields of the state: ``{"location.latitude": 1}``; all of them, or none.

        Raises:
            ServerRefusedError: there is no such field, or the value does not fit.
        """
        params = {"values": {**(values or {}), **fields}}
        await self._connection.send("Device.setState", params)

    async def apply(self, channel: str, **values: Any) -> None:
        """Let something happen now, as a key of a scenario's channel does.

        Every channel of ``docs/scenarios.md``: ``apply("battery", level=5)``,
        ``apply("event:onUserCaptureScreen")``.
        """
        await self._connection.send("Device.apply", {"channel": channel, "values": values})

    async def list(self) -> list[dict[str, Any]]:
        """Return the phones there are: id, title, size."""
        return [dict(one) for one in (await self._connection.send("Device.list"))["devices"]]

    async def use(self, device_id: str) -> None:
        """Change to another phone; the app starts afresh on it.

        Raises:
            ServerRefusedError: there is none of that id; the sentence lists them.
        """
        await self._connection.send("Device.use", {"id": device_id})

    async def rotate(self, orientation: str = "") -> None:
        """Turn the phone to ``portrait`` or ``landscape``, or the other way."""
        params = {"orientation": orientation} if orientation else {}
        await self._connection.send("Device.rotate", params)

    async def set_theme(self, theme: str) -> None:
        """Switch to ``light`` or ``dark``."""
        await self.apply("theme", theme=theme)

    async def set_language(self, language: str) -> None:
        """Switch the language: ``zh_CN``, ``zh_TW``, ``en``; an app starts with it."""
        await self.set_state({"system.language": language})

    async def permission(self, scope: str, state: str = "allowed") -> None:
        """Set a permission of the app, such as ``scope.userLocation``.

        ``state`` is ``allowed``, ``denied`` or ``unasked``.
        """
        await self.apply("permission", scope=scope, state=state)

    async def capture_screen(self) -> None:
        """Let the person take a screenshot: the app hears of it."""
        await self.apply("capture")

    async def memory_warning(self, level: int = 10) -> None:
        """Let memory get scarce."""
        await self.apply("memory", level=level)

    async def emit(self, event: str, **detail: Any) -> None:
        """Let the app hear an event, such as ``onUserCaptureScreen``."""
        await self.apply(f"event:{event}", detail=detail)

    async def add_file(self, path: str | Path) -> str:
        """Put a file of the computer on the phone; returns its ``wxfile://tmp_…`` path."""
        return await add_file(self._connection, path)


async def add_file(connection: Connection, path: str | Path) -> str:
    """Put a file of the computer on the phone; returns its ``wxfile://tmp_…`` path."""
    data = base64.b64encode(Path(path).read_bytes()).decode("ascii")
    params = {"name": Path(path).name, "data": data}
    return str((await connection.send("Device.addFile", params))["path"])

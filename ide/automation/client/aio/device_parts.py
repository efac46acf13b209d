"""The parts of the phone, each set by what happens to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from ide.automation.client.aio.connection import CALL_S, Connection
from ide.automation.client.durations import milliseconds


class Part:
    """A part of the phone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def _apply(self, channel: str, **values: Any) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        await self._connection.send("Device.apply", {"channel": channel, "values": given})

    async def _set(self, **values: Any) -> None:
        fields = {name.replace("__", "."): value for name, value in values.items()}
        await self._connection.send("Device.setState", {"values": fields})


class Network(Part):
    """The connection and its trouble."""

    async def set(
        self,
        type: str | None = None,
        *,
        loss: float | None = None,
        latency: float | None = None,
        bandwidth: float | None = None,
        weak: bool | None = None,
        signal: float | None = None,
        proxy: bool | None = None,
        failing_hosts: Mapping[str, str] | None = None,
    ) -> None:
        """Set ``type`` (``wifi``, ``2g`` … ``5g``, ``none``) and more.

        ``loss`` is a share from 0 to 1, ``latency`` in ms, ``bandwidth`` in bytes/s, ``signal`` in
        dBm; ``failing_hosts`` maps hosts to reasons.
        """
        await self._apply(
            "network",
            networkType=type,
            loss=loss,
            latency=latency,
            bandwidth=bandwidth,
            weakNet=weak,
            signalStrength=signal,
            hasSystemProxy=proxy,
            failingHosts=None if failing_hosts is None else dict(failing_hosts),
        )


class Battery(Part):
    """Charge of the battery."""

    async def set(
        self,
        level: int | None = None,
        *,
        charging: bool | None = None,
        low_power: bool | None = None,
    ) -> None:
        """Set the charge in %, and whether it charges or saves power."""
        await self._apply(
            "battery", level=level, isCharging=charging, isLowPowerModeEnabled=low_power
        )

    async def ramp(
        self, begin: int, end: int, duration: str | float | timedelta, timeout: float = CALL_S
    ) -> None:
        """Charge or discharge evenly while ``duration`` of the phone's time passes.

        Begins at once; the phone's clock carries it out.
        """
        params = {
            "channel": "battery",
            "value": "level",
            "from": begin,
            "to": end,
            "ms": milliseconds(duration),
        }
        await self._connection.send("Device.ramp", params, timeout)


class Sensor(Part):
    """How the phone is held and moved."""

    async def shake(self) -> None:
        """Begin to shake the phone; :meth:`rest` ends it."""
        await self._apply("motion", activity="shake")

    async def walk(self) -> None:
        """Begin to walk."""
        await self._apply("motion", activity="walk")

    async def fall(self) -> None:
        """Let the phone fall."""
        await self._apply("motion", activity="fall")

    async def rest(self) -> None:
        """End what :meth:`shake`, :meth:`walk` or :meth:`fall` began."""
        await self._apply("motion", activity="")

    async def attitude(
        self, alpha: float | None = None, beta: float | None = None, gamma: float | None = None
    ) -> None:
        """Hold the phone so, in degrees; acceleration and rotation follow."""
        await self._apply("motion", alpha=alpha, beta=beta, gamma=gamma)

    async def accelerometer(
        self, x: float | None = None, y: float | None = None, z: float | None = None
    ) -> None:
        """Set the acceleration in g."""
        await self._apply("accelerometer", x=x, y=y, z=z)

    async def gyroscope(
        self, x: float | None = None, y: float | None = None, z: float | None = None
    ) -> None:
        """Set the rotation in rad/s."""
        await self._apply("gyroscope", x=x, y=y, z=z)

    async def compass(self, direction: float) -> None:
        """Set where the phone points to, in degrees from north."""
        await self._apply("compass", direction=direction)

    async def steps(self, today: int) -> None:
        """Set today's steps."""
        await self._apply("steps", today=today)


class Scan(Part):
    """What the scanner reads next."""

    async def queue(self, codes: Sequence[str | Mapping[str, Any]]) -> None:
        """Lay out the next results of ``wx.scanCode``.

        A text is read as a QR code; else ``{"result", "scanType"}``, ``{"picture"}`` or
        ``{"outcome": "cancel"}``.
        """
        for code in codes:
            values = {"result": code} if isinstance(code, str) else dict(code)
            await self._apply("scan", **values)


class Ble(Part):
    """Bluetooth Low Energy around the phone."""

    async def set(self, *, enabled: bool) -> None:
        """Turn Bluetooth on or off."""
        await self._apply("ble", enabled=enabled)

    async def add_peripheral(self, peripheral: str | Path | Mapping[str, Any]) -> str:
        """Put a device near the phone: a YAML file, or the document; returns its address.

        Raises:
            ServerRefusedError: it cannot be read; the sentence names line and field.
        """
        params: dict[str, Any]
        if isinstance(peripheral, Mapping):
            params = {"document": dict(peripheral)}
        else:
            params = {"file": str(Path(peripheral).resolve())}
        return str((await self._connection.send("Device.addPeripheral", params))["address"])

    async def move(self, address: str, distance: float) -> None:
        """Move a device to so many metres; over 50 it is out of reach."""
        await self._apply("peripheral", address=address, distance=distance)

    async def act(self, address: str, action: str) -> None:
        """Do something to a device, as its document offers."""
        await self._apply("peripheral", address=address, action=action)


class Wifi(Part):
    """Wi-Fi around the phone."""

    async def set(
        self,
        *,
        enabled: bool | None = None,
        connected: str | None = None,
        access_points: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Turn it on or off, set the networks around and the SSID the phone is in."""
        points = None if access_points is None else [dict(one) for one in access_points]
        await self._apply("wifi", enabled=enabled, connected=connected, accessPoints=points)


class Nfc(Part):
    """NFC tags at the phone."""

    async def set(
        self,
        *,
        enabled: bool | None = None,
        tags: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Turn it on or off, set the tags there are."""
        known = None if tags is None else [dict(one) for one in tags]
        await self._apply("nfc", enabled=enabled, tags=known)

    async def hold(self, tag_id: str) -> None:
        """Hold a tag to the phone, none for ''."""
        await self._apply("nfc", present=tag_id)


class PhoneCall(Part):
    """Calls that come in: they interrupt audio and recording."""

    async def incoming(self, number: str = "") -> None:
        """Let the phone ring.

        ``number`` is for whoever reads the test: WeChat tells an app that sound is interrupted
        (``onAudioInterruptionBegin``), and never who calls, so that it is not kept.
        """
        del number
        await self._apply("call", do="ring")

    async def end(self) -> None:
        """End the call."""
        await self._apply("call", do="end")


class Soter(Part):
    """Fingerprint and face."""

    async def next(self, *outcomes: str) -> None:
        """Lay out how the person ends the next authentications.

        ``match``, ``no-match``, ``freeze``, ``cancel``, ``not-authorised`` or ``key-error``.
        """
        for outcome in outcomes:
            await self._apply("person", answer=outcome, kind="biometrics")

    async def set(
        self,
        *,
        modes: Sequence[str] | None = None,
        enrolled: Sequence[str] | None = None,
        frozen: bool | None = None,
    ) -> None:
        """Set what the phone can (``fingerPrint``, ``facial``), and what is enrolled."""
        await self._apply(
            "biometrics",
            modes=None if modes is None else list(modes),
            enrolled=None if enrolled is None else list(enrolled),
            frozen=frozen,
        )


class Camera(Part):
    """What the lens sees."""

    async def set(
        self,
        *,
        source: str | None = None,
        picture: str | Path | None = None,
        code: Mapping[str, Any] | None = None,
        blur: float | None = None,
        light: float | None = None,
    ) -> None:
        """Set the scene: ``source`` is ``card``, ``picture``, ``code``; a picture is a file."""
        await self._apply(
            "camera",
            source=source,
            picture=None if picture is None else str(Path(picture).resolve()),
            code=None if code is None else dict(code),
            blur=blur,
            light=light,
        )


class Clipboard(Part):
    """The clipboard."""

    async def set(self, text: str) -> None:
        """Copy a text, as another app would."""
        await self._apply("clipboard", text=text)

"""The parts of the phone, each set by what happens to it."""

# Written by `python -m bootstrap.sync_client` from aio/device_parts.py: change that one.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from ide.automation.client.durations import milliseconds
from ide.automation.client.sync.connection import CALL_S, Connection


class Part:
    """A part of the phone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _apply(self, channel: str, **values: Any) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        self._connection.send("Device.apply", {"channel": channel, "values": given})

    def _set(self, **values: Any) -> None:
        fields = {name.replace("__", "."): value for name, value in values.items()}
        self._connection.send("Device.setState", {"values": fields})


class Network(Part):
    """The connection and its trouble."""

    def set(
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
        self._apply(
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

    def set(
        self,
        level: int | None = None,
        *,
        charging: bool | None = None,
        low_power: bool | None = None,
    ) -> None:
        """Set the charge in %, and whether it charges or saves power."""
        self._apply("battery", level=level, isCharging=charging, isLowPowerModeEnabled=low_power)

    def ramp(
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
        self._connection.send("Device.ramp", params, timeout)


class Sensor(Part):
    """How the phone is held and moved."""

    def shake(self) -> None:
        """Begin to shake the phone; :meth:`rest` ends it."""
        self._apply("motion", activity="shake")

    def walk(self) -> None:
        """Begin to walk."""
        self._apply("motion", activity="walk")

    def fall(self) -> None:
        """Let the phone fall."""
        self._apply("motion", activity="fall")

    def rest(self) -> None:
        """End what :meth:`shake`, :meth:`walk` or :meth:`fall` began."""
        self._apply("motion", activity="")

    def attitude(
        self, alpha: float | None = None, beta: float | None = None, gamma: float | None = None
    ) -> None:
        """Hold the phone so, in degrees; acceleration and rotation follow."""
        self._apply("motion", alpha=alpha, beta=beta, gamma=gamma)

    def accelerometer(
        self, x: float | None = None, y: float | None = None, z: float | None = None
    ) -> None:
        """Set the acceleration in g."""
        self._apply("accelerometer", x=x, y=y, z=z)

    def gyroscope(
        self, x: float | None = None, y: float | None = None, z: float | None = None
    ) -> None:
        """Set the rotation in rad/s."""
        self._apply("gyroscope", x=x, y=y, z=z)

    def compass(self, direction: float) -> None:
        """Set where the phone points to, in degrees from north."""
        self._apply("compass", direction=direction)

    def steps(self, today: int) -> None:
        """Set today's steps."""
        self._apply("steps", today=today)


class Scan(Part):
    """What the scanner reads next."""

    def queue(self, codes: Sequence[str | Mapping[str, Any]]) -> None:
        """Lay out the next results of ``wx.scanCode``.

        A text is read as a QR code; else ``{"result", "scanType"}``, ``{"picture"}`` or
        ``{"outcome": "cancel"}``.
        """
        for code in codes:
            values = {"result": code} if isinstance(code, str) else dict(code)
            self._apply("scan", **values)


class Ble(Part):
    """Bluetooth Low Energy around the phone."""

    def set(self, *, enabled: bool) -> None:
        """Turn Bluetooth on or off."""
        self._apply("ble", enabled=enabled)

    def add_peripheral(self, peripheral: str | Path | Mapping[str, Any]) -> str:
        """Put a device near the phone: a YAML file, or the document; returns its address.

        Raises:
            ServerRefusedError: it cannot be read; the sentence names line and field.
        """
        params: dict[str, Any]
        if isinstance(peripheral, Mapping):
            params = {"document": dict(peripheral)}
        else:
            params = {"file": str(Path(peripheral).resolve())}
        return str(self._connection.send("Device.addPeripheral", params)["address"])

    def move(self, address: str, distance: float) -> None:
        """Move a device to so many metres; over 50 it is out of reach."""
        self._apply("peripheral", address=address, distance=distance)

    def act(self, address: str, action: str) -> None:
        """Do something to a device, as its document offers."""
        self._apply("peripheral", address=address, action=action)


class Wifi(Part):
    """Wi-Fi around the phone."""

    def set(
        self,
        *,
        enabled: bool | None = None,
        connected: str | None = None,
        access_points: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Turn it on or off, set the networks around and the SSID the phone is in."""
        points = None if access_points is None else [dict(one) for one in access_points]
        self._apply("wifi", enabled=enabled, connected=connected, accessPoints=points)


class Nfc(Part):
    """NFC tags at the phone."""

    def set(
        self,
        *,
        enabled: bool | None = None,
        tags: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Turn it on or off, set the tags there are."""
        known = None if tags is None else [dict(one) for one in tags]
        self._apply("nfc", enabled=enabled, tags=known)

    def hold(self, tag_id: str) -> None:
        """Hold a tag to the phone, none for ''."""
        self._apply("nfc", present=tag_id)


class PhoneCall(Part):
    """Calls that come in: they interrupt audio and recording."""

    def incoming(self, number: str = "") -> None:
        """Let the phone ring.

        ``number`` is for whoever reads the test: WeChat tells an app that sound is interrupted
        (``onAudioInterruptionBegin``), and never who calls, so that it is not kept.
        """
        del number
        self._apply("call", do="ring")

    def end(self) -> None:
        """End the call."""
        self._apply("call", do="end")


class Soter(Part):
    """Fingerprint and face."""

    def next(self, *outcomes: str) -> None:
        """Lay out how the person ends the next authentications.

        ``match``, ``no-match``, ``freeze``, ``cancel``, ``not-authorised`` or ``key-error``.
        """
        for outcome in outcomes:
            self._apply("person", answer=outcome, kind="biometrics")

    def set(
        self,
        *,
        modes: Sequence[str] | None = None,
        enrolled: Sequence[str] | None = None,
        frozen: bool | None = None,
    ) -> None:
        """Set what the phone can (``fingerPrint``, ``facial``), and what is enrolled."""
        self._apply(
            "biometrics",
            modes=None if modes is None else list(modes),
            enrolled=None if enrolled is None else list(enrolled),
            frozen=frozen,
        )


class Camera(Part):
    """What the lens sees."""

    def set(
        self,
        *,
        source: str | None = None,
        picture: str | Path | None = None,
        code: Mapping[str, Any] | None = None,
        blur: float | None = None,
        light: float | None = None,
    ) -> None:
        """Set the scene: ``source`` is ``card``, ``picture``, ``code``; a picture is a file."""
        self._apply(
            "camera",
            source=source,
            picture=None if picture is None else str(Path(picture).resolve()),
            code=None if code is None else dict(code),
            blur=blur,
            light=light,
        )


class Clipboard(Part):
    """The clipboard."""

    def set(self, text: str) -> None:
        """Copy a text, as another app would."""
        self._apply("clipboard", text=text)

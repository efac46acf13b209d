"""Short-range radio: Bluetooth, beacons, NFC, and the sensor that knows fingers and faces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries, ready_peripherals


@dataclass
class Bluetooth(Section):
    """The adapter as the app uses it (the switch is in ``switches.bluetooth``), and what is near.

    ``peripherals`` are documents as ``peripherals.reader`` takes them; everything else names a
    peripheral by its address. Taking an address out of ``connected`` breaks that connection.
    """

    title: ClassVar[str] = "bluetooth"

    initialised: bool = False
    """Whether the app has called openBluetoothAdapter, with or without success."""
    opened: bool = False
    discovering: bool = False
    mode: str = "central"
    peripherals: list[dict[str, Any]] = field(default_factory=ready_peripherals)
    found: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    paired: list[str] = field(default_factory=list)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """What characteristics hold by now, in hex: address → characteristic → bytes."""
    traffic: list[dict[str, Any]] = field(default_factory=list)
    """The last bytes on the air: time, address, ``direction`` (write, read, notify), hex."""
    advertising: dict[str, Any] | None = None
    """What the phone itself advertises as a peripheral."""


@dataclass
class Beacons(Section):
    """Beacons around: ``{"uuid", "major", "minor", "distance" in m, "tx" dBm at 1 m}``."""

    title: ClassVar[str] = "beacons"

    around: list[dict[str, Any]] = field(default_factory=entries("beacons"))
    discovering: list[str] = field(default_factory=list)
    """The UUIDs the app looks for; empty while it does not."""
    supported: bool = True


@dataclass
class Nfc(Section):
    """Tags to hold to the phone, and card emulation. Bytes are hex.

    A tag is ``{"id", "name", "techs", "records", "script", "memory", …}``; ``present`` is the id
    of the one held to the phone, '' for none. ``aids`` are what startHCE registered.
    """

    title: ClassVar[str] = "nfc"

    tags: list[dict[str, Any]] = field(default_factory=entries("tags"))
    present: str = ""
    discovering: bool = False
    aids: list[str] = field(default_factory=list)
    emulation: bool = True
    """Whether the phone can pretend to be a card."""
    default_wallet: bool = True
    """Whether WeChat is the system's default application for cards."""
    exchanges: list[dict[str, str]] = field(default_factory=list)
    """Commands of the reader and the app's answers, oldest first."""


@dataclass
class Biometrics(Section):
    """The sensors for ``fingerPrint``, ``facial`` and ``speech``, and who is enrolled.

    After ``tries`` failures in a row the sensor is ``frozen`` until that is taken back.
    """

    title: ClassVar[str] = "biometrics"

    modes: list[str] = field(default_factory=lambda: ["fingerPrint", "facial"])
    enrolled: list[str] = field(default_factory=lambda: ["fingerPrint", "facial"])
    tries: int = 5
    failures: int = 0
    frozen: bool = False
    counter: int = 0
    verifications: list[dict[str, Any]] = field(default_factory=list)
    """Faces compared with the account's: ``verifyId``, ``passed``, time."""

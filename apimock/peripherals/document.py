"""What a peripheral is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apimock.mendable import MendableError
from apimock.peripherals.pattern import Mask, Pattern

_BASE = "-0000-1000-8000-00805F9B34FB"
_SHORT = re.compile(r"[0-9A-F]{4}|[0-9A-F]{8}")
_LONG = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")
PROPERTIES = ("read", "write", "notify", "indicate", "writeNoResponse")
REACH = 50.0
"""Metres up to which a peripheral is heard."""


class PeripheralError(MendableError):
    """A document that describes no peripheral."""


def full_uuid(text: str) -> str:
    """A UUID in its long form, upper case; '' when the text is none (16, 32 or 128 bits)."""
    plain = text.strip().upper().removeprefix("0X")
    if _SHORT.fullmatch(plain):
        return plain.rjust(8, "0") + _BASE
    return plain if _LONG.fullmatch(plain) else ""


@dataclass(frozen=True)
class Step:
    """Something the peripheral does: ``notify`` or ``set`` a characteristic, or ``disconnect``."""

    kind: str
    after: float
    characteristic: str = ""
    value: Pattern | None = None


@dataclass(frozen=True)
class Reaction:
    """What follows when bytes are written that begin as ``when`` says."""

    when: Mask
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Repeat:
    """Values notified every ``interval`` ms, one after the other, while the app listens."""

    interval: float
    values: tuple[Pattern, ...]


@dataclass(frozen=True)
class Characteristic:
    """A characteristic of a service."""

    uuid: str
    properties: frozenset[str]
    value: Pattern
    every: Repeat | None = None
    on_write: tuple[Reaction, ...] = ()


@dataclass(frozen=True)
class Service:
    """A service of a peripheral."""

    uuid: str
    primary: bool
    characteristics: tuple[Characteristic, ...]

    def find(self, uuid: str) -> Characteristic | None:
        """The characteristic with this UUID, in any form."""
        wanted = full_uuid(uuid)
        return next((item for item in self.characteristics if item.uuid == wanted), None)


@dataclass(frozen=True)
class Advert:
    """What it sends out: local name, UUIDs of services, manufacturer's bytes, every so many ms."""

    name: str
    interval: float
    services: tuple[str, ...]
    manufacturer: bytes
    service_data: Mapping[str, bytes]
    connectable: bool


@dataclass(frozen=True)
class Connection:
    """How connecting goes: ``attempts`` are ``ok``, ``fail``, ``timeout``; the last one repeats."""

    delay: float
    attempts: tuple[str, ...]
    drop_after: float
    """ms after which the connection breaks by itself; 0 for never."""
    mtu: int
    pin: str


@dataclass(frozen=True)
class Peripheral:
    """A Bluetooth LE device near the phone; ``document`` is what it was read from."""

    name: str
    address: str
    distance: float
    tx_power: float
    """dBm at a distance of one metre."""
    advert: Advert
    connection: Connection
    services: tuple[Service, ...]
    actions: Mapping[str, tuple[Step, ...]]
    """What a person can do to it (press a button, close a lock), by name."""
    document: Mapping[str, Any] = field(compare=False)

    @property
    def in_reach(self) -> bool:
        """Whether the phone hears it."""
        return self.distance <= REACH

    def service(self, uuid: str) -> Service | None:
        """The service with this UUID, in any form."""
        wanted = full_uuid(uuid)
        return next((item for item in self.services if item.uuid == wanted), None)

    def holder(self, characteristic: str) -> Service | None:
        """The service that has this characteristic (long form)."""
        found = (s for s in self.services for c in s.characteristics if c.uuid == characteristic)
        return next(found, None)

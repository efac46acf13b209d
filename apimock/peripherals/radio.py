"""The Bluetooth radio of a phone: what it finds, what it is connected to."""

from __future__ import annotations

import math
import uuid as uuids
from collections.abc import Callable, Sequence
from functools import lru_cache
from json import dumps, loads
from random import Random
from typing import TYPE_CHECKING, Any

from apimock.calls import Event
from apimock.peripherals.document import REACH, Peripheral, full_uuid
from apimock.peripherals.link import Link
from apimock.peripherals.reader import peripheral_of

if TYPE_CHECKING:
    from apimock.phone import Phone

_RUNNING = "bluetooth-radio"
_TICK = 100.0
NEAREST = 0.1
"""Metres between two things that touch."""
PATIENCE = 30_000.0
"""ms after which a connection without a time-out of its own is given up."""


def strength(peripheral: Peripheral) -> float:
    """RSSI in dBm at the distance of a peripheral, without what makes it tremble."""
    return peripheral.tx_power - 20 * math.log10(max(NEAREST, peripheral.distance))


def distance_of(peripheral: Peripheral, rssi: float) -> float:
    """The metres at which a peripheral is heard with an RSSI, as far as it is heard at all."""
    metres: float = 10 ** ((peripheral.tx_power - rssi) / 20)
    return round(min(REACH, max(NEAREST, metres)), 2)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Peripheral:
    return peripheral_of(loads(text), "device.bluetooth.peripherals")


def radio(phone: Phone) -> Radio:
    """The radio of a phone; it begins anew when the mini-program does."""
    known = phone.running.get(_RUNNING)
    if isinstance(known, Radio):
        return known
    made = Radio(phone)
    phone.running[_RUNNING] = made
    return made


class Radio:
    """Finds and connects the peripherals of ``device.bluetooth``; calling it ends all of that."""

    def __init__(self, phone: Phone) -> None:
        self.links: dict[str, Link] = {}
        """Connections by address."""
        self.connecting: set[str] = set()
        self.discovering = False
        self._phone = phone
        self._attempts: dict[str, int] = {}
        self._random = Random(1)
        self._cancel: Callable[[], None] = lambda: None
        self._services: frozenset[str] = frozenset()
        self._repeats = False
        self._interval = 0.0
        self._seen: set[str] = set()
        self._heard: dict[str, float] = {}
        self._held: dict[str, Peripheral] = {}
        self._flush_at = 0.0

    def __call__(self) -> None:
        self.close()
        bluetooth = self._phone.device.bluetooth
        bluetooth.opened = bluetooth.initialised = bluetooth.discovering = False

    def add(self, peripheral: Peripheral) -> None:
        """Put a peripheral near the phone; one with the same address gives way to it."""
        bluetooth = self._phone.device.bluetooth
        others = [d for d in bluetooth.peripherals if d.get("address") != peripheral.address]
        bluetooth.peripherals = [*others, {**peripheral.document, "address": peripheral.address}]

    def remove(self, address: str) -> None:
        """Take a peripheral away; a connection to it breaks."""
        bluetooth = self._phone.device.bluetooth
        bluetooth.peripherals = [d for d in bluetooth.peripherals if d.get("address") != address]

    def move(self, address: str, distance: float) -> None:
        """Carry a peripheral to a distance in metres."""
        bluetooth = self._phone.device.bluetooth
        bluetooth.peripherals = [
            {**d, "distance": distance} if d.get("address") == address else d
            for d in bluetooth.peripherals
        ]

    def drop(self, address: str) -> None:
        """Break a connection as if the peripheral had ended it."""
        bluetooth = self._phone.device.bluetooth
        bluetooth.connected = [one for one in bluetooth.connected if one != address]

    def act(self, address: str, action: str) -> None:
        """Let a person do something to a connected peripheral. Raises KeyError for no such action.

        Without a connection only what is set stays; nobody hears a notification.
        """
        found = self._at(address)
        self._end_of(found).do(found.actions[action])

    def holds(self, address: str) -> dict[str, bytes]:
        """What the characteristics of a peripheral hold by now, by their UUIDs."""
        found = self._at(address)
        kept = self._phone.device.bluetooth.values.get(address, {})
        return {
            one.uuid: bytes.fromhex(kept[one.uuid])
            if one.uuid in kept
            else one.value.make(random=Random(address))
            for service in found.services
            for one in service.characteristics
        }

    def put(self, address: str, uuid: str, value: bytes) -> None:
        """Change what a characteristic holds; an app that listens to it is notified."""
        self._end_of(self._at(address)).put(uuid, value)

    def join(self, address: str) -> bool:
        """Connect as if the peripheral had begun it; whether it can: switched on and in reach."""
        found, bluetooth = self._at(address), self._phone.device.bluetooth
        possible = bluetooth.opened and self._phone.device.switches.bluetooth and found.in_reach
        if possible and address not in self.links:
            self.connect(found)
        return possible

    def _at(self, address: str) -> Peripheral:
        return next(one for one in self.around() if one.address == address)

    def _end_of(self, peripheral: Peripheral) -> Link:
        """The connection to a peripheral, or one that nobody hears."""
        known = self.links.get(peripheral.address)
        return known or Link(self._phone, self.device_id(peripheral), peripheral, lambda: None)

    def around(self) -> list[Peripheral]:
        """All peripherals; raises PeripheralError when a document describes none."""
        documents = self._phone.device.bluetooth.peripherals
        return [_parsed(dumps(document, sort_keys=True)) for document in documents]

    def device_id(self, peripheral: Peripheral) -> str:
        """How the app names it: its address, on iOS a UUID made for this phone."""
        if self._phone.device.system.platform != "ios":
            return peripheral.address
        return str(uuids.uuid5(uuids.NAMESPACE_OID, peripheral.address)).upper()

    def named(self, device_id: str) -> Peripheral | None:
        """The peripheral the app means by a device id; None when there is none."""
        wanted = device_id.upper()
        return next((p for p in self.around() if self.device_id(p).upper() == wanted), None)

    def link(self, device_id: str) -> Link | None:
        """The connection to a device id."""
        peripheral = self.named(device_id)
        return self.links.get(peripheral.address) if peripheral else None

    def signal(self, peripheral: Peripheral) -> int:
        """RSSI in dBm: it falls with the distance and trembles a little."""
        return round(strength(peripheral) + self._random.uniform(-2, 2))

    def shown(self, peripheral: Peripheral) -> dict[str, Any]:
        """A peripheral as onBluetoothDeviceFound tells it."""
        advert = peripheral.advert
        return {
            "deviceId": self.device_id(peripheral),
            "name": advert.name,
            "localName": advert.name,
            "RSSI": self.signal(peripheral),
            "advertisData": advert.manufacturer,
            "advertisServiceUUIDs": list(advert.services),
            "serviceData": dict(advert.service_data),
            "connectable": advert.connectable,
        }

    def overview(self) -> dict[str, dict[str, Any]]:
        """What a panel shows, by address: name, connection, MTU, RSSI, actions."""
        return {
            one.address: {
                "name": one.name,
                "connected": one.address in self.links,
                "mtu": self.links[one.address].mtu if one.address in self.links else None,
                "rssi": self.signal(one) if one.in_reach else None,
                "actions": list(one.actions),
            }
            for one in self.around()
        }

    def discover(
        self, services: Sequence[str], *, repeats: bool = False, interval: float = 0.0
    ) -> None:
        """Begin to tell what is heard; ``interval`` above 0 gathers for so many ms."""
        self.discovering = True
        self._services = frozenset(full_uuid(one) for one in services)
        self._repeats, self._interval = repeats, interval
        self._seen, self._heard, self._held = set(), {}, {}
        self._flush_at = self._phone.clock.now() + interval
        self._cancel()
        self._cancel = self._phone.clock.later(_TICK, self._tick)

    def silence(self) -> None:
        """Discover no longer."""
        self.discovering = False
        self._cancel()

    def _tick(self) -> None:
        self._cancel = self._phone.clock.later(_TICK, self._tick)
        if not self._phone.device.apps.foreground or not self._phone.device.switches.bluetooth:
            return
        now = self._phone.clock.now()
        for peripheral in self.around():
            if self._is_news(peripheral, now):
                self._seen.add(peripheral.address)
                self._heard[peripheral.address] = now
                self._held[peripheral.address] = peripheral
        if self._held and now >= self._flush_at:
            held, self._held = list(self._held.values()), {}
            self._flush_at = now + self._interval
            found = self._phone.device.bluetooth.found
            new = [one.address for one in held if one.address not in found]
            self._phone.device.bluetooth.found = [*found, *new]
            batches = [held] if self._interval > 0 else [[one] for one in held]
            for batch in batches:
                devices = [self.shown(one) for one in batch]
                self._phone.emit(Event("onBluetoothDeviceFound", {"devices": devices}))

    def _is_news(self, peripheral: Peripheral, now: float) -> bool:
        offered = frozenset(peripheral.advert.services)
        if not peripheral.in_reach or (self._services and not self._services & offered):
            return False
        if peripheral.address in self.links:
            return False
        if not self._repeats:
            return peripheral.address not in self._seen
        last = self._heard.get(peripheral.address)
        return last is None or now - last >= peripheral.advert.interval

    def attempt(self, peripheral: Peripheral) -> str:
        """How connecting to a peripheral goes this time: ``ok``, ``fail`` or ``timeout``."""
        number = self._attempts.get(peripheral.address, 0)
        self._attempts[peripheral.address] = number + 1
        if not peripheral.in_reach:
            return "timeout"
        attempts = peripheral.connection.attempts
        outcome = attempts[min(number, len(attempts) - 1)]
        return outcome if peripheral.advert.connectable else "fail"

    def connect(self, peripheral: Peripheral) -> None:
        """The connection stands."""
        address = peripheral.address
        link = Link(self._phone, self.device_id(peripheral), peripheral, lambda: self.drop(address))
        self.links[address] = link
        bluetooth = self._phone.device.bluetooth
        bluetooth.connected = [*bluetooth.connected, address]
        self._told(link, connected=True)

    def settle(self) -> None:
        """End the connections that are no more: taken away, out of reach, dropped."""
        reach = {one.address for one in self.around() if one.in_reach}
        bluetooth = self._phone.device.bluetooth
        for address in tuple(self.links):
            if address not in reach:
                self.drop(address)
            elif address in bluetooth.connected:
                self._refresh(address)
        for address in tuple(self.links):
            if address not in bluetooth.connected:
                link = self.links.pop(address)
                link.close()
                self._told(link, connected=False)
        bluetooth.connected = [one for one in bluetooth.connected if one in self.links]

    def close(self) -> None:
        """Discover no longer and end every connection."""
        self.silence()
        self.connecting.clear()
        self._phone.device.bluetooth.connected = []
        self.settle()

    def _refresh(self, address: str) -> None:
        link = self.links[address]
        link.peripheral = next(one for one in self.around() if one.address == address)

    def _told(self, link: Link, *, connected: bool) -> None:
        detail = {"deviceId": link.device_id, "connected": connected}
        self._phone.emit(Event("onBLEConnectionStateChange", detail))

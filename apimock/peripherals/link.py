"""A connection between the phone and a peripheral: values, notifications, scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import TYPE_CHECKING

from apimock.calls import Event
from apimock.peripherals.document import Characteristic, Peripheral, Service, Step

if TYPE_CHECKING:
    from apimock.phone import Phone

TRAFFIC = 200
"""Rows of the record of what was on the air."""
_SMALLEST_MTU = 23
_IOS_MTU = 185
_HEADER = 3
"""Bytes of a packet that are not the app's."""


class Link:
    """One connection; :meth:`close` ends all it does. Times in ms on the phone's clock."""

    def __init__(
        self, phone: Phone, device_id: str, peripheral: Peripheral, lost: Callable[[], None]
    ) -> None:
        self.peripheral = peripheral
        self.device_id = device_id
        self.listed: bool = False
        """Whether the app has asked for the services."""
        self.known: set[str] = set()
        """The services whose characteristics the app has asked for."""
        first = _IOS_MTU if phone.device.system.platform == "ios" else _SMALLEST_MTU
        self.mtu = min(first, peripheral.connection.mtu)
        self._phone = phone
        self._lost = lost
        self._random = Random(peripheral.address)
        self._notifying: set[str] = set()
        self._counts: dict[str, int] = {}
        self._timers: dict[int, Callable[[], None]] = {}
        self._number = 0
        if peripheral.connection.drop_after > 0:
            self.later(peripheral.connection.drop_after, lost)

    def close(self) -> None:
        """No notification and no step comes any more."""
        for cancel in self._timers.values():
            cancel()
        self._timers.clear()
        self._notifying.clear()

    def later(self, delay: float, action: Callable[[], None]) -> None:
        """Do something unless the connection has ended by then."""
        self._number += 1
        number = self._number

        def run() -> None:
            self._timers.pop(number, None)
            action()

        self._timers[number] = self._phone.clock.later(delay, run)

    def find(self, service: str, characteristic: str) -> tuple[Service, Characteristic] | int:
        """What two UUIDs name, or the code of the failure: it has to have been listed before."""
        home = self.peripheral.service(service) if self.listed else None
        if home is None:
            return 10004
        found = home.find(characteristic) if home.uuid in self.known else None
        return (home, found) if found is not None else 10005

    def value(self, characteristic: Characteristic) -> bytes:
        """What a characteristic holds now."""
        kept = self._phone.device.bluetooth.values.get(self.peripheral.address, {})
        if characteristic.uuid in kept:
            return bytes.fromhex(kept[characteristic.uuid])
        count = self._counted(characteristic.uuid)
        return characteristic.value.make(count, random=self._random)

    def read(self, service: Service, characteristic: Characteristic) -> None:
        """Send the value as the event that follows a read."""
        value = self.value(characteristic)
        self.note("read", characteristic.uuid, value)
        self._tell(service, characteristic.uuid, value)

    def write(self, characteristic: Characteristic, data: bytes) -> bytes:
        """Hand bytes to the peripheral, which may answer later; returns those that fit."""
        sent = data[: self.mtu - _HEADER]
        self.note("write", characteristic.uuid, sent)
        if "read" in characteristic.properties:
            self.keep(characteristic.uuid, sent)
        reaction = next((one for one in characteristic.on_write if one.when.fits(sent)), None)
        if reaction is not None:
            self.do(reaction.steps, sent)
        return sent

    def listen(self, characteristic: Characteristic, on: bool) -> None:
        """Begin or cease to notify; a value that is repeated begins with its first one."""
        if not on:
            self._notifying.discard(characteristic.uuid)
        elif characteristic.uuid not in self._notifying:
            self._notifying.add(characteristic.uuid)
            if characteristic.every is not None:
                self.later(characteristic.every.interval, lambda: self._repeat(characteristic))

    def do(self, steps: Iterable[Step], written: bytes = b"") -> None:
        """Carry out the steps of a script, each after its own time from now."""
        for step in steps:
            if step.after > 0:
                self.later(step.after, lambda step=step: self._step(step, written))  # type: ignore[misc]
            else:
                self._step(step, written)

    def put(self, uuid: str, value: bytes) -> None:
        """Let a characteristic hold a value by hand; an app that listens is notified."""
        self.keep(uuid, value)
        self._notify(uuid, value)

    def keep(self, uuid: str, value: bytes) -> None:
        """Let a characteristic hold a value, also after the connection has ended."""
        bluetooth, address = self._phone.device.bluetooth, self.peripheral.address
        kept = bluetooth.values.get(address, {}) | {uuid: value.hex().upper()}
        bluetooth.values = bluetooth.values | {address: kept}

    def note(self, direction: str, uuid: str, value: bytes) -> None:
        """Put bytes into the record of what was on the air."""
        bluetooth = self._phone.device.bluetooth
        row = {
            "time": self._phone.clock.now(),
            "address": self.peripheral.address,
            "direction": direction,
            "characteristic": uuid,
            "value": value.hex().upper(),
        }
        bluetooth.traffic = [*bluetooth.traffic[1 - TRAFFIC :], row]

    def _repeat(self, characteristic: Characteristic) -> None:
        every = characteristic.every
        if every is None or characteristic.uuid not in self._notifying:
            return
        count = self._counted(characteristic.uuid)
        pattern = every.values[count % len(every.values)]
        self._notify(characteristic.uuid, pattern.make(count, random=self._random))
        self.later(every.interval, lambda: self._repeat(characteristic))

    def _step(self, step: Step, written: bytes) -> None:
        if step.kind == "disconnect":
            self._lost()
            return
        service = self.peripheral.holder(step.characteristic)
        target = service.find(step.characteristic) if service else None
        if target is None:
            return
        if step.value is None:
            value = self.value(target)
        else:
            count = self._counted(target.uuid)
            value = step.value.make(count, written, self._random)
        if step.kind == "set":
            self.keep(target.uuid, value)
        else:
            self._notify(target.uuid, value)

    def _notify(self, uuid: str, value: bytes) -> None:
        service = self.peripheral.holder(uuid)
        if uuid in self._notifying and service is not None:
            self.note("notify", uuid, value)
            self._tell(service, uuid, value[: self.mtu - _HEADER])

    def _counted(self, uuid: str) -> int:
        count = self._counts.get(uuid, 0)
        self._counts[uuid] = count + 1
        return count

    def _tell(self, service: Service, uuid: str, value: bytes) -> None:
        detail = {
            "deviceId": self.device_id,
            "serviceId": service.uuid,
            "characteristicId": uuid,
            "value": value,
        }
        self._phone.emit(Event("onBLECharacteristicValueChange", detail))

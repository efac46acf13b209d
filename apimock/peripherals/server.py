"""The phone as a Bluetooth peripheral, and a device that connects to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apimock.calls import Event
from apimock.peripherals.document import full_uuid
from apimock.remote import RemoteObject

if TYPE_CHECKING:
    from apimock.phone import Phone

CENTRAL = "C8:0F:10:00:0C:01"
"""The address of the device that connects."""
Place = tuple[str, str]
"""A service and a characteristic, in the long form of their UUIDs."""


class Server(RemoteObject):
    """A GATT server the app has made; the app answers requests by their ``callbackId``."""

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self.values: dict[Place, bytes] = {}
        self.properties_of: dict[Place, Mapping[str, bool]] = {}
        self.central: Central | None = None
        self.requests: dict[int, Callable[[bytes], None]] = {}
        """What waits for the app's answer, by callbackId."""
        self._numbers = itertools.count(1)

    @property
    def services(self) -> tuple[str, ...]:
        """The UUIDs of its services."""
        return tuple(dict.fromkeys(service for service, _ in self.properties_of))

    def add(self, service: str, characteristics: list[Mapping[str, Any]]) -> None:
        """Add a service; its UUIDs have to be valid."""
        for one in characteristics:
            place = (full_uuid(service), full_uuid(str(one["uuid"])))
            self.properties_of[place] = one.get("properties") or {}
            self.values[place] = bytes(one.get("value") or b"")

    def remove(self, service: str) -> bool:
        """Take a service away; whether there was one."""
        gone = [place for place in self.properties_of if place[0] == full_uuid(service)]
        for place in gone:
            del self.properties_of[place], self.values[place]
        return bool(gone)

    def request(self, event: str, place: Place, then: Callable[[bytes], None], **more: Any) -> None:
        """Put a request to the app; ``then`` gets the value it answers with."""
        number = next(self._numbers)
        self.requests[number] = then
        detail = {"serviceId": place[0], "characteristicId": place[1], "callbackId": number, **more}
        self.tell(event, detail)

    def write(self, place: Place, value: bytes, *, notify: bool, answers: int) -> None:
        """The app sets a value: it answers a request, and notifies whoever has subscribed."""
        self.values[place] = value
        then = self.requests.pop(answers, None)
        if then is not None:
            then(value)
        if notify and self.central is not None and place in self.central.subscribed:
            self.central.heard.append((place[1], value))

    def dispose(self) -> None:
        """The server is closed: whoever is connected is so no longer."""
        if self.central is not None:
            self.central.leave()
        self.requests.clear()
        self.phone.device.bluetooth.advertising = None


class Central:
    """A device of somebody else that is connected to the phone's server."""

    def __init__(self, server: Server) -> None:
        self.subscribed: set[Place] = set()
        self.heard: list[tuple[str, bytes]] = []
        """Characteristics and values it was notified of."""
        self.answers: list[bytes] = []
        """What the app answered to reads."""
        self._server = server
        server.central = self
        self._connected(connected=True)

    def read(self, service: str, characteristic: str) -> None:
        """Ask the app for a value. Raises LookupError when it cannot be read."""
        place = self._place(service, characteristic, "read")
        self._server.request("characteristicReadRequest", place, self.answers.append)

    def write(self, service: str, characteristic: str, value: bytes) -> None:
        """Send the app a value. Raises LookupError when it cannot be written."""
        place = self._place(service, characteristic, "write", "writeNoResponse")
        self._server.request("characteristicWriteRequest", place, lambda _: None, value=value)

    def subscribe(self, service: str, characteristic: str, on: bool = True) -> None:
        """Begin or cease to hear a value. Raises LookupError when it cannot notify."""
        place = self._place(service, characteristic, "notify", "indicate")
        if on:
            self.subscribed.add(place)
        else:
            self.subscribed.discard(place)
        event = "characteristicSubscribed" if on else "characteristicUnsubscribed"
        self._server.tell(event, {"serviceId": place[0], "characteristicId": place[1]})

    def leave(self) -> None:
        """End the connection."""
        if self._server.central is self:
            self._server.central = None
            self._connected(connected=False)

    def _place(self, service: str, characteristic: str, *kinds: str) -> Place:
        place = full_uuid(service), full_uuid(characteristic)
        has = self._server.properties_of.get(place)
        if has is None or not any(has.get(kind) for kind in kinds):
            raise LookupError(f"the phone offers no {kinds[0]} of {characteristic}")
        return place

    def _connected(self, *, connected: bool) -> None:
        detail = {
            "deviceId": CENTRAL,
            "serverId": str(self._server.number),
            "connected": connected,
        }
        event = "onBLEPeripheralConnectionStateChanged"
        self._server.phone.emit(Event(event, detail))


def visit(phone: Phone) -> Central | None:
    """Let a device connect to the phone; None when the phone does not advertise."""
    advertising = phone.device.bluetooth.advertising
    server = phone.objects.get(advertising["server"]) if advertising else None
    if not advertising or not advertising["connectable"] or not isinstance(server, Server):
        return None
    return server.central or Central(server)

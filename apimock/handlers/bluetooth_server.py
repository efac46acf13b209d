"""The phone as a Bluetooth peripheral: services, advertising, answers to whoever connects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock.context import Context
from apimock.handlers.bluetooth import fails, ready
from apimock.observable import Change
from apimock.peripherals.document import full_uuid
from apimock.peripherals.server import Server
from apimock.registry import handles, reacts
from apimock.remote import made, meant

if TYPE_CHECKING:
    from apimock.phone import Phone

_LARGEST = 512
"""Bytes a characteristic holds."""


@handles("createBLEPeripheralServer")
def create(context: Context) -> None:
    """Make a server; the result holds the object."""
    if ready(context):
        server = made(context, Server)
        context.ok({"server": {"$object": server.number, "type": "BLEPeripheralServer"}})


@handles("BLEPeripheralServer.addService")
def add_service(context: Context) -> None:
    """Add a service with its characteristics."""
    server, service = meant(context, Server), context.param("service")
    if not ready(context):
        return
    listed = service.get("characteristics") if isinstance(service, Mapping) else None
    rows = [one for one in listed or () if isinstance(one, Mapping)]
    uuids = [service.get("uuid"), *(one.get("uuid") for one in rows)] if rows else [""]
    if not all(full_uuid(str(uuid or "")) for uuid in uuids):
        fails(context, 10013)
        return
    server.add(str(service["uuid"]), rows)
    context.ok()


@handles("BLEPeripheralServer.removeService")
def remove_service(context: Context) -> None:
    """Take a service away."""
    server = meant(context, Server)
    if not ready(context):
        return
    if server.remove(context.text("serviceId")):
        context.ok()
    else:
        fails(context, 10004)


@handles("BLEPeripheralServer.startAdvertising")
def start_advertising(context: Context) -> None:
    """Be found by others: what is advertised is in ``bluetooth.advertising``."""
    server, wanted = meant(context, Server), context.param("advertiseRequest")
    if not ready(context):
        return
    given: Mapping[str, Any] = wanted if isinstance(wanted, Mapping) else {}
    context.device.bluetooth.advertising = {
        "server": server.number,
        "connectable": bool(given.get("connectable", True)),
        "deviceName": str(given.get("deviceName") or context.device.system.brand),
        "serviceUuids": [full_uuid(str(one)) for one in given.get("serviceUuids") or ()],
        "manufacturerData": [dict(one) for one in given.get("manufacturerData") or ()],
        "beacon": dict(given["beacon"]) if isinstance(given.get("beacon"), Mapping) else None,
    }
    context.ok()


@handles("BLEPeripheralServer.stopAdvertising")
def stop_advertising(context: Context) -> None:
    """Be found no longer; a connection stays."""
    meant(context, Server)
    if ready(context):
        context.device.bluetooth.advertising = None
        context.ok()


@handles("BLEPeripheralServer.writeCharacteristicValue")
def write_value(context: Context) -> None:
    """Set a value: an answer to a request, a notification, or both."""
    server = meant(context, Server)
    if not ready(context):
        return
    place = full_uuid(context.text("serviceId")), full_uuid(context.text("characteristicId"))
    value = bytes(context.param("value") or b"")
    if place[0] not in server.services:
        fails(context, 10004)
    elif place not in server.properties_of:
        fails(context, 10005)
    elif len(value) > _LARGEST:
        fails(context, 10013)
    else:
        context.ok()
        answers = int(context.number_of("callbackId", 0))
        server.write(place, value, notify=context.flag("needNotify"), answers=answers)


@handles("BLEPeripheralServer.close")
def close(context: Context) -> None:
    """End the server."""
    meant(context, Server).dispose()
    context.phone.objects.pop(context.call.target, None)
    context.ok()


@reacts("switches.bluetooth")
def switched(phone: Phone, change: Change) -> None:
    """Without the adapter nobody is connected and nothing is advertised."""
    if not change.new:
        for item in tuple(phone.objects.values()):
            if isinstance(item, Server):
                item.dispose()

"""Bluetooth LE in its order: open, discover, connect, services, characteristics, data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from apimock import wording
from apimock.calls import Event, Outcome
from apimock.context import Context
from apimock.handlers.coded import fail_code
from apimock.observable import Change
from apimock.peripherals.document import Characteristic, Peripheral, Service, full_uuid
from apimock.peripherals.link import Link
from apimock.peripherals.radio import PATIENCE, radio
from apimock.registry import handles, reacts

if TYPE_CHECKING:
    from apimock.phone import Phone

_DONE = {"errCode": 0}
_RADIO_DELAY = 30.0
"""ms a read or write takes."""
Found = Callable[[Link, Service, Characteristic], None]


def fails(context: Context, code: int) -> None:
    """Fail with a code of Bluetooth."""
    fail_code(context, "BluetoothError", code)


@handles("openBluetoothAdapter")
def open_adapter(context: Context) -> None:
    """Make the module ready; with the switch off that fails, yet the app hears of the switch."""
    bluetooth = context.device.bluetooth
    if not context.device.switches.bluetooth:
        bluetooth.initialised = True
        result = wording.recorded("openBluetoothAdapter", "not available").as_result()
        if context.dialect == "ios":
            result["state"] = 4
        context.finish(Outcome.FAIL, result, None)
        return
    if bluetooth.opened:
        context.fail_recorded("already opened")
        return
    bluetooth.mode = context.text("mode", "central")
    bluetooth.initialised = bluetooth.opened = True
    context.ok(_DONE)


@handles("closeBluetoothAdapter")
def close_adapter(context: Context) -> None:
    """Give the module back: discovery and connections end, what was found is forgotten."""
    bluetooth = context.device.bluetooth
    if not bluetooth.initialised:
        fails(context, 10000)
        return
    radio(context.phone).close()
    bluetooth.opened = bluetooth.initialised = bluetooth.discovering = False
    context.ok(_DONE)


def ready(context: Context) -> bool:
    """Whether the module is open and switched on; else the call fails."""
    if not context.device.bluetooth.initialised:
        fails(context, 10000)
    elif not context.device.switches.bluetooth:
        fails(context, 10001)
    else:
        return True
    return False


@handles("getBluetoothAdapterState")
def adapter_state(context: Context) -> None:
    """Whether the adapter is there and discovering."""
    bluetooth = context.device.bluetooth
    if not bluetooth.initialised:
        fails(context, 10000)
        return
    available = context.device.switches.bluetooth
    context.ok({"discovering": available and bluetooth.discovering, "available": available})


@reacts("switches.bluetooth", "bluetooth.discovering")
def adapter_changed(phone: Phone, change: Change) -> None:
    """The adapter went on or off, or began or ended discovering."""
    bluetooth = phone.device.bluetooth
    if bluetooth.discovering and not radio(phone).discovering:
        radio(phone).discover(())
    if change.path == "switches.bluetooth" and not change.new:
        radio(phone).close()
        bluetooth.opened = False
        if bluetooth.discovering:
            bluetooth.discovering = False
            return
    if bluetooth.initialised:
        available = phone.device.switches.bluetooth
        detail = {"available": available, "discovering": available and bluetooth.discovering}
        phone.emit(Event("onBluetoothAdapterStateChange", detail))


@handles("startBluetoothDevicesDiscovery")
def start_discovery(context: Context) -> None:
    """Listen for adverts; Android wants to know where the phone is allowed to be."""
    if not ready(context):
        return
    if context.dialect == "android" and (
        context.device.permissions.system.get("location") == "denied"
        or not context.device.switches.location
    ):
        context.fail_recorded("location permission is denied")
        return
    wanted = context.param("services")
    services = [str(one) for one in wanted] if isinstance(wanted, list) else []
    if not all(full_uuid(one) for one in services):
        fails(context, 10013)
        return
    radio(context.phone).discover(
        services,
        repeats=context.flag("allowDuplicatesKey"),
        interval=max(0.0, context.number_of("interval", 0.0)),
    )
    context.device.bluetooth.discovering = True
    context.ok({"isDiscovering": True, **_DONE})


@handles("stopBluetoothDevicesDiscovery")
def stop_discovery(context: Context) -> None:
    """Listen no longer."""
    if ready(context):
        radio(context.phone).silence()
        context.device.bluetooth.discovering = False
        context.ok(_DONE)


@handles("getBluetoothDevices")
def devices(context: Context) -> None:
    """What was found since the module was opened, connected ones included."""
    if ready(context):
        air = radio(context.phone)
        known = {*context.device.bluetooth.found, *air.links}
        context.ok({"devices": [air.shown(p) for p in air.around() if p.address in known]})


@handles("getConnectedBluetoothDevices")
def connected_devices(context: Context) -> None:
    """The connected ones that have one of the services."""
    if not ready(context):
        return
    wanted = {full_uuid(str(one)) for one in context.param("services", ())}
    links = radio(context.phone).links.values()
    fitting = [
        {"deviceId": link.device_id, "name": link.peripheral.advert.name}
        for link in links
        if not wanted or wanted & {service.uuid for service in link.peripheral.services}
    ]
    context.ok({"devices": fitting})


@handles("createBLEConnection")
def connect(context: Context) -> None:
    """Connect what was found before; what is out of reach takes until the time-out."""
    if not ready(context):
        return
    air = radio(context.phone)
    peripheral = air.named(context.text("deviceId"))
    if peripheral is None or peripheral.address not in context.device.bluetooth.found:
        fails(context, 10002)
        return
    address = peripheral.address
    if address in air.links or address in air.connecting:
        fails(context, -1)
        return
    air.connecting.add(address)
    context.closing.append(lambda: air.connecting.discard(address))
    outcome, patience = air.attempt(peripheral), context.number_of("timeout", 0.0) or PATIENCE
    delay = peripheral.connection.delay
    if outcome == "timeout" or delay >= patience:
        context.later(patience, lambda: fails(context, 10012))
    elif outcome == "fail":
        context.later(delay, lambda: fails(context, 10003))
    else:
        context.later(delay, lambda: _connected(context, peripheral))


def _connected(context: Context, peripheral: Peripheral) -> None:
    air = radio(context.phone)
    if peripheral.address not in air.connecting:  # the adapter went off meanwhile
        fails(context, 10001 if not context.device.switches.bluetooth else 10003)
        return
    air.connect(peripheral)
    context.ok(_DONE)


@handles("closeBLEConnection")
def disconnect(context: Context) -> None:
    """End a connection."""
    link = _link(context)
    if link is not None:
        radio(context.phone).drop(link.peripheral.address)
        context.ok(_DONE)


@reacts("bluetooth.connected", "bluetooth.peripherals")
def connections_changed(phone: Phone, change: Change) -> None:
    """Whoever is out of reach, or taken out of the list, is connected no longer."""
    radio(phone).settle()


def _link(context: Context) -> Link | None:
    """The connection the call means; without one the call fails."""
    if not ready(context):
        return None
    link = radio(context.phone).link(context.text("deviceId"))
    if link is None:
        fails(context, 10006)
    return link


@handles("getBLEDeviceServices")
def services(context: Context) -> None:
    """The services of a connected peripheral."""
    link = _link(context)
    if link is not None:
        link.listed = True
        rows = [{"uuid": one.uuid, "isPrimary": one.primary} for one in link.peripheral.services]
        context.ok({"services": rows, **_DONE})


@handles("getBLEDeviceCharacteristics")
def characteristics(context: Context) -> None:
    """The characteristics of a service that was listed."""
    link = _link(context)
    if link is None:
        return
    service = link.peripheral.service(context.text("serviceId")) if link.listed else None
    if service is None:
        fails(context, 10004)
        return
    link.known.add(service.uuid)
    rows = [{"uuid": one.uuid, "properties": _properties(one)} for one in service.characteristics]
    context.ok({"characteristics": rows, **_DONE})


def _properties(characteristic: Characteristic) -> dict[str, bool]:
    has = characteristic.properties
    names = ("read", "write", "notify", "indicate", "writeNoResponse")
    shown = {name: name in has for name in names}
    shown["write"] = "write" in has or "writeNoResponse" in has
    return shown | {"writeDefault": "write" in has}


def _with(context: Context, wanted: frozenset[str], then: Found) -> None:
    """Go on with the characteristic the call names, if it can do one of these."""
    link = _link(context)
    if link is None:
        return
    found = link.find(context.text("serviceId"), context.text("characteristicId"))
    if isinstance(found, int):
        fails(context, found)
        return
    service, characteristic = found
    if not characteristic.properties & wanted:
        fails(context, 10007)
        return

    def go_on() -> None:
        if radio(context.phone).links.get(link.peripheral.address) is link:
            then(link, service, characteristic)
        else:
            fails(context, 10006)

    context.later(_RADIO_DELAY, go_on)


@handles("readBLECharacteristicValue")
def read(context: Context) -> None:
    """Read a value, which comes as an event."""

    def then(link: Link, service: Service, characteristic: Characteristic) -> None:
        context.ok(_DONE)
        link.read(service, characteristic)

    _with(context, frozenset({"read"}), then)


@handles("writeBLECharacteristicValue")
def write(context: Context) -> None:
    """Write bytes; what does not fit into a packet is lost."""

    def then(link: Link, service: Service, characteristic: Characteristic) -> None:
        data = bytes(context.param("value") or b"")
        fits = link.mtu - 3
        if len(data) > fits:
            context.note = f"truncated to {fits} of {len(data)} bytes: the MTU is {link.mtu}"
        context.ok(_DONE)
        link.write(characteristic, data)

    kind = context.text("writeType")
    either = frozenset({"write", "writeNoResponse"})
    _with(context, frozenset({kind}) if kind in either else either, then)


@handles("notifyBLECharacteristicValueChange")
def notify(context: Context) -> None:
    """Begin or cease to hear a value."""

    def then(link: Link, service: Service, characteristic: Characteristic) -> None:
        context.ok(_DONE)
        link.listen(characteristic, context.flag("state"))

    _with(context, frozenset({"notify", "indicate"}), then)


@handles("getBLEDeviceRSSI")
def rssi(context: Context) -> None:
    """How strong a connected peripheral is."""
    link = _link(context)
    if link is not None:
        context.ok({"RSSI": radio(context.phone).signal(link.peripheral)})


@handles("getBLEMTU")
def get_mtu(context: Context) -> None:
    """The largest packet of a connection."""
    link = _link(context)
    if link is not None:
        context.ok({"mtu": link.mtu})


@handles("setBLEMTU")
def set_mtu(context: Context) -> None:
    """Agree on larger packets; iOS does so by itself."""
    link = _link(context)
    if link is None:
        return
    wanted = int(context.number_of("mtu", 0))
    if context.dialect == "ios":
        fails(context, 10009)
    elif not 22 < wanted <= 512:
        fails(context, 10013)
    else:
        before, link.mtu = link.mtu, min(wanted, link.peripheral.connection.mtu)
        context.ok({"mtu": link.mtu})
        if link.mtu != before:
            context.emit("onBLEMTUChange", {"deviceId": link.device_id, "mtu": link.mtu})


@handles("makeBluetoothPair")
def pair(context: Context) -> None:
    """Pair with a PIN (Android)."""
    peripheral = _pairable(context)
    if peripheral is None:
        return
    if peripheral.connection.pin and context.text("pin") != peripheral.connection.pin:
        context.fail(f":{wording.errno_text(1510101)}", errno=1510101)
        return
    paired = context.device.bluetooth.paired
    if peripheral.address not in paired:
        context.device.bluetooth.paired = [*paired, peripheral.address]
    context.ok()


@handles("isBluetoothDevicePaired")
def is_paired(context: Context) -> None:
    """Whether the phone and the peripheral are paired (Android)."""
    peripheral = _pairable(context)
    if peripheral is None:
        return
    if peripheral.address in context.device.bluetooth.paired:
        context.ok()
    else:
        context.fail("")


def _pairable(context: Context) -> Peripheral | None:
    if not ready(context):
        return None
    if context.dialect == "ios":
        fails(context, 10009)
        return None
    peripheral = radio(context.phone).named(context.text("deviceId"))
    if peripheral is None:
        fails(context, 10002)
    return peripheral

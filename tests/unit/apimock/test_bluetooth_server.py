"""The phone as a peripheral: services, advertising, a device that connects, asks and listens."""

from __future__ import annotations

import pytest

from apimock.peripherals.server import visit
from tests.unit.apimock.bench import Bench

SERVICE = {
    "uuid": "FFE0",
    "characteristics": [
        {"uuid": "FFE1", "properties": {"read": True, "notify": True}, "value": b"old"},
        {"uuid": "FFE2", "properties": {"write": True}},
    ],
}
LONG = "0000{}-0000-1000-8000-00805F9B34FB"


@pytest.fixture
def server(bench: Bench) -> int:
    """An advertising server; the number of its object."""
    bench.ok("openBluetoothAdapter", {"mode": "peripheral"})
    made = bench.ok("createBLEPeripheralServer", id=50)["server"]
    assert made == {"$object": 50, "type": "BLEPeripheralServer"}
    bench.ok("BLEPeripheralServer.addService", {"service": SERVICE}, target=50)
    request = {"deviceName": "My phone", "serviceUuids": ["FFE0"]}
    bench.ok("BLEPeripheralServer.startAdvertising", {"advertiseRequest": request}, target=50)
    return 50


def test_it_needs_the_adapter(bench: Bench) -> None:
    assert bench.call("createBLEPeripheralServer").result["errCode"] == 10000
    bench.ok("openBluetoothAdapter")
    bench.device.switches.bluetooth = False
    assert bench.call("createBLEPeripheralServer").result["errCode"] == 10001


def test_a_device_connects_while_it_advertises(bench: Bench, server: int) -> None:
    advertising = bench.device.bluetooth.advertising
    assert advertising is not None
    assert (advertising["deviceName"], advertising["serviceUuids"]) == (
        "My phone",
        [LONG.format("FFE0")],
    )
    central = visit(bench.phone)
    assert central is not None
    assert bench.named("onBLEPeripheralConnectionStateChanged")[0]["connected"] is True
    bench.ok("BLEPeripheralServer.stopAdvertising", target=server)
    assert visit(bench.phone) is None
    central.leave()
    assert bench.named("onBLEPeripheralConnectionStateChanged")[1]["connected"] is False


def test_a_read_is_answered_by_the_app(bench: Bench, server: int) -> None:
    central = visit(bench.phone)
    assert central is not None
    central.read("FFE0", "FFE1")
    (asked,) = bench.named("object:50:characteristicReadRequest")
    assert asked["characteristicId"] == LONG.format("FFE1")
    answer = {**asked, "value": b"new", "needNotify": False}
    bench.ok("BLEPeripheralServer.writeCharacteristicValue", answer, target=server)
    assert central.answers == [b"new"]
    with pytest.raises(LookupError):
        central.read("FFE0", "FFE2")


def test_a_write_reaches_the_app_and_subscribers_are_notified(bench: Bench, server: int) -> None:
    central = visit(bench.phone)
    assert central is not None
    central.write("FFE0", "FFE2", b"on")
    assert bench.named("object:50:characteristicWriteRequest")[0]["value"] == b"on"
    told = {"serviceId": "FFE0", "characteristicId": "FFE1", "value": b"1", "needNotify": True}
    bench.ok("BLEPeripheralServer.writeCharacteristicValue", told, target=server)
    central.subscribe("FFE0", "FFE1")
    bench.ok("BLEPeripheralServer.writeCharacteristicValue", told, target=server)
    central.subscribe("FFE0", "FFE1", on=False)
    bench.ok("BLEPeripheralServer.writeCharacteristicValue", told, target=server)
    assert central.heard == [(LONG.format("FFE1"), b"1")]
    names = [event.name for event in bench.events]
    assert "object:50:characteristicSubscribed" in names
    assert "object:50:characteristicUnsubscribed" in names


def test_codes(bench: Bench, server: int) -> None:
    def code(name: str, **params: object) -> object:
        return bench.call(f"BLEPeripheralServer.{name}", params, target=server).result.get(
            "errCode"
        )

    value = {"value": b"1", "needNotify": False}
    assert code("addService", service={"uuid": "x", "characteristics": [{"uuid": "1"}]}) == 10013
    write = "writeCharacteristicValue"
    assert code(write, serviceId="FFFF", characteristicId="FFE1", **value) == 10004
    assert code(write, serviceId="FFE0", characteristicId="FFE9", **value) == 10005
    assert code("removeService", serviceId="FFFF") == 10004
    assert code("removeService", serviceId="FFE0") is None
    assert code(write, serviceId="FFE0", characteristicId="FFE1", **value) == 10004


def test_closing_and_the_switch_end_it(bench: Bench, server: int) -> None:
    assert visit(bench.phone) is not None
    bench.device.switches.bluetooth = False
    assert bench.named("onBLEPeripheralConnectionStateChanged")[-1]["connected"] is False
    assert bench.device.bluetooth.advertising is None
    bench.device.switches.bluetooth = True
    bench.ok("BLEPeripheralServer.close", target=server)
    assert server not in bench.phone.objects

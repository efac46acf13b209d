"""Bluetooth LE from the first scan to the last notification, each code in its place."""

from __future__ import annotations

from typing import Any

import pytest

from apimock.calls import Outcome
from apimock.peripherals.radio import radio
from apimock.peripherals.reader import read_peripheral
from tests.unit.apimock.bench import Bench

HEART, LOCK = "C8:0F:10:00:00:01", "C8:0F:10:00:00:03"
DEVICE = """
name: Bench device
address: AA:00:00:00:00:01
advertise: {name: BENCH, services: [FFE0], manufacturer: "01 02", service_data: {FFE0: "07"}}
connection: {delay: 200, mtu: 64, pin: "1234"}
services:
  - uuid: FFE0
    characteristics:
      - uuid: FFE1
        properties: [write, writeNoResponse]
        on_write:
          - {when: "01 .. 03", do: [{notify: FFE2, value: "AA {written:1:2} {sum}", after: 100}]}
          - {when: "0F", do: [{disconnect: yes, after: 50}]}
      - {uuid: FFE2, properties: [notify], every: {interval: 1000, values: ["{count:u16be}", "FF"]}}
      - {uuid: FFE3, properties: [read, write], value: "'hello'"}
actions:
  press: [{notify: FFE2, value: "B0"}, {set: FFE3, value: "01"}]
"""
BENCH = "AA:00:00:00:00:01"
SHORT = "0000{}-0000-1000-8000-00805F9B34FB"


@pytest.fixture
def air() -> Bench:
    """An Android phone with one peripheral near."""
    bench = Bench()
    bench.device.system.platform = "android"
    bench.device.bluetooth.peripherals = []
    radio(bench.phone).add(read_peripheral(DEVICE.encode(), "bench.yaml"))
    return bench


def later(bench: Bench, name: str, ms: float = 1_000, **params: Any) -> dict[str, Any]:
    replies = bench.start(name, params)
    bench.clock.advance(ms)
    assert len(replies) == 1, f"{name} is not answered"
    return dict(replies[0].result)


def code(bench: Bench, name: str, ms: float = 1_000, **params: Any) -> int | None:
    return later(bench, name, ms, **params).get("errCode")


def found(bench: Bench) -> None:
    bench.ok("openBluetoothAdapter")
    bench.ok("startBluetoothDevicesDiscovery")
    bench.clock.advance(500)
    bench.ok("stopBluetoothDevicesDiscovery")


def connected(bench: Bench, device: str = BENCH) -> None:
    found(bench)
    assert code(bench, "createBLEConnection", deviceId=device) == 0


def at(characteristic: str, service: str = "FFE0", device: str = BENCH) -> dict[str, str]:
    return {"deviceId": device, "serviceId": service, "characteristicId": characteristic}


def ready(bench: Bench, device: str = BENCH, service: str = "FFE0") -> None:
    connected(bench, device)
    bench.ok("getBLEDeviceServices", {"deviceId": device})
    bench.ok("getBLEDeviceCharacteristics", {"deviceId": device, "serviceId": service})


def values(bench: Bench) -> list[bytes]:
    return [detail["value"] for detail in bench.named("onBLECharacteristicValueChange")]


def test_the_order_is_enforced_with_its_codes(air: Bench) -> None:
    device = {"deviceId": BENCH}
    assert code(air, "createBLEConnection", **device) == 10000
    air.ok("openBluetoothAdapter")
    assert code(air, "createBLEConnection", **device) == 10002, "never found"
    air.ok("startBluetoothDevicesDiscovery")
    air.clock.advance(500)
    assert code(air, "getBLEDeviceServices", **device) == 10006
    assert code(air, "createBLEConnection", **device) == 0
    assert code(air, "createBLEConnection", **device) == -1
    assert code(air, "getBLEDeviceCharacteristics", **device, serviceId="FFE0") == 10004
    assert code(air, "readBLECharacteristicValue", **at("FFE3")) == 10004
    assert code(air, "getBLEDeviceServices", **device) == 0
    assert code(air, "getBLEDeviceCharacteristics", **device, serviceId="FFFF") == 10004
    assert code(air, "readBLECharacteristicValue", **at("FFE3")) == 10005
    assert code(air, "getBLEDeviceCharacteristics", **device, serviceId="FFE0") == 0
    assert code(air, "readBLECharacteristicValue", **at("FFE9")) == 10005
    assert code(air, "readBLECharacteristicValue", **at("FFE1")) == 10007
    assert code(air, "notifyBLECharacteristicValueChange", **at("FFE3"), state=True) == 10007
    assert code(air, "writeBLECharacteristicValue", **at("FFE2"), value=b"1") == 10007
    assert code(air, "readBLECharacteristicValue", **at("FFE3")) == 0
    assert code(air, "closeBLEConnection", **device) == 0
    assert code(air, "readBLECharacteristicValue", **at("FFE3")) == 10006
    assert code(air, "startBluetoothDevicesDiscovery", services=["nonsense"]) == 10013
    air.ok("closeBluetoothAdapter")
    assert code(air, "getBluetoothDevices") == 10000


@pytest.mark.parametrize(
    ("name", "result"),
    [
        (
            "startBluetoothDevicesDiscovery",
            {
                "errMsg": "startBluetoothDevicesDiscovery:fail:not init",
                "errCode": 10000,
                "errno": 1500101,
            },
        ),
        (
            "getBLEDeviceServices",
            {"errMsg": "getBLEDeviceServices:fail:not init", "errCode": 10000, "errno": 1500101},
        ),
    ],
)
def test_recorded_words(air: Bench, name: str, result: dict[str, Any]) -> None:
    assert later(air, name, deviceId=BENCH) == result


def test_words_of_connecting(air: Bench) -> None:
    found(air)
    assert later(air, "createBLEConnection", deviceId="x") == {
        "errMsg": "createBLEConnection:fail no device",
        "errCode": 10002,
        "errno": 1509006,
    }
    assert code(air, "createBLEConnection", deviceId=BENCH) == 0
    assert later(air, "createBLEConnection", deviceId=BENCH) == {
        "errMsg": "createBLEConnection:fail:already connect",
        "errCode": -1,
        "errno": 1509007,
    }


def test_a_device_is_found_once_unless_repeats_are_wanted(air: Bench) -> None:
    air.ok("openBluetoothAdapter")
    air.ok("startBluetoothDevicesDiscovery")
    air.clock.advance(3_000)
    (detail,) = air.named("onBluetoothDeviceFound")
    (device,) = detail["devices"]
    assert device["RSSI"] == pytest.approx(-59 - 6, abs=2)
    del device["RSSI"]
    assert device == {
        "deviceId": BENCH,
        "name": "BENCH",
        "localName": "BENCH",
        "advertisData": b"\x01\x02",
        "advertisServiceUUIDs": [SHORT.format("FFE0")],
        "serviceData": {SHORT.format("FFE0"): b"\x07"},
        "connectable": True,
    }
    air.ok("startBluetoothDevicesDiscovery", {"allowDuplicatesKey": True})
    air.clock.advance(2_000)
    assert len(air.named("onBluetoothDeviceFound")) == 1 + 10, "it sends every 200 ms"


def test_adverts_are_gathered_filtered_and_rest_in_the_background() -> None:
    bench = Bench()
    bench.ok("openBluetoothAdapter")
    bench.ok("startBluetoothDevicesDiscovery", {"interval": 1_000})
    bench.clock.advance(2_000)
    (detail,) = bench.named("onBluetoothDeviceFound")
    assert len(detail["devices"]) == 4
    bench.events.clear()
    bench.phone.set_foreground(False)
    bench.ok("startBluetoothDevicesDiscovery", {"services": ["180d"]})
    bench.clock.advance(2_000)
    assert bench.named("onBluetoothDeviceFound") == []
    bench.phone.set_foreground(True)
    bench.clock.advance(200)
    ((device,),) = [d["devices"] for d in bench.named("onBluetoothDeviceFound")]
    assert device["name"] == "MD-HR 01"
    assert device["deviceId"] != HEART, "iOS gives every device a UUID of its own"
    assert len(bench.ok("getBluetoothDevices")["devices"]) == 4


def test_distance_decides_signal_and_reach(air: Bench) -> None:
    connected(air)
    near = air.ok("getBLEDeviceRSSI", {"deviceId": BENCH})["RSSI"]
    radio(air.phone).move(BENCH, 20.0)
    assert air.ok("getBLEDeviceRSSI", {"deviceId": BENCH})["RSSI"] < near - 12
    radio(air.phone).move(BENCH, 90.0)
    assert air.named("onBLEConnectionStateChange")[-1] == {"deviceId": BENCH, "connected": False}
    assert code(air, "createBLEConnection", ms=2_000, deviceId=BENCH, timeout=2_000) == 10012
    replies = air.start("createBLEConnection", {"deviceId": BENCH})
    air.clock.advance(29_000)
    assert replies == []
    air.clock.advance(1_000)
    assert replies[0].result["errMsg"] == "createBLEConnection:fail connect time out"


def test_outcomes_of_connecting_come_in_turn(air: Bench) -> None:
    text = DEVICE.replace(
        "delay: 200", "delay: 200, attempts: [fail, timeout, ok], drop_after: 5000"
    )
    radio(air.phone).add(read_peripheral(text.encode(), "bench.yaml"))
    found(air)
    assert code(air, "createBLEConnection", deviceId=BENCH) == 10003
    assert code(air, "createBLEConnection", deviceId=BENCH, timeout=500) == 10012
    assert code(air, "createBLEConnection", deviceId=BENCH, timeout=100) == 10012, "too hasty"
    replies = air.start("createBLEConnection", {"deviceId": BENCH})
    assert code(air, "createBLEConnection", ms=0, deviceId=BENCH) == -1, "one is under way"
    air.clock.advance(200)
    assert replies[0].result["errMsg"] == "createBLEConnection:ok"
    air.clock.advance(5_000)
    states = [detail["connected"] for detail in air.named("onBLEConnectionStateChange")]
    assert states == [True, False]
    assert air.device.bluetooth.connected == []


def test_services_and_characteristics_are_told_in_full(air: Bench) -> None:
    connected(air)
    assert air.ok("getBLEDeviceServices", {"deviceId": BENCH})["services"] == [
        {"uuid": SHORT.format("FFE0"), "isPrimary": True}
    ]
    rows = air.ok("getBLEDeviceCharacteristics", {"deviceId": BENCH, "serviceId": "FFE0"})
    assert rows["characteristics"][1] == {
        "uuid": SHORT.format("FFE2"),
        "properties": {
            "read": False,
            "write": False,
            "notify": True,
            "indicate": False,
            "writeNoResponse": False,
            "writeDefault": False,
        },
    }
    shown = air.ok("getConnectedBluetoothDevices", {"services": ["FFE0"]})["devices"]
    assert shown == [{"deviceId": BENCH, "name": "BENCH"}]
    assert air.ok("getConnectedBluetoothDevices", {"services": ["FFFF"]})["devices"] == []


def test_write_is_answered_by_the_script_only_while_the_app_listens(air: Bench) -> None:
    ready(air)
    later(air, "writeBLECharacteristicValue", **at("FFE1"), value=b"\x01\x02\x03")
    assert values(air) == []
    later(air, "notifyBLECharacteristicValueChange", ms=30, **at("FFE2"), state=True)
    later(air, "writeBLECharacteristicValue", ms=200, **at("FFE1"), value=b"\x01\x09\x03")
    assert values(air) == [b"\xaa\x09\xb3"]
    later(air, "writeBLECharacteristicValue", ms=200, **at("FFE1"), value=b"\x01\x09\x04")
    assert len(values(air)) == 1, "no reaction begins this way"
    later(air, "notifyBLECharacteristicValueChange", ms=30, **at("FFE2"), state=False)
    later(air, "writeBLECharacteristicValue", ms=200, **at("FFE1"), value=b"\x01\x09\x03")
    assert len(values(air)) == 1
    detail = air.named("onBLECharacteristicValueChange")[0]
    assert detail["serviceId"] == SHORT.format("FFE0")
    assert detail["characteristicId"] == SHORT.format("FFE2")


def test_values_are_notified_again_and_again(air: Bench) -> None:
    ready(air)
    later(air, "notifyBLECharacteristicValueChange", ms=30, **at("FFE2"), state=True)
    air.clock.advance(4_000)
    assert values(air) == [b"\x00\x00", b"\xff", b"\x00\x02", b"\xff"]
    air.ok("closeBLEConnection", {"deviceId": BENCH})
    air.clock.advance(4_000)
    assert len(values(air)) == 4


def test_a_value_can_be_read_written_and_stays(air: Bench) -> None:
    ready(air)
    later(air, "readBLECharacteristicValue", **at("FFE3"))
    later(air, "writeBLECharacteristicValue", **at("FFE3"), value=b"new")
    air.ok("closeBLEConnection", {"deviceId": BENCH})
    later(air, "createBLEConnection", deviceId=BENCH)
    air.ok("getBLEDeviceServices", {"deviceId": BENCH})
    air.ok("getBLEDeviceCharacteristics", {"deviceId": BENCH, "serviceId": "FFE0"})
    later(air, "readBLECharacteristicValue", **at("FFE3"))
    assert values(air) == [b"hello", b"new"]
    traffic = [(row["direction"], row["value"]) for row in air.device.bluetooth.traffic]
    assert traffic == [("read", "68656C6C6F"), ("write", "6E6577"), ("read", "6E6577")]


def test_a_person_presses_a_button_of_the_device(air: Bench) -> None:
    radio(air.phone).act(BENCH, "press")
    assert air.device.bluetooth.values[BENCH] == {SHORT.format("FFE3"): "01"}
    ready(air)
    later(air, "notifyBLECharacteristicValueChange", ms=30, **at("FFE2"), state=True)
    radio(air.phone).act(BENCH, "press")
    assert values(air) == [b"\xb0"]
    with pytest.raises(KeyError):
        radio(air.phone).act(BENCH, "sing")
    assert radio(air.phone).overview()[BENCH]["actions"] == ["press"]


def test_a_script_may_end_the_connection(air: Bench) -> None:
    ready(air)
    later(air, "writeBLECharacteristicValue", **at("FFE1"), value=b"\x0f")
    assert air.named("onBLEConnectionStateChange")[-1]["connected"] is False


def test_long_writes_are_cut_and_the_log_says_so(air: Bench) -> None:
    ready(air)
    assert air.ok("getBLEMTU", {"deviceId": BENCH})["mtu"] == 23
    later(air, "writeBLECharacteristicValue", **at("FFE1"), value=bytes(64))
    assert len(bytes.fromhex(air.device.bluetooth.traffic[-1]["value"])) == 20
    note = next(row.note for row in air.phone.log if row.call.name.startswith("write"))
    assert note == "truncated to 20 of 64 bytes: the MTU is 23"
    assert air.ok("setBLEMTU", {"deviceId": BENCH, "mtu": 100})["mtu"] == 64
    assert air.named("onBLEMTUChange") == [{"deviceId": BENCH, "mtu": 64}]
    later(air, "writeBLECharacteristicValue", **at("FFE1"), value=bytes(60))
    assert len(bytes.fromhex(air.device.bluetooth.traffic[-1]["value"])) == 60
    assert code(air, "setBLEMTU", deviceId=BENCH, mtu=9) == 10013
    air.device.system.platform = "ios"
    air.ok("closeBluetoothAdapter")
    connected(air, radio(air.phone).device_id(radio(air.phone).around()[0]))
    device = radio(air.phone).links[BENCH].device_id
    assert air.ok("getBLEMTU", {"deviceId": device})["mtu"] == 64
    assert code(air, "setBLEMTU", deviceId=device, mtu=100) == 10009


def test_the_switch_ends_everything_and_is_told(air: Bench) -> None:
    connected(air)
    air.ok("startBluetoothDevicesDiscovery")
    air.events.clear()
    air.device.switches.bluetooth = False
    assert air.named("onBLEConnectionStateChange") == [{"deviceId": BENCH, "connected": False}]
    assert air.named("onBluetoothAdapterStateChange") == [
        {"available": False, "discovering": False}
    ]
    assert code(air, "getBluetoothDevices") == 10001
    assert air.ok("getBluetoothAdapterState") == {
        "available": False,
        "discovering": False,
        "errMsg": "getBluetoothAdapterState:ok",
    }
    air.device.switches.bluetooth = True
    assert air.named("onBluetoothAdapterStateChange")[-1]["available"] is True
    air.ok("openBluetoothAdapter")


def test_opening_with_the_switch_off_fails_and_hears_of_the_switch() -> None:
    bench = Bench()
    bench.device.switches.bluetooth = False
    reply = bench.call("openBluetoothAdapter")
    assert dict(reply.result) == {
        "errMsg": "openBluetoothAdapter:fail:not available",
        "errCode": 10001,
        "errno": 1500102,
        "state": 4,
    }
    bench.device.switches.bluetooth = True
    assert bench.named("onBluetoothAdapterStateChange") == [
        {"available": True, "discovering": False}
    ]
    bench.ok("openBluetoothAdapter")
    assert bench.fails("openBluetoothAdapter") == "openBluetoothAdapter:fail already opened"


def test_the_switch_goes_off_while_connecting(air: Bench) -> None:
    found(air)
    replies = air.start("createBLEConnection", {"deviceId": BENCH})
    air.device.switches.bluetooth = False
    air.clock.advance(300)
    assert replies[0].result["errCode"] == 10001
    assert air.device.bluetooth.connected == []


def test_android_wants_to_know_the_place(air: Bench) -> None:
    air.ok("openBluetoothAdapter")
    air.device.permissions.set_system("location", "denied")
    reply = air.call("startBluetoothDevicesDiscovery")
    assert reply.result == {
        "errMsg": "startBluetoothDevicesDiscovery:fail:location permission is denied",
        "errno": 1509008,
    }
    air.device.system.platform = "ios"
    air.ok("startBluetoothDevicesDiscovery")


def test_pairing_needs_the_pin(air: Bench) -> None:
    found(air)
    assert (
        air.fails("isBluetoothDevicePaired", {"deviceId": BENCH}) == "isBluetoothDevicePaired:fail"
    )
    reply = air.call("makeBluetoothPair", {"deviceId": BENCH, "pin": "0"})
    assert reply.result == {"errMsg": "makeBluetoothPair:fail:need pin", "errno": 1510101}
    air.ok("makeBluetoothPair", {"deviceId": BENCH, "pin": "1234"})
    air.ok("isBluetoothDevicePaired", {"deviceId": BENCH})
    air.device.system.platform = "ios"
    assert code(air, "makeBluetoothPair", deviceId=BENCH, pin="1234") == 10009


def test_a_restart_of_the_app_closes_the_module(air: Bench) -> None:
    connected(air)
    air.phone.restart()
    assert code(air, "getBluetoothDevices") == 10000
    assert air.device.bluetooth.connected == []


def test_a_snapshot_goes_on_discovering_but_has_no_connection(air: Bench) -> None:
    connected(air)
    air.ok("startBluetoothDevicesDiscovery", {"allowDuplicatesKey": True})
    other = Bench()
    other.phone.restore(air.phone.snapshot())
    assert other.device.bluetooth.connected == []
    other.clock.advance(500)
    assert other.named("onBluetoothDeviceFound")[0]["devices"][0]["deviceId"] == BENCH


def test_ready_made_peripherals_do_what_they_are_for() -> None:
    bench = Bench()
    bench.device.system.platform = "android"
    ready(bench, HEART, "180D")
    place = at("2A37", "180D", HEART)
    later(bench, "notifyBLECharacteristicValueChange", ms=30, **place, state=True)
    bench.clock.advance(40_000)
    rates = [value[1] for value in values(bench)]
    assert len(rates) == 40
    assert (min(rates), max(rates)) == (68, 124)
    bench.events.clear()
    later(bench, "createBLEConnection", deviceId=LOCK)
    bench.ok("getBLEDeviceServices", {"deviceId": LOCK})
    bench.ok("getBLEDeviceCharacteristics", {"deviceId": LOCK, "serviceId": "FEE7"})
    for name in ("FEC8", "FEC9"):
        place = at(name, "FEE7", LOCK)
        later(bench, "notifyBLECharacteristicValueChange", ms=30, **place, state=True)
    bench.ok("closeBLEConnection", {"deviceId": HEART})
    bench.events.clear()
    order = at("FEC7", "FEE7", LOCK)
    later(bench, "writeBLECharacteristicValue", **order, value=b"\x05\x01\x99")
    later(bench, "writeBLECharacteristicValue", **order, value=b"\x05\x02")
    radio(bench.phone).act(LOCK, "close lock")
    later(bench, "writeBLECharacteristicValue", **order, value=b"\x77")
    assert values(bench) == [b"\x05\x01\x01\x07", b"\x01", b"\x05\x03\x00\x08", b"\x05\xee\x77\x6a"]


def test_scope_and_system_permission_are_spelled_per_platform() -> None:
    for platform, words in (("android", " auth deny"), ("ios", " auth deny")):
        bench = Bench()
        bench.device.system.platform = platform
        bench.device.permissions.set_scope("scope.bluetooth", "denied")
        reply = bench.call("openBluetoothAdapter")
        assert reply.outcome is Outcome.FAIL
        assert reply.result["errMsg"] == f"openBluetoothAdapter:fail{words}"


def test_values_are_changed_by_hand_and_the_peripheral_begins_and_ends_connections(
    air: Bench,
) -> None:
    near, short = radio(air.phone), SHORT
    assert near.holds(BENCH)[short.format("FFE3")] == b"hello"
    assert not near.join(BENCH), "the app has not opened Bluetooth"
    air.ok("openBluetoothAdapter")
    assert near.join(BENCH)
    assert near.join(BENCH), "it is connected already"
    assert [one["connected"] for one in air.named("onBLEConnectionStateChange")] == [True]
    air.ok("getBLEDeviceServices", {"deviceId": BENCH})
    air.ok("getBLEDeviceCharacteristics", {"deviceId": BENCH, "serviceId": "FFE0"})
    where = {"deviceId": BENCH, "serviceId": "FFE0", "characteristicId": "FFE2"}
    near.put(BENCH, short.format("FFE2"), b"\x01")
    assert air.named("onBLECharacteristicValueChange") == [], "nobody listens yet"
    later(air, "notifyBLECharacteristicValueChange", 100, **where, state=True)
    near.put(BENCH, short.format("FFE2"), b"\x02\x03")
    assert air.named("onBLECharacteristicValueChange")[-1]["value"] == b"\x02\x03"
    near.put(BENCH, short.format("FFE3"), b"now")
    assert near.holds(BENCH)[short.format("FFE3")] == b"now"
    near.drop(BENCH)
    assert [one["connected"] for one in air.named("onBLEConnectionStateChange")] == [True, False]
    near.move(BENCH, 80)
    assert not near.join(BENCH)

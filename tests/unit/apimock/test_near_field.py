"""Beacons, NFC tags, cards in front of a reader, fingerprints: states, events and exact codes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apimock.calls import Outcome
from apimock.handlers.card_emulation import hold_to_reader
from tests.unit.apimock.bench import Bench

UUID = "8F2C0A10-4B7E-4D5A-9C31-5E0B7A6D1F01"
STICKER, CARD = "04A1B2C3D4E580", "9A31C0DE"


@pytest.fixture
def android() -> Bench:
    bench = Bench()
    bench.device.system.platform = "android"
    return bench


def code(bench: Bench, name: str, params: dict[str, Any] | None = None, **fields: Any) -> Any:
    return bench.call(name, params, **fields).result.get("errCode")


def test_beacons_are_told_once_a_second(bench: Bench) -> None:
    assert bench.ok("startBeaconDiscovery", {"uuids": [UUID.lower()]})["errCode"] == 0
    assert bench.named("onBeaconServiceChange") == [{"available": True, "discovering": True}]
    bench.clock.advance(3_000)
    updates = bench.named("onBeaconUpdate")
    assert len(updates) == 3
    near, far = updates[0]["beacons"]
    assert (near["minor"], near["proximity"], near["accuracy"]) == (1, 2, 1.2)
    assert (far["minor"], far["proximity"]) == (2, 3)
    assert near["rssi"] > far["rssi"]
    beacons = bench.device.beacons.around
    bench.device.beacons.around = [{**beacons[0], "distance": 0.2}, {**beacons[1], "distance": 99}]
    (one,) = bench.ok("getBeacons")["beacons"]
    assert one["proximity"] == 1
    bench.phone.set_foreground(False)
    bench.clock.advance(3_000)
    assert len(bench.named("onBeaconUpdate")) == 3
    bench.ok("stopBeaconDiscovery")
    assert bench.named("onBeaconServiceChange")[-1] == {"available": True, "discovering": False}


@pytest.mark.parametrize(
    ("prepare", "params", "expected", "message"),
    [
        ("unsupported", {"uuids": [UUID]}, 11000, "unsupport"),
        ("bluetooth", {"uuids": [UUID]}, 11001, "bluetooth service unavailable"),
        ("location", {"uuids": [UUID]}, 11002, "location service unavailable"),
        ("twice", {"uuids": [UUID]}, 11003, "already start"),
        ("", {"uuids": ["x"]}, 11006, "invalid data"),
        ("", {"uuids": []}, 11006, "invalid data"),
        ("bluetooth", {"uuids": [UUID], "ignoreBluetoothAvailable": True}, 0, ""),
    ],
)
def test_looking_for_beacons_fails_with_its_codes(
    bench: Bench, prepare: str, params: dict[str, Any], expected: int, message: str
) -> None:
    if prepare == "unsupported":
        bench.device.beacons.supported = False
    elif prepare == "twice":
        bench.ok("startBeaconDiscovery", params)
    elif prepare:
        setattr(bench.device.switches, prepare, False)
    result = bench.call("startBeaconDiscovery", params).result
    assert result["errCode"] == expected
    if expected:
        assert result["errMsg"] == f"startBeaconDiscovery:fail:{message}"


def test_beacons_before_start_and_switching_off(bench: Bench) -> None:
    assert code(bench, "getBeacons") == 11004
    assert code(bench, "stopBeaconDiscovery") == 11004
    bench.ok("startBeaconDiscovery", {"uuids": [UUID]})
    bench.device.switches.bluetooth = False
    assert bench.named("onBeaconServiceChange")[-1] == {"available": False, "discovering": False}
    bench.phone.restart()
    assert bench.device.beacons.discovering == []


def adapter(bench: Bench) -> int:
    value = bench.value("getNFCAdapter", target=70)
    assert value == {"$object": 70, "type": "NFCAdapter"}
    return 70


def test_the_adapter_knows_the_names_of_technologies(android: Bench) -> None:
    adapter(android)
    assert android.named("object:70:ready")[0]["tech"]["isoDep"] == "ISO-DEP"


def test_a_sticker_is_discovered_read_and_written(android: Bench) -> None:
    number = adapter(android)
    android.ok("NFCAdapter.startDiscovery", target=number)
    android.device.nfc.present = STICKER
    (detail,) = android.named("object:70:discovered")
    assert detail["id"] == bytes.fromhex(STICKER)
    assert "NDEF" in detail["techs"]
    first, second = detail["messages"][0]["records"]
    assert (first["type"], first["payload"]) == (b"U", b"\x02example.com/tag/1")
    assert second["payload"] == b"\x02enHello"
    assert code(android, "Ndef.writeNdefMessage", {"texts": ["x"]}, target=71) == 13023
    android.ok("Ndef.connect", target=71)
    android.ok("Ndef.writeNdefMessage", {"uris": ["a.example"], "texts": ["Hi"]}, target=71)
    android.device.nfc.present = ""
    assert code(android, "Ndef.isConnected", target=71) == 13013
    android.device.nfc.present = STICKER
    records = android.named("object:70:discovered")[1]["messages"][0]["records"]
    assert [record["payload"] for record in records] == [b"\0a.example", b"\x02enHi"]
    assert android.named("object:71:ndefMessage")[0]["messages"][0]["records"] == records


def test_pages_of_memory_are_read_and_written(android: Bench) -> None:
    android.ok("NFCAdapter.startDiscovery", target=adapter(android))
    android.device.nfc.present = STICKER
    android.ok("MifareUltralight.connect", target=72)
    read = {"data": b"\x30\x04"}
    page = android.ok("MifareUltralight.transceive", read, target=72)["data"]
    assert page[:4] == bytes([1, 2, 3, 4])
    written = android.ok("MifareUltralight.transceive", {"data": b"\xa2\x04WXYZ"}, target=72)
    assert written["data"] == b"\x0a"
    assert android.ok("MifareUltralight.transceive", read, target=72)["data"][:4] == b"WXYZ"
    bad = {"data": b"\x99"}
    assert code(android, "MifareUltralight.transceive", bad, target=72) == 13017
    assert android.ok("MifareUltralight.getMaxTransceiveLength", target=72)["length"] == 253


def test_a_card_answers_by_its_script(android: Bench) -> None:
    android.device.nfc.present = CARD
    android.ok("NFCAdapter.startDiscovery", target=adapter(android))
    assert "messages" not in android.named("object:70:discovered")[0]
    android.ok("IsoDep.connect", target=73)
    assert android.ok("IsoDep.getHistoricalBytes", target=73)["histBytes"].hex() == "80318065"
    read = android.ok("IsoDep.transceive", {"data": b"\x00\xb0\x00\x00"}, target=73)["data"]
    assert read == b"Minideck\x90\x00"
    unknown = android.ok("IsoDep.transceive", {"data": b"\x80\xff"}, target=73)["data"]
    assert unknown == b"\x6d\x00"
    android.ok("NfcA.connect", target=74)
    assert android.ok("NfcA.getAtqa", target=74)["atqa"] == b"\x04\x00"
    assert android.ok("NfcA.getSak", target=74)["sak"] == 32
    android.ok("IsoDep.close", target=73)
    assert code(android, "IsoDep.transceive", {"data": b"1"}, target=73) == 13023


def test_codes_of_reading(android: Bench) -> None:
    number = adapter(android)
    assert code(android, "NFCAdapter.stopDiscovery", target=number) == 13018
    assert code(android, "NfcB.connect", target=75) == 13018
    android.ok("NFCAdapter.startDiscovery", target=number)
    again = android.call("NFCAdapter.startDiscovery", target=number).result
    assert again == {
        "errMsg": "startDiscovery:fail:NFC discovery already started",
        "errCode": 13021,
        "errno": 1504202,
    }
    assert code(android, "NfcB.connect", target=75) == 13013
    android.device.nfc.present = STICKER
    assert code(android, "NfcB.connect", target=75) == 13015
    android.ok("NfcA.connect", target=76)
    assert code(android, "NfcA.connect", target=76) == 13022
    assert code(android, "NfcA.transceive", {"data": b""}, target=76) == 13011
    assert code(android, "NfcA.setTimeout", {"timeout": -1}, target=76) == 13011
    android.ok("NfcA.setTimeout", {"timeout": 500}, target=76)
    android.ok("Ndef.connect", target=77)
    assert code(android, "Ndef.writeNdefMessage", {"records": [{"type": "U"}]}, target=77) == 13012
    tags = android.device.nfc.tags
    android.device.nfc.tags = [{**tags[0], "broken": True, "locked": True}]
    assert code(android, "Ndef.writeNdefMessage", {"texts": ["x"]}, target=77) == 13017
    assert code(android, "MifareUltralight.connect", target=78) == 13016
    android.ok("NFCAdapter.stopDiscovery", target=number)
    android.device.switches.nfc = False
    assert code(android, "NFCAdapter.startDiscovery", target=number) == 13001


def test_iphones_let_no_mini_program_near_a_tag(bench: Bench) -> None:
    assert code(bench, "NFCAdapter.startDiscovery", target=adapter(bench)) == 13000
    assert code(bench, "getHCEState") == 13000


def test_a_reader_talks_to_the_phone_as_a_card(android: Bench) -> None:
    android.ok("getHCEState")
    assert hold_to_reader(android.phone, "F222222222") is None
    android.ok("startHCE", {"aid_list": ["F222222222"]})
    reader = hold_to_reader(android.phone, "F222222222", [b"\x80\x10"])
    assert reader is not None
    select = android.named("onHCEMessage")[0]
    assert (select["messageType"], select["data"].hex()) == (1, "00a4040005f222222222")
    android.ok("sendHCEMessage", {"data": b"\x90\x00"})
    android.clock.advance(50)
    assert android.named("onHCEMessage")[1]["data"] == b"\x80\x10"
    android.ok("sendHCEMessage", {"data": b"OK\x90\x00"})
    android.clock.advance(50)
    assert android.named("onHCEMessage")[2] == {"messageType": 2, "data": b"", "reason": 0}
    assert reader.answers == [b"\x90\x00", b"OK\x90\x00"]
    assert android.device.nfc.exchanges[1] == {"command": "8010", "answer": "4F4B9000"}
    assert code(android, "sendHCEMessage", {"data": b"1"}) == 13005
    android.ok("stopHCE")
    assert code(android, "stopHCE") == 13005


@pytest.mark.parametrize(
    ("change", "expected", "message"),
    [
        ("off", 13001, "system NFC switch not opened"),
        ("none", 13002, "not support HCE"),
        ("other-wallet", 13004, "not set default NFC application"),
    ],
)
def test_why_a_phone_is_no_card(android: Bench, change: str, expected: int, message: str) -> None:
    if change == "off":
        android.device.switches.nfc = False
    elif change == "none":
        android.device.nfc.emulation = False
    else:
        android.device.nfc.default_wallet = False
    for name in ("getHCEState", "startHCE"):
        result = android.call(name, {"aid_list": ["F222222222"]}).result
        assert (result["errCode"], result["errMsg"]) == (expected, f"{name}:fail:{message}")


def test_bad_aids(android: Bench) -> None:
    for aids in ([], ["F2"], ["zz"]):
        assert code(android, "startHCE", {"aid_list": aids}) == 13003


ASK = {"requestAuthModes": ["speech", "fingerPrint"], "challenge": "c-1", "authContent": "Pay"}


def test_a_fingerprint_matches(bench: Bench) -> None:
    assert bench.ok("checkIsSupportSoterAuthentication")["supportMode"] == ["fingerPrint", "facial"]
    asked = bench.ok("checkIsSoterEnrolledInDevice", {"checkAuthMode": "facial"})
    assert asked["isEnrolled"] is True
    replies = bench.start("startSoterAuthentication", ASK)
    assert bench.phone.asking.open[0].facts["mode"] == "fingerPrint"
    bench.answer("match")
    result = replies[0].result
    assert (result["errCode"], result["authMode"]) == (0, "fingerPrint")
    raw = json.loads(result["resultJSON"])
    assert (raw["raw"], raw["counter"]) == ("c-1", 1)
    assert len(result["resultJSONSignature"]) == 64


@pytest.mark.parametrize(
    ("choice", "expected", "message"),
    [
        ("cancel", 90008, "startSoterAuthentication:fail cancel"),
        ("not-authorised", 90002, "startSoterAuthentication:fail not authorized"),
        ("key-error", 90007, "startSoterAuthentication:fail auth key update error"),
    ],
)
def test_outcomes_of_the_sheet(bench: Bench, choice: str, expected: int, message: str) -> None:
    replies = bench.start("startSoterAuthentication", ASK)
    bench.answer(choice)
    assert replies[0].result == {"errMsg": message, "errCode": expected}


@pytest.mark.parametrize(
    ("platform", "expected", "message"),
    [
        ("ios", 90009, "startSoterAuthentication:fail"),
        (
            "android",
            90010,
            "startSoterAuthentication:fail authenticate freeze. please try again later",
        ),
    ],
)
def test_five_wrong_fingers_freeze(platform: str, expected: int, message: str) -> None:
    bench = Bench()
    bench.device.system.platform = platform
    replies = bench.start("startSoterAuthentication", ASK)
    for _ in range(4):
        bench.answer("no-match")
        assert not replies
    bench.answer("no-match")
    assert replies[0].result == {"errMsg": message, "errCode": expected}
    assert bench.device.biometrics.frozen
    assert code(bench, "startSoterAuthentication", ASK) == 90010
    bench.device.biometrics.frozen = False
    replies = bench.start("startSoterAuthentication", ASK)
    bench.answer("freeze")
    assert replies[0].result["errCode"] == expected


@pytest.mark.parametrize(
    ("fields", "params", "expected"),
    [
        ({"modes": []}, {}, 90001),
        ({}, {"requestAuthModes": ["speech"]}, 90003),
        ({}, {"challenge": ""}, 90004),
        ({}, {"challenge": "x" * 513}, 90004),
        ({}, {"authContent": "x" * 43}, 90005),
        ({"enrolled": []}, {}, 90011),
        ({"frozen": True}, {}, 90010),
    ],
)
def test_what_keeps_the_sheet_away(
    bench: Bench, fields: dict[str, Any], params: dict[str, Any], expected: int
) -> None:
    for name, value in fields.items():
        setattr(bench.device.biometrics, name, value)
    reply = bench.call("startSoterAuthentication", {**ASK, **params})
    assert reply.outcome is Outcome.FAIL
    assert reply.result["errCode"] == expected
    assert bench.phone.asking.open == ()


def test_a_face_is_verified_and_only_the_server_learns_how(bench: Bench) -> None:
    bench.ok("checkIsSupportFacialRecognition")
    for choice, passed in (("pass", True), ("no-match", False)):
        replies = bench.start("requestFacialVerify", {"verifyId": "v1"})
        bench.answer(choice)
        assert replies[0].result["errCode"] == 0
        assert bench.device.biometrics.verifications[-1]["passed"] is passed
    replies = bench.start("requestFacialVerify", {"verifyId": "v1"})
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "requestFacialVerify:fail cancel"
    bench.device.biometrics.modes = ["fingerPrint"]
    for name in ("checkIsSupportFacialRecognition", "requestFacialVerify"):
        assert bench.call(name, {"verifyId": "v1"}).outcome is Outcome.FAIL


def test_a_restart_of_the_app_ends_what_it_had_begun(android: Bench) -> None:
    android.ok("NFCAdapter.startDiscovery", target=adapter(android))
    android.ok("startHCE", {"aid_list": ["F222222222"]})
    android.ok("startBeaconDiscovery", {"uuids": [UUID]})
    android.phone.restart()
    assert (android.device.nfc.discovering, android.device.nfc.aids) == (False, [])
    android.ok("NFCAdapter.startDiscovery", target=adapter(android))
    android.ok("startBeaconDiscovery", {"uuids": [UUID]})

"""Contacts, calendar, clipboard, calls and steps: kept, exported, read back."""

from __future__ import annotations

import base64
import contextlib
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock import accounts, cipher, incidents
from apimock.calls import Outcome
from apimock.icalendar import write_calendar
from apimock.vcard import VCardError, read_vcards, write_vcards
from tests.unit.apimock.bench import Bench

EVE = {
    "firstName": "Eve",
    "lastName": "Lin; Jr",
    "mobilePhoneNumber": "12066660005",
    "workPhoneNumber": "020-1",
    "organization": "甲乙丙丁戊己庚辛壬癸公司" * 3,
    "workAddressCity": "广州",
    "remark": "two\nlines, one comma",
}


def saved(bench: Bench, choice: str = "ok", data: dict[str, str] | None = None) -> Outcome:
    replies = bench.start("addPhoneContact", EVE)
    bench.answer(choice, data)
    return replies[0].outcome


def test_a_contact_is_saved_chosen_and_exported(bench: Bench) -> None:
    bench.device.system.platform = "android"
    assert saved(bench) is Outcome.OK
    replies = bench.start("chooseContact")
    bench.answer("choose", bench.device.address.contacts[-1])
    assert replies[0].result == {
        "phoneNumber": "12066660005",
        "displayName": "EveLin; Jr",
        "phoneNumberList": ["12066660005"],
        "errMsg": "chooseContact:ok",
    }
    text = write_vcards([bench.device.address.contacts[-1]])
    assert text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lin\\; Jr;Eve;;;\r\n")
    assert "TEL;TYPE=CELL:12066660005\r\n" in text
    assert "ADR;TYPE=WORK:;;;广州;;;\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (back,) = read_vcards(text, "eve.vcf")
    for name in ("firstName", "lastName", "mobilePhoneNumber", "organization", "remark"):
        assert back[name] == EVE[name]
    assert back["phoneNumberList"] == ["12066660005", "020-1"]


def test_a_number_is_added_to_a_contact_there_is(bench: Bench) -> None:
    bench.device.system.platform = "android"
    before = len(bench.device.address.contacts)
    assert saved(bench, "existing", {"displayName": "Carla Lin"}) is Outcome.OK
    contacts = bench.device.address.contacts
    assert len(contacts) == before
    assert contacts[0]["displayName"] == "Carla Lin"
    assert contacts[0]["phoneNumberList"] == ["12066660003", "12066660005"]
    replies = bench.start("chooseContact")
    bench.answer("choose", contacts[0])
    assert replies[0].result["phoneNumberList"] == ["12066660003", "12066660005"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a.vcf: it holds no whole card"),
        ("BEGIN:VCARD\nFN:A\n", "a.vcf: it holds no whole card"),
        ("FN:A\n", "a.vcf, line 1: it is outside a card"),
        ("BEGIN:VCARD\nnonsense\n", "a.vcf, line 2: “nonsense” is no KEY:value"),
        ("BEGIN:VCARD\nEND:VCARD\n" * 5001, "more than 5000 contacts"),
    ],
)
def test_bad_cards_are_named(text: str, words: str) -> None:
    with pytest.raises(VCardError) as caught:
        read_vcards(text, "a.vcf")
    assert words in str(caught.value)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.dictionaries(st.sampled_from(sorted(EVE)), st.text(max_size=30)))
def test_any_text_is_contacts_or_an_error(text: str, contact: dict[str, str]) -> None:
    with contextlib.suppress(VCardError):
        assert read_vcards(text, "x")
    assert write_vcards([contact]).endswith("END:VCARD\r\n")


def test_calendar_entries_are_exported() -> None:
    entries = [
        {
            "title": "Lesson, one",
            "startTime": 1777622400,
            "endTime": "1777626000",
            "alarmOffset": 300,
        },
        {"title": "Fair", "startTime": 1777564800, "allDay": True, "alarm": False},
        {
            "title": "Run",
            "startTime": 1777622400,
            "repeatInterval": "week",
            "repeatEndTime": 1778832000,
            "location": "Park",
        },
        {"title": "Odd", "startTime": "soon"},
    ]
    text = write_calendar(entries, 1_767_225_600_000)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20260501T080000Z\r\nDTEND:20260501T090000Z\r\nSUMMARY:Lesson\\, one" in text
    assert "TRIGGER:-PT300S" in text
    assert "DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260502" in text
    assert "RRULE:FREQ=WEEKLY;UNTIL=20260515T080000Z" in text
    assert text.count("BEGIN:VALARM") == 3
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 4


def test_the_calendar_keeps_what_is_saved(bench: Bench) -> None:
    entry = {"title": "Lesson", "startTime": 1777622400, "repeatInterval": "day"}
    replies = bench.start("addPhoneRepeatCalendar", entry, gesture=True)
    bench.answer("ok")
    assert replies[0].outcome is Outcome.OK
    assert "RRULE:FREQ=DAILY" in write_calendar(bench.device.address.calendar, 0)
    replies = bench.start("addPhoneCalendar", entry, gesture=True)
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "addPhoneCalendar:fail cancel"
    assert len(bench.device.address.calendar) == 1


def test_the_clipboard_remembers_whoever_wrote(bench: Bench) -> None:
    for text in ("one", "two"):
        bench.ok("setClipboardData", {"data": text})
    bench.device.clipboard.text = "from the PC"
    assert bench.ok("getClipboardData")["data"] == "from the PC"
    assert bench.device.clipboard.history == ["two", "one"]
    other = Bench()
    other.phone.restore(bench.phone.snapshot())
    assert other.device.clipboard.history == ["two", "one"]


def test_clipboard_is_private(bench: Bench) -> None:
    bench.device.permissions.privacy_declared = []
    reply = bench.call("setClipboardData", {"data": "x"})
    assert reply.result == {
        "errMsg": "setClipboardData:fail api scope is not declared in the privacy agreement",
        "errno": 112,
    }


def test_a_call_may_find_no_line(bench: Bench) -> None:
    replies = bench.start("makePhoneCall", {"phoneNumber": "12066660001"})
    bench.answer("fail")
    assert replies[0].result["errMsg"] == "makePhoneCall:fail"
    assert bench.device.address.calls == []


def test_brightness_goes_back_to_the_system_on_android(bench: Bench) -> None:
    assert bench.call("setScreenBrightness", {"value": -1}).outcome is Outcome.FAIL
    bench.device.system.platform = "android"
    bench.ok("setScreenBrightness", {"value": -1})
    assert bench.device.screen.auto_brightness
    bench.ok("setScreenBrightness", {"value": 0.5})
    assert not bench.device.screen.auto_brightness


def test_vibrations_and_screenshots_are_logged(bench: Bench) -> None:
    bench.ok("vibrateShort", {"type": "light"})
    bench.clock.advance(100)
    bench.ok("vibrateLong")
    kinds = [row["kind"] for row in bench.device.screen.vibration_log]
    assert kinds == ["light", "long"]
    for _ in range(60):
        bench.ok("vibrateLong")
    assert len(bench.device.screen.vibration_log) == 50
    bench.ok("setVisualEffectOnCapture", {"visualEffect": "hidden"})
    incidents.capture_screen(bench.phone)
    assert (bench.device.screen.captures, bench.device.screen.capture_effect) == (1, "hidden")
    assert bench.named("onUserCaptureScreen") == [{}]


def test_steps_can_be_opened_with_the_session_key(bench: Bench) -> None:
    bench.device.user.steps = list(range(1000, 1031))
    sealed = bench.ok("getWeRunData")
    key = base64.b64decode(accounts.session_key(bench.phone))
    vector = base64.b64decode(sealed["iv"])
    plain = cipher.decrypt(base64.b64decode(sealed["encryptedData"]), key, vector)
    told = json.loads(plain)
    assert [row["step"] for row in told["stepInfoList"]] == bench.device.user.steps
    stamps = [row["timestamp"] for row in told["stepInfoList"]]
    assert {b - a for a, b in pairwise(stamps)} == {86_400}
    assert all((stamp + 8 * 3600) % 86_400 == 0 for stamp in stamps), "midnight in Beijing"
    assert told["watermark"]["appid"] == bench.phone.app.app_id
    bench.device.user.steps_open = False
    assert bench.fails("getWeRunData") == "getWeRunData:fail cancel"


def test_a_licence_plate_is_chosen(bench: Bench) -> None:
    bench.device.address.plates = ["粤A12345", "粤B67890"]
    replies = bench.start("chooseLicensePlate", gesture=True)
    bench.answer("choose", {"plateNumber": "粤B67890"})
    assert replies[0].result["plateNumber"] == "粤B67890"
    replies = bench.start("chooseLicensePlate", gesture=True)
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "chooseLicensePlate:fail cancel"

"""scanCode: queue, camera, album, entered text; kinds, cancelling."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from apimock import pictures
from apimock.calls import Outcome
from apimock.codes.drawing import drawn_code
from apimock.permissions import UNATTENDED
from tests.unit.apimock.bench import Bench


def show(bench: Bench, text: str, scan: str = "QR_CODE") -> None:
    bench.device.camera.code = {"text": text, "scanType": scan}
    bench.device.camera.source = "code"


def test_a_code_in_front_of_the_camera_is_read_without_asking(bench: Bench) -> None:
    show(bench, "https://example.com/桌/7")
    assert bench.ok("scanCode") == {
        "result": "https://example.com/桌/7",
        "scanType": "QR_CODE",
        "charSet": "utf-8",
        "rawData": base64.b64encode("https://example.com/桌/7".encode()).decode(),
        "errMsg": "scanCode:ok",
    }
    assert bench.phone.asking.open == ()


def test_the_open_scanner_sees_a_code_that_comes_into_view(bench: Bench) -> None:
    replies = bench.start("scanCode")
    bench.clock.advance(2000)
    assert replies == []
    show(bench, "late")
    bench.clock.advance(400)
    assert replies[0].result["result"] == "late"
    assert bench.phone.asking.open == ()


def test_a_code_of_another_kind_is_not_taken(bench: Bench) -> None:
    show(bench, "5901234123457", "EAN_13")
    replies = bench.start("scanCode", {"scanType": ["qrCode"]})
    bench.clock.advance(2000)
    assert replies == [], "it keeps looking"
    show(bench, "now", "QR_CODE")
    bench.clock.advance(400)
    assert replies[0].result["result"] == "now"
    show(bench, "5901234123457", "EAN_13")
    result = bench.ok("scanCode", {"scanType": ["barCode"]})
    assert (result["result"], result["scanType"]) == ("5901234123457", "EAN_13")


def test_a_mini_programs_code_tells_its_path(bench: Bench) -> None:
    show(bench, "pages/index/index?scene=7", "WX_CODE")
    result = bench.ok("scanCode")
    assert (result["scanType"], result["path"]) == ("WX_CODE", "pages/index/index?scene=7")


def test_queue_comes_first_in_its_order(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "code.png"
    file.write_bytes(pictures.encoded(drawn_code("from a file"), "png"))
    bench.device.media.scans = [
        {"result": "first", "scanType": "EAN_13"},
        {"picture": str(file)},
        {"outcome": "cancel"},
        {"outcome": "fail"},
    ]
    assert bench.ok("scanCode")["scanType"] == "EAN_13"
    assert bench.ok("scanCode")["result"] == "from a file"
    assert bench.fails("scanCode") == "scanCode:fail cancel"
    assert bench.fails("scanCode") == "scanCode:fail"
    assert bench.device.media.scans == []


def test_queue_passes_over_codes_of_other_kinds(bench: Bench) -> None:
    bench.device.media.scans = [
        {"result": "590", "scanType": "EAN_13"},
        {"result": "two", "scanType": "QR_CODE"},
    ]
    assert bench.ok("scanCode", {"scanType": ["qrCode"]})["result"] == "two"
    assert next(iter(bench.phone.log)).note == "a code of another kind was passed over"


def test_pictures_of_the_album_unless_only_the_camera(bench: Bench) -> None:
    item = {"id": "code", "kind": "image", "width": 600, "height": 600, "code": {"text": "album"}}
    bench.device.media.album = [item, *bench.device.media.album]
    replies = bench.start("scanCode")
    bench.answer("album", {"items": ["card-square"]})
    (question,) = bench.phone.asking.open
    assert (replies, question.facts["trouble"]) == ([], "no-code")
    bench.answer("album", {"items": ["code"]})
    assert replies[0].result["result"] == "album"
    bench.start("scanCode", {"onlyFromCamera": True})
    (question,) = bench.phone.asking.open
    assert "album" not in [choice.id for choice in question.choices]


def test_what_the_person_enters(bench: Bench) -> None:
    replies = bench.start("scanCode")
    bench.answer("scan", {"result": "typed", "path": "pages/a"})
    assert (replies[0].result["result"], replies[0].result["path"]) == ("typed", "pages/a")
    replies = bench.start("scanCode", {"scanType": ["barCode"]})
    bench.answer("scan", {"result": "typed", "scanType": "QR_CODE"})
    assert replies == []
    bench.answer("scan", {"result": "123", "scanType": "CODE_128"})
    assert replies[0].result["scanType"] == "CODE_128"


@pytest.mark.parametrize(("choice", "message"), [("cancel", " cancel"), ("fail", "")])
def test_ways_out(bench: Bench, choice: str, message: str) -> None:
    replies = bench.start("scanCode")
    bench.answer(choice)
    assert replies[0].result["errMsg"] == f"scanCode:fail{message}"
    bench.clock.advance(5000)
    assert len(replies) == 1


@pytest.mark.parametrize("group", ["barCode", "qrCode", "wxCode", "datamatrix", "pdf417"])
def test_unattended_finds_a_code_of_the_wanted_kind(group: str) -> None:
    reply = Bench(UNATTENDED).call("scanCode", {"scanType": [group]})
    assert reply.outcome is Outcome.OK


def test_without_the_systems_permission_nothing_is_seen(bench: Bench) -> None:
    show(bench, "unseen")
    bench.device.permissions.set_system("camera", "denied")
    replies = bench.start("scanCode")
    bench.clock.advance(1000)
    assert replies == []

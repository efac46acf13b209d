"""Calls on the wire."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from renderer.api import Call, Outcome, Reply
from renderer.host.calls import BadCallError, Uploads, decode_call, encode_reply, from_wire, to_wire


def header(fields: Any) -> bytes:
    return base64.b64encode(json.dumps(fields, ensure_ascii=False).encode())


def test_a_header_becomes_a_call() -> None:
    fields = {
        "params": {"url": "地址", "data": {"$buffer": "AAE="}},
        "sync": True,
        "page": "pages/a",
        "target": 4,
        "gesture": True,
        "id": 9,
    }
    call = decode_call("request", {b"x-md-call": header(fields)}, Uploads())
    params = {"url": "地址", "data": b"\x00\x01"}
    assert call == Call("request", params, True, "pages/a", 4, True, 9)


def test_absent_fields_have_their_defaults() -> None:
    assert decode_call("login", {b"x-md-call": header({})}, Uploads()) == Call("login")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {b"x-md-call": b"no base64"},
        {b"x-md-call": base64.b64encode(b"{")},
        {b"x-md-call": header([1])},
        {b"x-md-call": header({"params": {"a": {"$buffer": "!"}}})},
        {b"x-md-upload": b"unknown"},
    ],
)
def test_a_malformed_call_is_told_as_such(headers: dict[bytes, bytes]) -> None:
    with pytest.raises(BadCallError):
        decode_call("login", headers, Uploads())


def test_parts_may_arrive_in_any_order() -> None:
    uploads = Uploads()
    text = header({"params": {"a": 1}})
    uploads.add(b"u/1/2", text[10:])
    uploads.add(b"u/0/2", text[:10])
    assert decode_call("x", {b"x-md-upload": b"u"}, uploads).params == {"a": 1}


def test_an_upload_that_lacks_a_part_is_no_call() -> None:
    uploads = Uploads()
    uploads.add(b"u/0/2", b"abc")
    with pytest.raises(BadCallError, match="1 of 2"):
        uploads.take(b"u")


@pytest.mark.parametrize("label", [b"", b"u", b"u/2/2", b"u/-1/2", b"u/0/99999", b"u/a/b"])
def test_a_malformed_part_is_refused(label: bytes) -> None:
    with pytest.raises(BadCallError):
        Uploads().add(label, b"")


def test_a_reply_is_json_with_buffers_as_base64() -> None:
    reply = Reply(Outcome.OK, {"data": b"\x00", "list": (1, 2)}, value=3, simulated=False)
    assert json.loads(encode_reply(reply)) == {
        "outcome": "ok",
        "result": {"data": {"$buffer": "AA=="}, "list": [1, 2]},
        "value": 3,
        "simulated": False,
    }


def test_numbers_that_json_cannot_say_become_null() -> None:
    assert to_wire([float("nan"), float("inf"), 1.5]) == [None, None, 1.5]


def test_only_a_lone_buffer_key_is_a_buffer() -> None:
    assert from_wire({"$buffer": "AA==", "more": 1}) == {"$buffer": "AA==", "more": 1}

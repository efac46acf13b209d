"""Calls as code and JSON, and which of them a filter keeps."""

from __future__ import annotations

import json

import pytest

from apimock.calls import Call, CallRecord, Outcome, Reply
from ide.inspect.call_texts import (
    CallFilter,
    as_javascript,
    as_json,
    as_python,
    family,
)

ASKED = Call("getLocation", {"type": "wgs84"}, page="p/index")
DONE = CallRecord(1, ASKED, 10.0, 14.0, Reply(Outcome.OK, {"latitude": 1}))
FAILED = CallRecord(2, Call("request"), 10.0, 11.0, Reply(Outcome.FAIL, {"errMsg": "no"}))
OPEN = CallRecord(3, Call("setStorageSync", {"key": "a", "data": b"12"}, sync=True), 10.0)
FAKE = CallRecord(4, Call("addCard"), 1.0, 2.0, Reply(Outcome.OK, {}, None, False))


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (CallFilter(), [1, 2, 3, 4]),
        (CallFilter("ok"), [1, 4]),
        (CallFilter("failed"), [2]),
        (CallFilter("waiting"), [3]),
        (CallFilter("not_simulated"), [4]),
        (CallFilter(family=family(FAILED)), [2]),
    ],
)
def test_filters_keep_what_they_say(wanted: CallFilter, kept: list[int]) -> None:
    assert [one.number for one in (DONE, FAILED, OPEN, FAKE) if wanted.keeps(one)] == kept


def test_calls_are_code() -> None:
    assert as_javascript(DONE) == 'wx.getLocation({\n  "type": "wgs84"\n})'
    assert as_javascript(OPEN) == 'wx.setStorageSync("a", "<2 bytes>")'
    assert as_python(DONE) == "app.call_wx_method('getLocation', {'type': 'wgs84'})"
    (told,) = json.loads(as_json([DONE]))
    assert (told["milliseconds"], told["result"], told["page"]) == (4, {"latitude": 1}, "p/index")

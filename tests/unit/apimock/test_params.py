"""Parameter checks: the client's words, and what it lets pass."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock import params
from apimock.calls import Outcome, Stage
from apimock.permissions import UNATTENDED
from apimock.spec import apis, find
from tests.unit.apimock.bench import Bench

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=5)
    | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)
DEVICE_APIS = sorted(
    name
    for name, spec in apis().items()
    if spec.kind in {"async", "task"} and name != "chooseLocation"
)


@pytest.mark.parametrize(
    ("api", "given_params", "message"),
    [
        ("makePhoneCall", {"phoneNumber": 123}, "phoneNumber should be String instead of Number;"),
        ("makePhoneCall", {"phoneNumber": None}, "phoneNumber should be String instead of Null;"),
        ("makePhoneCall", {}, "phoneNumber should be String instead of Undefined;"),
        ("setClipboardData", {"data": {}}, "data should be String instead of Object;"),
        (
            "setKeepScreenOn",
            {"keepScreenOn": "yes"},
            "keepScreenOn should be Boolean instead of String;",
        ),
        ("previewImage", {"urls": "a.png"}, "urls should be Array instead of String;"),
        ("navigateTo", {"url": []}, "url should be String instead of Array;"),
        ("setStorage", {"key": True, "data": 1}, "key should be String instead of Boolean;"),
    ],
)
def test_words(api: str, given_params: dict[str, Any], message: str) -> None:
    reply = Bench().call(api, given_params)
    assert reply.result["errMsg"] == f"{api}:fail parameter error: parameter.{message}"
    assert reply.result["errno"] == 1001


@pytest.mark.parametrize(
    ("api", "given_params"),
    [
        ("getLocation", {"type": None, "altitude": "true", "extra": {"deep": [1]}}),
        ("getStorage", {"key": "a"}),
        ("vibrateShort", {}),
        ("showToast", {"title": "a", "duration": "2000", "icon": None}),
        ("setStorage", {"key": "a", "data": None}),
        ("getSystemInfo", {"nonsense": 1}),
        ("request", {"url": "https://a.example/", "timeout": "1000"}),
    ],
)
def test_sloppy_parameters_pass(api: str, given_params: dict[str, Any]) -> None:
    spec = find(api)
    assert spec is not None
    assert params.check(spec, given_params) is None


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(DEVICE_APIS), st.data())
def test_nonsense_is_answered_and_breaks_nothing(name: str, data: st.DataObject) -> None:
    spec = apis()[name]
    values = st.fixed_dictionaries({}, optional={field.name: ANYTHING for field in spec.params})
    bench = Bench(UNATTENDED)
    replies = bench.start(name, data.draw(values), gesture=True)
    bench.clock.advance(61_000)
    assert len(replies) == 1
    assert replies[0].outcome in set(Outcome)
    (row,) = bench.phone.log
    assert row.stage is not None
    assert row.stage is not Stage.UNKNOWN

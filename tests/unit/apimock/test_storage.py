"""Storage: values, limits, isolation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apimock.app import AppFacts
from tests.unit.apimock.bench import Bench

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1), JSON)
def test_what_is_set_is_got(key: str, data: Any) -> None:
    bench = Bench()
    bench.value("setStorageSync", {"key": key, "data": data})
    assert bench.value("getStorageSync", {"key": key}) == data
    assert bench.ok("getStorage", {"key": key})["data"] == data


def test_missing_key(bench: Bench) -> None:
    assert bench.value("getStorageSync", {"key": "no"}) == ""
    bench.device.system.platform = "android"
    assert bench.fails("getStorage", {"key": "no"}) == "getStorage:fail data not found"
    bench.ok("removeStorage", {"key": "no"})


def test_key_has_to_be_there(bench: Bench) -> None:
    assert bench.fails("setStorage", {"data": 1}) == (
        "setStorage:fail parameter error: parameter.key should be String instead of Undefined;"
    )


def test_one_key_takes_a_megabyte_and_no_more(bench: Bench) -> None:
    bench.ok("setStorage", {"key": "a", "data": "x" * (1024 * 1024 - 3)})
    assert bench.fails("setStorage", {"key": "a", "data": "x" * 1024 * 1024}) == (
        "setStorage:fail entry size limit reached"
    )


def test_ten_megabytes_in_all(bench: Bench) -> None:
    for number in range(10):
        bench.ok("setStorage", {"key": f"k{number}", "data": "x" * 1_040_000})
    message = bench.fails("setStorage", {"key": "over", "data": "x" * 1_040_000})
    assert message == "setStorage:fail exceed storage max size 10Mb"
    info = bench.ok("getStorageInfo")
    assert len(info["keys"]) == 10
    assert 10_000 < info["currentSize"] <= info["limitSize"] == 10240


def test_batch_is_all_or_nothing(bench: Bench) -> None:
    pairs = [{"key": "a", "value": 1}, {"key": "b", "value": "x" * 1024 * 1024}]
    assert "entry size" in bench.fails("batchSetStorage", {"kvList": pairs})
    assert bench.value("getStorageInfoSync")["keys"] == []
    bench.value("batchSetStorageSync", {"kvList": [{"key": "a", "value": 1}]})
    assert bench.value("batchGetStorageSync", {"keyList": ["a", "b"]}) == [1, ""]


def test_encrypted_and_plain_do_not_meet(bench: Bench) -> None:
    bench.ok("setStorage", {"key": "a", "data": "secret", "encrypt": True})
    assert bench.value("getStorageSync", {"key": "a"}) == ""
    assert bench.ok("getStorage", {"key": "a", "encrypt": True})["data"] == "secret"


def test_changes_from_outside_are_told(bench: Bench) -> None:
    bench.value("setStorageSync", {"key": "a", "data": 1})
    assert bench.events == []
    bench.device.storage.spaces = {}
    assert [event.name for event in bench.events] == ["$storage"]
    bench.device.user.persona = "ben"
    assert len(bench.events) == 2


def test_clear_and_remove(bench: Bench) -> None:
    for name in ("a", "b"):
        bench.value("setStorageSync", {"key": name, "data": name})
    bench.value("removeStorageSync", {"key": "a"})
    assert bench.value("getStorageInfoSync")["keys"] == ["b"]
    bench.ok("clearStorage")
    assert bench.value("getStorageInfoSync") == {"keys": [], "currentSize": 0, "limitSize": 10240}


@pytest.mark.parametrize("other", [{"app": AppFacts(app_id="wx2")}, {"persona": "ben"}])
def test_each_app_and_person_has_its_own(bench: Bench, other: dict[str, Any]) -> None:
    bench.value("setStorageSync", {"key": "a", "data": 1})
    second = Bench(app=other.get("app"), device=bench.device)
    second.device.user.persona = other.get("persona", "anna")
    assert second.value("getStorageSync", {"key": "a"}) == ""

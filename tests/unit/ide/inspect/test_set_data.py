"""Which setData calls cost too much."""

from __future__ import annotations

from typing import Any

from ide.inspect.limits import limit, size_text
from ide.inspect.set_data import SetDataLog


def row(number: int, **changes: Any) -> dict[str, Any]:
    base = {"time": 1000.0 * number, "owner": "p", "page": "p", "paths": ["a"], "bytes": 9}
    return {"number": number, "ms": 1.0, "shown": None, **base, **changes}


def test_large_and_frequent_calls_are_told() -> None:
    log = SetDataLog()
    assert [call.trouble for call in log.take([row(1), row(2, bytes=300 * 1024)])] == [
        "",
        "appdata.large",
    ]
    assert log.take([row(3, bytes=limit("setData.maxSize") + 1)])[0].trouble == "appdata.too_large"
    burst = log.take([row(number, time=9000.0 + number) for number in range(10, 40)])
    assert [call.trouble for call in burst].count("appdata.frequent") == 10


def test_only_new_and_changed_calls_come_back() -> None:
    log = SetDataLog()
    log.take([row(1)])
    assert log.take([row(1)]) == []
    (shown,) = log.take([row(1, shown=4.0)])
    assert (shown.shown, log.last) == (4.0, 1)


def test_sizes_read_well() -> None:
    assert [size_text(size) for size in (12, 1536, 3 * 1024 * 1024)] == [
        "12 B",
        "1.5 KB",
        "3.00 MB",
    ]

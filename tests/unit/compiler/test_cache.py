"""The disk cache: survives runs, never lies, never stops the compiler."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from renderer.compiler.cache import DiskCache
from renderer.compiler.transforms import Transforms


def test_entries_survive(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "new" / "folder")
    cache.put({"a": {"code": "你\ud800"}, "b": [1]})
    cache.close()
    again = DiskCache(tmp_path / "new" / "folder")
    assert again.get(["a", "b", "c"]) == {"a": {"code": "你\ud800"}, "b": [1]}
    again.close()


@pytest.mark.parametrize(
    "damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "compiler.sqlite").write_bytes(damage)
    cache = DiskCache(tmp_path)
    cache.put({"a": 1})
    assert cache.get(["a"]) == {"a": 1}
    cache.close()


def test_what_failed_for_a_reason_of_ours_is_tried_again(tmp_path: Path) -> None:
    answers = [{"code": "", "diagnostics": [{"code": "toolchain-fault"}]}, {"code": "good"}]

    class Runner:
        def request(self, _op: str, _items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
            return [answers.pop(0)]

    cache = DiskCache(tmp_path)
    found = [Transforms(Runner(), cache).run("op", [{"path": "a"}])[0]["code"] for _ in range(3)]
    assert found == ["", "good", "good"]
    cache.close()


def test_an_older_version_is_thrown_away(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put({"a": 1})
    cache.close()
    with sqlite3.connect(tmp_path / "compiler.sqlite") as database:
        database.execute("PRAGMA user_version=0")
    database.close()
    again = DiskCache(tmp_path)
    assert again.get(["a"]) == {}
    again.close()


def test_a_folder_that_cannot_be_made_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = DiskCache(tmp_path / "file" / "inside")
    cache.put({"a": 1})
    assert cache.get(["a"]) == {}
    cache.close()


def test_two_processes_may_share_it(tmp_path: Path) -> None:
    one, two = DiskCache(tmp_path), DiskCache(tmp_path)
    one.put({"a": 1})
    two.put({"b": 2})
    assert one.get(["a", "b"]) == two.get(["a", "b"]) == {"a": 1, "b": 2}
    one.close()
    two.close()


def test_the_size_is_bounded(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, max_bytes=2000)
    for number in range(10):
        cache.put({f"key{number}": "x" * 500})
    cache.close()
    again = DiskCache(tmp_path, max_bytes=2000)
    kept = again.get([f"key{number}" for number in range(10)])
    again.close()
    assert 1 <= len(kept) <= 4


def test_many_keys_are_found_at_once(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put({f"k{number}": number for number in range(1500)})
    assert len(cache.get([f"k{number}" for number in range(1500)])) == 1500
    cache.close()

"""What counts as a change: visible pixels, text, how a page ended; and pages that have gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.matrix.compare import compare, text_difference
from ide.matrix.record import Record
from ide.matrix.store import Last, Store
from ide.matrix.summary import is_good
from tests.unit.ide.matrix.sheets import document, keep_square


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sheet")


def last(store: Store, record: Record) -> Last:
    return Last(store.folder, {}, {"k": record})


def test_the_same_picture_has_not_changed(store: Store) -> None:
    record = Record("ok", picture=keep_square(store, 10), text="a")
    assert compare("k", record, last(store, record), store, 0.0).kind == "same"


def test_a_cell_without_an_earlier_run_is_new(store: Store) -> None:
    assert compare("k", Record("ok"), None, store, 0.0).kind == "new"
    assert compare("other", Record("ok"), last(store, Record("ok")), store, 0.0).kind == "new"


def test_pixels_count_beyond_the_threshold_and_their_difference_is_a_picture(store: Store) -> None:
    before, now = keep_square(store, 10), keep_square(store, 12)
    old = last(store, Record("ok", picture=before))
    change = compare("k", Record("ok", picture=now), old, store, 0.0)
    assert (change.kind, change.what, change.pixels) == ("changed", ["picture"], 44)
    assert change.share == pytest.approx(44 / 2400 * 100, abs=0.001)
    assert (store.differences / f"{change.difference}.png").is_file()
    assert compare("k", Record("ok", picture=now), old, store, 5.0).kind == "same"


def test_a_picture_of_another_size_has_changed(store: Store) -> None:
    before, now = keep_square(store, 10), keep_square(store, 10, (40, 80))
    old = last(store, Record("ok", picture=before))
    change = compare("k", Record("ok", picture=now), old, store, 0.0)
    assert (change.kind, change.pixels) == ("changed", 40 * 20)


def test_a_picture_that_is_missing_now_has_changed(store: Store) -> None:
    old = last(store, Record("ok", picture=keep_square(store, 10)))
    assert compare("k", Record("crash"), old, store, 0.0).what == ["picture", "status"]


def test_text_and_status_count_by_themselves(store: Store) -> None:
    picture = keep_square(store, 10)
    old = last(store, Record("ok", picture=picture, text="one\ntwo"))
    change = compare("k", Record("error", picture=picture, text="one\n2"), old, store, 0.0)
    assert (change.what, change.text) == (["text", "status"], ["-two", "+2"])
    assert text_difference("same", "same") == []


def test_pages_that_the_app_no_longer_has_are_gone(store: Store) -> None:
    before = document(store, {"a": Record("ok"), "b": Record("ok")})
    old = Last(store.folder, before, {"a|iphone-15|light|zh_CN|": Record("ok")})
    now = document(store, {"a": Record("ok")}, old)
    assert [row["page"] for row in now["gone"]] == ["b"]
    assert not is_good(now)
    assert is_good(document(store, {"a": Record("ok")}))

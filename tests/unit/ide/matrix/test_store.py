"""A sheet is replaced at once; what a broken-off run leaves behind is used or thrown away."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from ide.exit_codes import CannotRunError
from ide.matrix.record import Record, Shot
from ide.matrix.sheet import sheet_files
from ide.matrix.store import INDEX, RESULTS, Store, read_last, refuse_foreign
from tests.unit.ide.matrix.sheets import FACTS, document, keep_square, last_of


def published(folder: Path, records: dict[str, Record]) -> Store:
    store = Store(folder)
    with closing(store):
        store.prepare("digest", resume=False)
        last = read_last(folder)
        results = document(store, records, last)
        store.publish(results, FACTS, sheet_files(results, FACTS))
    return store


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


def test_a_run_that_is_broken_off_leaves_the_last_sheet_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    published(tmp_path, {"a": Record("ok", picture=keep_square(store, 10))})
    before = everything(tmp_path)
    broken = Store(tmp_path)
    broken.prepare("digest", resume=False)
    broken.note("b", Shot(Record("ok", picture=keep_square(broken, 20))))
    broken.close()
    after = everything(tmp_path)
    assert {name: after[name] for name in before} == before


def test_a_sheet_that_cannot_be_written_leaves_the_last_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    published(tmp_path, {"a": Record("ok", picture=keep_square(store, 10))})
    before = everything(tmp_path)

    def full(path: Path, content: bytes) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("ide.matrix.store.write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        published(tmp_path, {"b": Record("error")})
    after = everything(tmp_path)
    assert {name: after[name] for name in before} == before


def test_what_no_cell_shows_any_more_goes_after_the_swap(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, now = keep_square(store, 10), keep_square(store, 20)
    published(tmp_path, {"a": Record("ok", picture=old)})
    now = keep_square(store, 20)
    published(tmp_path, {"a": Record("ok", picture=now)})
    names = set(everything(tmp_path))
    assert {f"pictures/{old}.png", f"pictures/{now}.png"} <= names  # before, beside now
    assert len([name for name in names if name.startswith("differences/")]) == 1
    published(tmp_path, {"a": Record("ok", picture=now)})
    names = set(everything(tmp_path))
    assert f"pictures/{old}.png" not in names
    assert not [name for name in names if name.startswith("differences/")]


def test_resume_goes_on_with_the_same_run_only(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prepare("digest", resume=False)
    shot = Shot(Record("ok", picture=keep_square(store, 10), text="a"), 12.5, 2)
    store.note("a", shot)
    store.note("gone", Shot(Record("ok", picture="0" * 64)))
    store.note("dead", Shot(Record("lost")))
    store.close()
    with (tmp_path / ".journal.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"key": "half')
    again = Store(tmp_path)
    assert again.prepare("digest", resume=True) == {"a": shot}
    again.close()
    other = Store(tmp_path)
    assert other.prepare("another", resume=True) == {}
    other.close()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    refuse_foreign(tmp_path / "new")
    refuse_foreign(tmp_path)
    (tmp_path / INDEX).write_text("my own page", encoding="utf-8")
    with pytest.raises(CannotRunError, match="holds other files"):
        refuse_foreign(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"schema": "x"}', json.dumps({"schema": "minideck-matrix-1", "cells": [{}]})],
)
def test_results_that_are_none_are_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / RESULTS).write_text(text, encoding="utf-8")
    with pytest.raises(CannotRunError, match="holds no results"):
        read_last(tmp_path)


def test_the_name_of_a_picture_leads_nowhere_else(tmp_path: Path) -> None:
    store = published(tmp_path, {"a": Record("ok", picture="")})
    assert last_of(store.folder).cells
    value = json.loads((tmp_path / RESULTS).read_text(encoding="utf-8"))
    value["cells"][0]["record"]["picture"] = "../../secret"
    (tmp_path / RESULTS).write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(CannotRunError, match="digest"):
        read_last(tmp_path)

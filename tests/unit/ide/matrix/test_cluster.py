"""Without the library one sentence says what to do; pictures from afar are what they are called."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ide.exit_codes import CannotRunError
from ide.matrix.cluster import Cluster
from ide.matrix.store import Store

PICTURE = b"a picture"
GOOD = hashlib.sha256(PICTURE).hexdigest()


def test_a_missing_library_is_a_sentence_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CannotRunError, match=r"pip install 'minideck\[cluster\]'"):
        Cluster("tcp://127.0.0.1:9")


class Reached(Cluster):
    """A cluster of which only the results are looked at."""

    def __init__(self) -> None:
        self.address = "tcp://here:8786"


def answered(pictures: dict[str, bytes]) -> Any:
    result = {"cells": [], "pictures": pictures}
    return SimpleNamespace(exception=lambda: None, result=lambda: result, release=lambda: None)


def test_a_picture_that_is_what_its_name_says_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prepare("", resume=False)
    assert list(Reached()._result(answered({GOOD: PICTURE}), [], store)) == []
    store.close()
    assert [file.name for file in store.pictures.iterdir()] == [f"{GOOD}.png"]


@pytest.mark.parametrize("name", ["../../outside", "/outside", "0" * 64, GOOD.upper(), ""])
def test_a_picture_under_another_name_ends_the_run_and_nothing_is_kept(
    tmp_path: Path, name: str
) -> None:
    store = Store(tmp_path / "out")
    store.prepare("", resume=False)
    pictures = {GOOD: PICTURE, name: PICTURE}
    with pytest.raises(CannotRunError, match="is not the SHA-256 of it"):
        list(Reached()._result(answered(pictures), [], store))
    store.close()
    assert list(store.pictures.iterdir()) == []
    assert list(tmp_path.rglob("*.png")) == []

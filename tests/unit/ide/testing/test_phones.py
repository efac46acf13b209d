"""The phones of a worker: reused, replaced when broken, never more than wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ide.automation.errors import ConnectionLostError
from ide.testing.phones import Phones
from tests.unit.ide.testing.fake_phone import FakePhone, told

A, B, C = Path("a"), Path("b"), Path("c")


@pytest.fixture
def phones(tmp_path: Path) -> Phones:
    def launch(project: Path) -> Any:
        return FakePhone(project, tmp_path)

    return Phones(launch, most=2)


def prepare(phone: Any) -> None:
    phone.reset()


def test_a_phone_is_used_again(phones: Phones, tmp_path: Path) -> None:
    first = phones.ready(A, prepare)
    assert phones.ready(A, prepare) is first
    assert [one["what"] for one in told(tmp_path)] == ["launched", "reset", "reset"]


def test_a_broken_one_is_replaced(phones: Phones, tmp_path: Path) -> None:
    first: Any = phones.ready(A, prepare)
    first.lost = True
    assert phones.ready(A, prepare) is not first
    assert [one["what"] for one in told(tmp_path)] == [
        "launched", "reset", "closed", "launched", "reset",
    ]  # fmt: skip


def test_the_one_not_needed_for_longest_ends(phones: Phones, tmp_path: Path) -> None:
    first, _ = phones.ready(A, prepare), phones.ready(B, prepare)
    assert phones.ready(A, prepare) is first
    phones.ready(C, prepare)
    assert phones.ready(A, prepare) is first
    assert [one["what"] for one in told(tmp_path)].count("closed") == 1


def test_one_that_cannot_begin_is_not_kept(phones: Phones, tmp_path: Path) -> None:
    def refuse(_phone: Any) -> None:
        raise ConnectionLostError("gone")

    with pytest.raises(ConnectionLostError):
        phones.ready(A, refuse)
    phones.close()
    assert [one["what"] for one in told(tmp_path)] == ["launched", "closed"]

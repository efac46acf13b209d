"""Compiled steps reach the phone at once, or together when the person asks."""

from __future__ import annotations

from collections.abc import Sequence

from ide.launch.refresh import PhoneRefresh
from ide.project.builder import Build


class FakePlayer:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.updates: list[tuple[str, tuple[str, ...], bool]] = []

    def update(self, kind: str, stale: Sequence[str], *, keep: bool = True) -> None:
        self.updates.append((kind, tuple(stale), keep))


def refreshing(player: FakePlayer) -> tuple[PhoneRefresh, list[bool]]:
    refresh = PhoneRefresh()
    told: list[bool] = []
    refresh.waiting_changed.connect(told.append)
    refresh.follow(player)
    return refresh, told


def test_a_step_reaches_the_phone_at_once() -> None:
    player = FakePlayer()
    refresh, told = refreshing(player)
    refresh.keep = False
    refresh.take(Build("style", ("page/a",), 1.0))
    assert player.updates == [("style", ("page/a",), False)]
    assert not refresh.waiting
    assert told == [False]


def test_steps_that_wait_reach_it_as_one() -> None:
    player = FakePlayer()
    refresh, told = refreshing(player)
    refresh.automatic = False
    refresh.take(Build("script", ("page/b",), 1.0))
    refresh.take(Build("style", ("page/a",), 1.0))
    assert (refresh.waiting, player.updates) == (True, [])
    refresh.refresh_now()
    refresh.refresh_now()
    assert player.updates == [("script", ("page/a", "page/b"), True)]
    assert told == [True, False]


def test_a_fresh_start_shows_all_there_is() -> None:
    player = FakePlayer()
    refresh, told = refreshing(player)
    refresh.automatic = False
    refresh.take(Build("app", (), 1.0))
    refresh.started_afresh()
    refresh.refresh_now()
    assert player.updates == []
    assert told == [True, False]

"""Time goes to what is due next, in a recording and its replays to the same moments."""

from __future__ import annotations

import pytest

from apimock.clock import ManualClock
from ide.scenario.clock import AppClock
from ide.scenario.moments import Due, next_moment, tick_after, tick_before


@pytest.mark.parametrize(
    ("due", "moment"),
    [
        (Due(), None),
        (Due(phone=1013), 1040),
        (Due(app=1013), 1040),
        (Due(app=1040), 1040),
        (Due(phone=1050, app=1013), 1040),
        (Due(phone=1050, app=1081), 1080),
        (Due(drawing=True), 1040),
        (Due(phone=1120, drawing=True), 1040),
        (Due(app=2000, drawing=True), 1040),
        (Due(app=1000), 1040),
    ],
)
def test_with_ticks_everything_runs_at_the_first_tick_after_it_is_due(
    due: Due, moment: float | None
) -> None:
    assert next_moment(1000, due, 1000, 40) == moment


def test_between_two_ticks_the_next_one_is_the_same_as_from_the_tick_before() -> None:
    assert next_moment(1013, Due(app=1020), 1000, 40) == 1040
    assert next_moment(1000, Due(app=1020), 1000, 40) == 1040


def test_without_ticks_a_long_way_takes_few_moves() -> None:
    assert next_moment(0, Due(app=16), 0, None) == 40
    assert next_moment(0, Due(phone=60_000, app=16), 0, None) == 600
    assert next_moment(0, Due(phone=1e9, app=16), 0, None) == 10_000
    assert next_moment(0, Due(app=5000), 0, None) == 5000
    assert next_moment(0, Due(phone=60_000, drawing=True), 0, None) == 600


def test_ticks_count_from_the_beginning() -> None:
    assert tick_after(1000.0, 990, 40) == 1030
    assert tick_after(1030.0, 990, 40) == 1030
    assert tick_before(1029.0, 990, 40) == 990
    assert tick_before(1030.0, 990, 40) == 1030


def test_the_clock_of_a_project_is_kept_and_given_back() -> None:
    real = ManualClock(5000.7)
    clock = AppClock(real)
    rung: list[float] = []
    clock.later(300, lambda: rung.append(clock.now()))
    real.advance(100)
    assert clock.now() == pytest.approx(5100.7)
    kept = clock.keep()
    assert clock.now() == 5100
    real.advance(10_000)
    assert (clock.now(), rung) == (5100, [])
    kept.run_for(50)
    clock.give_back()
    assert clock.now() == pytest.approx(15_100.7)
    real.advance(149)
    assert rung == []
    real.advance(1)
    assert rung == [pytest.approx(15_250.7)]

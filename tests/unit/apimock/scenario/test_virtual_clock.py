"""A clock that is not the computer's: order, speed, jumps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apimock.clock import ManualClock
from apimock.scenario.virtual_clock import VirtualClock


def test_timers_run_in_order_each_at_its_time() -> None:
    clock = VirtualClock(1000)
    seen: list[tuple[str, float]] = []
    clock.later(30, lambda: seen.append(("c", clock.now())))
    clock.later(10, lambda: seen.append(("a", clock.now())))
    clock.later(10, lambda: seen.append(("b", clock.now())))
    cancel = clock.later(20, lambda: seen.append(("never", clock.now())))
    cancel()
    clock.run_for(30)
    assert seen == [("a", 1010), ("b", 1010), ("c", 1030)]
    assert clock.now() == 1030
    assert clock.next_due() is None


def test_run_for_repeats_what_sets_itself_again_and_fast_forward_does_not() -> None:
    for move, expected in (("run_for", [110, 120, 130]), ("fast_forward", [130])):
        clock = VirtualClock(100)
        seen: list[float] = []

        def tick(clock: VirtualClock = clock, seen: list[float] = seen) -> None:
            seen.append(clock.now())
            clock.later(10, tick)

        clock.later(10, tick)
        getattr(clock, move)(30)
        assert seen == expected, move


@pytest.mark.parametrize("speed", [0.25, 1.0, 4.0, 20.0])
def test_a_driver_runs_it_at_its_speed(speed: float) -> None:
    driver = ManualClock(0)
    clock = VirtualClock(5000, driver, speed)
    seen: list[float] = []
    clock.later(1000, lambda: seen.append(clock.now()))
    driver.advance(10_000)
    assert seen == [], "it stands until it is told to run"
    clock.resume()
    driver.advance(1000 / speed)
    assert seen == [6000]
    clock.pause()
    driver.advance(1000)
    assert clock.now() == 6000


def test_speed_and_pause_in_the_middle_keep_what_is_left_of_a_timer() -> None:
    driver = ManualClock(0)
    clock = VirtualClock(0, driver)
    seen: list[float] = []
    clock.later(1000, lambda: seen.append(driver.now()))
    clock.resume()
    driver.advance(500)
    clock.set_speed(5)
    driver.advance(50)
    clock.pause()
    driver.advance(10_000)
    clock.resume()
    driver.advance(50)
    assert seen == [10_600]


def test_install_keeps_the_rest_of_every_delay() -> None:
    clock = VirtualClock(0)
    seen: list[float] = []
    clock.later(50, lambda: seen.append(clock.now()))
    clock.install(1_000_000)
    clock.run_for(50)
    assert seen == [1_000_050]


def test_a_fixed_time_is_told_while_timers_go_on() -> None:
    clock = VirtualClock(0)
    seen: list[float] = []
    clock.later(50, lambda: seen.append(clock.now()))
    clock.set_fixed_time(7)
    clock.run_for(50)
    assert seen == [7]
    clock.pause_at(80)
    assert clock.now() == 7


def test_a_speed_out_of_range_and_a_clock_without_driver_are_refused() -> None:
    clock = VirtualClock(0)
    with pytest.raises(ValueError, match=r"between 0\.25 and 20"):
        clock.set_speed(21)
    with pytest.raises(RuntimeError, match="no driver"):
        clock.resume()


def test_listeners_hear_of_every_move() -> None:
    clock = VirtualClock(0, ManualClock(0))
    heard: list[float] = []
    stop = clock.watch(lambda: heard.append(clock.now()))
    clock.resume()
    clock.run_for(10)
    clock.pause()
    stop()
    clock.run_for(10)
    assert heard == [0, 10, 10]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 40)), max_size=20))
def test_it_runs_timers_as_the_clock_that_is_moved_by_hand(
    moves: list[tuple[int, int]],
) -> None:
    logs: list[list[tuple[int, float]]] = []
    for clock in (VirtualClock(0), ManualClock(0)):
        seen: list[tuple[int, float]] = []
        for number, (delay, step) in enumerate(moves):
            clock.later(delay, lambda n=number, c=clock, s=seen: s.append((n, c.now())))  # type: ignore[misc]
            getattr(clock, "run_for" if isinstance(clock, VirtualClock) else "advance")(step)
        logs.append(seen)
    assert logs[0] == logs[1]

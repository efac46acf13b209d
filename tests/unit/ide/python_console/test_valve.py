"""Output leaves the kernel no faster than a window shows it, and none is lost."""

from __future__ import annotations

import pytest

from ide.python_console.valve import Valve


class Time:
    """A clock that moves when somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def wait(self, seconds: float) -> None:
        self.now += seconds


def test_a_burst_goes_through_and_more_waits() -> None:
    time = Time()
    valve = Valve(100, 1000, now=lambda: time.now, wait=time.wait)
    for _ in range(10):
        valve.let_through(100)
    assert time.now == 0
    valve.let_through(50)
    assert time.now == pytest.approx(0.5)


def test_a_flood_flows_at_the_rate() -> None:
    time = Time()
    valve = Valve(100, 1000, now=lambda: time.now, wait=time.wait)
    for _ in range(300):
        valve.let_through(10)
    assert time.now == pytest.approx(20)


def test_rest_makes_room_again() -> None:
    time = Time()
    valve = Valve(100, 1000, now=lambda: time.now, wait=time.wait)
    valve.let_through(1000)
    time.now += 5
    before = time.now
    valve.let_through(500)
    assert time.now == before


def test_waiting_can_be_interrupted() -> None:
    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    valve = Valve(1, 1, now=lambda: 0.0, wait=interrupt)
    with pytest.raises(KeyboardInterrupt):
        valve.let_through(100)

"""What hangs ends, whatever it waits for, and nothing is left behind."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

import pytest

from ide.testing import time_limit as module
from ide.testing.time_limit import TimeLimitError, time_limit


def turn() -> None:
    while True:
        pass


def stubborn() -> None:
    while True:
        try:
            threading.Event().wait()
        except Exception:  # noqa: BLE001 - such tests exist
            continue


@pytest.mark.parametrize("body", [turn, lambda: threading.Event().wait(), stubborn])
def test_a_body_that_hangs_ends(body: Callable[[], None]) -> None:
    with pytest.raises(TimeLimitError, match="too long"), time_limit(0.05, lambda: "too long"):
        body()


def test_elsewhere_a_turning_body_is_ended_by_a_pressed_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_HAS_ALARM", False)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(TimeLimitError, match="too long"), time_limit(0.05, lambda: "too long"):
        turn()
    assert signal.getsignal(signal.SIGINT) is before


def test_what_is_quick_enough_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(600, lambda: "too long"):
        done = True
    assert done
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_alarm_of_somebody_else_is_wound_up_again() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: heard.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 600)
        with time_limit(300, lambda: "too long"):
            done = True
        assert done
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
        signal.raise_signal(signal.SIGALRM)
        assert heard == [signal.SIGALRM]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_no_limit_is_set_outside_the_main_thread() -> None:
    seen: list[object] = []

    def work() -> None:
        with time_limit(600, lambda: "too long"):
            seen.append(signal.getitimer(signal.ITIMER_REAL))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(0.0, 0.0)]

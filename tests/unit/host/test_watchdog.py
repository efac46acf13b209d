"""When silence of a worker is an endless loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from renderer.host.watchdog import GRACE_S, SILENCE_S, Watchdog


@dataclass
class Worker:
    now: float = 0.0
    excused: bool = False
    pings: list[int] = field(default_factory=list)
    loops: int = 0
    ends: int = 0
    page_answers: bool = True
    asked: list[Callable[[], None]] = field(default_factory=list)

    def ask_page(self, answered: Callable[[], None]) -> None:
        if self.page_answers:
            answered()
        else:
            self.asked.append(answered)


@pytest.fixture
def worker(qapp: object) -> Worker:
    return Worker()


@pytest.fixture
def watchdog(worker: Worker) -> Watchdog:
    def noticed() -> None:
        worker.loops += 1

    watchdog = Watchdog(
        worker.pings.append, lambda: worker.excused, worker.ask_page, clock=lambda: worker.now
    )

    def ended() -> None:
        worker.ends += 1

    watchdog.loop_detected.connect(noticed)
    watchdog.loop_ended.connect(ended)
    return watchdog


def test_silence_is_a_loop_only_after_the_limit(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.tick()
    worker.now = SILENCE_S - 0.1
    watchdog.tick()
    assert (worker.pings, worker.loops) == ([1], 0)
    worker.now = SILENCE_S
    watchdog.tick()
    assert worker.loops == 0
    worker.now += GRACE_S
    watchdog.tick()
    assert worker.loops == 1


def test_on_a_busy_machine_the_page_is_as_late_as_the_worker(
    worker: Worker, watchdog: Watchdog
) -> None:
    worker.page_answers = False
    watchdog.tick()
    for now in (SILENCE_S, 3 * SILENCE_S):
        worker.now = now
        watchdog.tick()
    worker.asked[0]()
    watchdog.tick()
    watchdog.answered(1)
    worker.now += GRACE_S
    watchdog.tick()
    assert (len(worker.asked), worker.loops) == (1, 0)


def test_an_answer_starts_the_next_ping(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.tick()
    watchdog.answered(1)
    worker.now = SILENCE_S + 1
    watchdog.tick()
    assert (worker.pings, worker.loops) == ([1, 2], 0)


def test_an_answer_to_an_older_ping_does_not_count(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.tick()
    watchdog.answered(0)
    worker.now = SILENCE_S
    watchdog.tick()
    worker.now += GRACE_S
    watchdog.tick()
    assert worker.loops == 1


def test_waiting_for_the_person_is_no_loop(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.tick()
    worker.excused, worker.now = True, 100.0
    watchdog.tick()
    worker.excused, worker.now = False, 100.0 + SILENCE_S - 0.1
    watchdog.tick()
    assert worker.loops == 0


def test_a_late_answer_takes_the_alarm_back_once(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.start()
    watchdog.tick()
    for worker.now in (SILENCE_S, SILENCE_S + GRACE_S):
        watchdog.tick()
    assert (worker.loops, worker.ends, watchdog.active) == (1, 0, False)
    watchdog.answered(1)
    watchdog.answered(1)
    assert (worker.loops, worker.ends, watchdog.active) == (1, 1, True)
    watchdog.stop()


def test_after_a_restart_an_answer_of_the_stopped_app_says_nothing(
    worker: Worker, watchdog: Watchdog
) -> None:
    watchdog.tick()
    for worker.now in (SILENCE_S, SILENCE_S + GRACE_S):
        watchdog.tick()
    watchdog.stop()
    watchdog.answered(1)
    assert (worker.ends, watchdog.active) == (0, False)

"""When silence of a worker is an endless loop."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from renderer.host.watchdog import SILENCE_S, Watchdog


@dataclass
class Worker:
    now: float = 0.0
    excused: bool = False
    pings: list[int] = field(default_factory=list)
    loops: int = 0


@pytest.fixture
def worker(qapp: object) -> Worker:
    return Worker()


@pytest.fixture
def watchdog(worker: Worker) -> Watchdog:
    def noticed() -> None:
        worker.loops += 1

    watchdog = Watchdog(worker.pings.append, lambda: worker.excused, clock=lambda: worker.now)
    watchdog.loop_detected.connect(noticed)
    return watchdog


def test_silence_is_a_loop_only_after_the_limit(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.tick()
    worker.now = SILENCE_S - 0.1
    watchdog.tick()
    assert (worker.pings, worker.loops) == ([1], 0)
    worker.now = SILENCE_S
    watchdog.tick()
    assert worker.loops == 1


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
    assert worker.loops == 1


def test_waiting_for_the_person_is_no_loop(worker: Worker, watchdog: Watchdog) -> None:
    watchdog.tick()
    worker.excused, worker.now = True, 100.0
    watchdog.tick()
    worker.excused, worker.now = False, 100.0 + SILENCE_S - 0.1
    watchdog.tick()
    assert worker.loops == 0

"""The step log: every step with its time, what it does, and how it came out."""

from __future__ import annotations

from pathlib import Path

from apimock.phone import Phone
from apimock.scenario.document import parse
from apimock.scenario.player import Passage, Passed, ScenarioPlayer, play_through
from apimock.scenario.reading import read
from apimock.scenario.steps import steps_of
from apimock.scenario.virtual_clock import VirtualClock
from ide.scenario.step_log import StepLog

TEXT = """\
version: 1
tracks:
  - channel: network
    keys: [{t: 1s, networkType: none}]
  - channel: ui
    keys: [{t: 2s, tap: "#pay"}]
  - channel: expect
    keys: [{t: 3s, state: {network: {type: none}}}, {t: 65s, called: login}]
  - channel: log
    keys: [{t: 0, name: login}]
"""


def test_every_step_is_told_with_how_it_came_out() -> None:
    scenario = read(parse(TEXT.encode(), "a"), Path("a"))
    log = StepLog(steps_of(scenario))
    assert [row.passed for row in log.rows] == [None] * 4
    clock = VirtualClock(0.0)
    player = ScenarioPlayer(Phone(clock), scenario, clock)
    seen: list[Passage] = []
    player.on_passage(seen.append)
    player.on_passage(log.put)
    play_through(player, clock)
    begun = [one.number for one in seen if one.passed is Passed.BEGUN]
    assert begun == [1, 2, 3, 4], "each begins once, in order, and recorded calls are none"
    assert [row.passed for row in log.rows] == ["done", "failed", "done", "failed"]
    assert log.first_failed == 1
    assert log.text(9).splitlines() == [
        "  0:01.0  ok      network: networkType none",
        "  0:02.0  FAILED  ui: tap #pay",
        "                  there is no app on the screen to touch",
        '  0:03.0  ok      expect: state {"network": {"type": "none"}}',
        "  1:05.0  FAILED  expect: called login",
        "                  login was called 0 times, not at least once",
    ]
    assert log.text(1).startswith("3 earlier steps are left out\n  1:05.0")
    log.clear()
    assert log.first_failed == -1

"""Puts scenarios into the scenario dock: one that is played, one that is recorded, a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from apimock.scenario.document import parse
from apimock.scenario.model import Scenario
from apimock.scenario.player import Finding, Passage, Passed
from apimock.scenario.reading import read
from apimock.scenario.steps import steps_of
from ide.scenario.expecting import Kind, Pointed
from ide.scenario.phase import Phase
from ide.scenario.step_log import StepLog
from ide.scenario.timeline import timeline_of, timeline_of_recording
from ide.wiring.scenario import Scenarios
from ide.wiring.scenario_expect import Expecting

if TYPE_CHECKING:
    from tests.e2e.journey import Person

FILE = "mock/morning-ride.scenario.yaml"
BROKEN = "mock/broken.scenario.yaml"
RIDE = """\
version: 1
title: {en: A ride through the tunnel}
clock: {mode: virtual, start: 2026-05-01T08:00:00+08:00, speed: 4}
tracks:
  - channel: location
    keys:
      - {t: 0, latitude: 31.2304, longitude: 121.4737}
      - {t: 18s, latitude: 31.2352, longitude: 121.4801}
  - channel: network
    keys: [{t: 0, networkType: 4g}, {t: 30s, networkType: none}, {t: 42s, networkType: 5g}]
  - {channel: battery, ramp: {from: 38, to: 12, overMs: 60s}}
  - {channel: "api:requestPayment", queue: [{type: cancel}, {type: ok}]}
  - {channel: person, keys: [{t: 6s, answer: allowed, kind: permission}]}
  - channel: ui
    keys: [{t: 5s, tap: "#locate"}, {t: 22s, tap: "#pay"}, {t: 48s, tap: "#pay"}]
  - channel: expect
    keys:
      - {t: 8s, selector: "#where", text: "31.2304"}
      - {t: 32s, text: offline, within: 2s}
      - {t: 56s, called: requestPayment, times: 2}
"""
_TRACKS = (
    {"channel": "person", "keys": [{"t": 1200, "answer": "allowed"}]},
    {"channel": "location", "keys": [{"t": 9000, "latitude": 31.2352, "longitude": 121.48}]},
    {"channel": "network", "keys": [{"t": 21_000, "networkType": "none"}]},
    {"channel": "ui", "keys": [{"t": 4000, "tap": "#locate"}, {"t": 25_000, "tap": "#pay"}]},
    {"channel": "log", "keys": [{"t": 40 * n * n, "name": "getLocation"} for n in range(28)]},
)
_POSITION = 44_000.0


def played(person: Person) -> None:
    """Show a scenario on its way, with one expectation that did not come true."""
    panel = person.window.scenario
    scenario = read(parse(RIDE.encode(), FILE), person.root / FILE)
    panel.show_files([FILE])
    panel.show_scenario(timeline_of(scenario), scenario.clock.speed)
    panel.show_phase(Phase.PLAYING, running=True, can_put_back=False)
    panel.show_position(_POSITION)
    for step in steps_of(scenario):
        if step.channel.does in ("expect", "ui") and step.time < _POSITION:
            bad = step.values.get("text") == "offline"
            message = "“offline” is not on the screen: “Good morning”" if bad else ""
            panel.show_finding(Finding(step, not bad, message))
    person.window.focus_dock("scenario")
    panel.view.choose(panel.view.timeline.lanes[5].items[1])


FAILED_AT = 33_000.0


def _passages(scenario: Scenario) -> list[Passage]:
    """What came of the steps of the ride until one failed."""
    found = []
    for number, step in enumerate(steps_of(scenario)):
        if step.time > FAILED_AT:
            break
        bad = step.values.get("text") == "offline"
        passed = Passed.FAILED if bad else Passed.DONE
        message = "“offline” is not on the screen: “Good morning, coffee and cake”" if bad else ""
        found.append(Passage(number, step, passed, message))
    return found


def step_log(person: Person) -> None:
    """List the steps of a run of which one failed."""
    played(person)
    panel = person.window.scenario
    scenario = read(parse(RIDE.encode(), FILE), person.root / FILE)
    log = StepLog(steps_of(scenario))
    rows = [log.put(passage) for passage in _passages(scenario)]
    picture = person.player.screenshot().toImage()
    panel.show_log(log, lambda row: picture if row in rows else None)
    panel.show_phase(Phase.IDLE, running=True, can_put_back=True)
    panel.show_end(good=False, calls_told="")
    panel.show_failure(log)


def no_steps(person: Person) -> None:
    """Show the timeline again."""
    person.window.scenario.steps_button.setChecked(False)
    person.window.scenario.show_log(StepLog(), lambda _row: None)
    none(person)


def pointing(person: Person) -> None:
    """Point at an element of the phone while a recording goes on."""
    recording(person)
    person.window.scenario.show_pointing(on=True)
    person.window.wxml.line.ask("pick", on=True, named=True)
    target = person.player.view.focusProxy()
    assert target is not None
    QTest.mouseMove(target, target.rect().center())


def not_pointing(person: Person) -> None:
    """Take the glass away."""
    person.window.wxml.line.ask("pick", on=False, named=False)
    person.window.scenario.show_pointing(on=False)
    none(person)


_POINTED = Pointed(
    place={"selector": ".order", "text": "Cappuccino", "nth": 1},
    words="Cappuccino\n€ 3.20",
    route="pages/home/home",
    data={
        "greeting": "Good morning",
        "order": {"total": 3.2, "items": [{"name": "Cappuccino"}]},
        "busy": False,
    },
    calls={"requestPayment": 1, "getLocation": 3, "setStorage": 2},
)


def expectation(kind: Kind, person: Person) -> None:
    """Ask what is expected of an element."""
    expecting = person.window.findChild(Expecting)
    assert expecting is not None
    screen = person.player.screenshot().toImage()
    part = screen.copy(0, screen.height() // 3, screen.width(), screen.height() // 6)
    dialog = expecting.ask(_POINTED, {Kind.LOOKS: part, Kind.PAGE_LOOKS: screen})
    dialog.choose(kind)
    dialog.check_field("greeting")
    dialog.check_field("order.total")


def exporting(person: Person) -> None:
    """Show the test a scenario becomes."""
    file = person.root / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text(RIDE, "utf-8")
    person.window.scenario.show_files([FILE])
    person.bench.run("scenario.export")


def recording(person: Person) -> None:
    """Show a recording that goes on for half a minute."""
    panel = person.window.scenario
    panel.show_files([])
    panel.show_phase(Phase.RECORDING, running=True, can_put_back=False)
    panel.show_recording(timeline_of_recording(_TRACKS, 31_400.0))
    panel.show_position(31_400.0)
    person.window.focus_dock("scenario")


def broken(person: Person) -> None:
    """Say what is wrong with a file."""
    panel = person.window.scenario
    panel.show_files([BROKEN])
    panel.show_phase(Phase.IDLE, running=True, can_put_back=False)
    text = "mock/broken.scenario.yaml:9: tracks[1].keys[0].networkType: should be one of wifi, 2g"
    panel.show_trouble(f"{text}, 3g, 4g, 5g, unknown, none", BROKEN, 9)
    person.window.focus_dock("scenario")


def none(person: Person) -> None:
    """Show the dock of a project without scenarios."""
    panel = person.window.scenario
    panel.show_phase(Phase.IDLE, running=True, can_put_back=False)
    panel.show_files([])
    person.window.focus_dock("scenario")


def name(person: Person) -> None:
    """Ask what a recording shall be called."""
    scenarios = person.window.findChild(Scenarios)
    assert scenarios is not None
    scenarios.ask_name({"tracks": []}, "recording")

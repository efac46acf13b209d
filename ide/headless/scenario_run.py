"""One scenario on one fresh app: time jumps from one thing that happens to the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from apimock import calls as mock
from apimock.permissions import HEADLESS, INTERACTIVE
from apimock.scenario.host import Done, Sight
from apimock.scenario.model import Scenario
from apimock.scenario.player import Finding, ScenarioPlayer
from apimock.scenario.recorder import Recorder
from apimock.scenario.steps import Step
from apimock.scenario.transcript import Transcript, difference, recorded
from apimock.scenario.virtual_clock import VirtualClock
from ide.handset import Handset
from ide.headless.hands import PATIENCE_S, Hands, launch_of
from ide.headless.project import HeadlessProject
from ide.headless.quiet import Quiet
from ide.phone import PhoneSetup, host_phone, new_phone
from ide.scenario.moments import Due, next_moment
from ide.scenario.step_log import StepLog
from renderer.api import Event
from renderer.host.launch import Launch
from renderer.host.player import AppState, Player, Report
from renderer.host.player import Phone as HostedPhone
from renderer.host.screen import DevicePreset

_SHELL = {"animate": False, "clock": "9:41", "keyboard": False}
_HARMLESS = frozenset({"notice", "offline", "console"})
_PICTURE_QUALITY = 80


@dataclass(frozen=True)
class Case:
    """One thing a scenario found out; ``seconds`` is its time in the scenario."""

    name: str
    seconds: float
    ok: bool
    message: str = ""
    line: int = 0
    screenshot: str = ""
    file: str = ""
    """The file the line is in, when that is one the scenario uses."""

    def to_json(self) -> dict[str, Any]:
        """Return the case's entry of the result."""
        return {name: value for name, value in vars(self).items() if value or name != "file"}


@dataclass
class Outcome:
    """How a scenario came out; ``took`` in seconds of the computer."""

    scenario: Scenario
    cases: list[Case] = field(default_factory=list)
    steps: StepLog = field(default_factory=StepLog)
    took: float = 0.0
    calls: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything came true."""
        return all(case.ok for case in self.cases)

    def to_json(self) -> dict[str, Any]:
        """Return the scenario's entry of the result."""
        return {
            "scenario": str(self.scenario.file),
            "title": self.scenario.name(),
            "status": "ok" if self.ok else "failed",
            "seconds": round(self.took, 3),
            "calls": self.calls,
            "cases": [case.to_json() for case in self.cases],
        }


class ScenarioRun(QObject):
    """Runs a scenario; ``done`` comes exactly once, when it ended or cannot go on.

    Time stands still while the app has something to do. ``limit_s`` seconds of the computer is
    what the app may take for it at any one moment.
    """

    done = Signal()

    def __init__(
        self,
        project: HeadlessProject,
        scenario: Scenario,
        preset: DevicePreset,
        *,
        limit_s: float,
        pictures: Path | None = None,
        same_log: bool = False,
        record: bool = False,
        patience: float = PATIENCE_S,
    ) -> None:
        super().__init__()
        self.outcome = Outcome(scenario)
        self._started = time.perf_counter()
        self._pictures = pictures
        self._same_log = same_log
        self._reports: list[Report] = []
        self._ended = False
        self._ready = False
        self._when_ready: Callable[[], None] | None = None
        self._deeds = 0
        start = scenario.clock.start
        self._clock = VirtualClock(start if start is not None else time.time() * 1000)
        setup = project.phone_setup(preset)
        asked = any(track.channel.does == "person" for track in scenario.tracks)
        policy = INTERACTIVE if asked else HEADLESS
        self._phone = new_phone(
            PhoneSetup(setup.preset, setup.app, setup.package, policy), self, self._clock
        )
        self._handset = Handset(self._phone, preset, self)
        self._play = ScenarioPlayer(self._phone, scenario, self._clock, host=self)
        self._play.prepare()
        self._begun = self._clock.now()
        self.recorder = (
            Recorder(self._phone, title=scenario.name(), tick=scenario.clock.tick)
            if record
            else None
        )
        """Writes the run down as a scenario, when that is wanted."""
        self._transcript = Transcript(self._phone)
        self._player = Player(project.bundle, self._hosted(), shell=_SHELL)
        self._player.set_time(self._clock.now(), 0)
        self._player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._player.view.show()
        self._player.view.setFocus()
        self._unplug = self._phone.listen(self._tell)
        self._quiet = Quiet(self._player, self._phone, self)
        self._hands = Hands(self._player, self._quiet.wait, self, patience=patience)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(round(limit_s * 1000))
        self._limit.timeout.connect(self._on_limit)
        self.outcome.steps = StepLog(self._play.steps)
        self._play.on_finding(self._on_finding)
        self._play.on_passage(self.outcome.steps.put)
        self._play.watch(self._limit.start)
        self._connect()

    def start(self) -> None:
        """Start the app; the scenario begins when its first page is ready."""
        self._limit.start()
        if self.outcome.scenario.start is not None:
            self._play.start()
        opening = self._play.opening
        self._player.set_random(self.outcome.scenario.seed)
        self._player.load(launch_of(opening) if opening is not None else Launch())
        self._go_on()

    def close(self) -> None:
        """End the app."""
        self._quiet.stop()
        self._limit.stop()
        self._transcript.close()
        self._unplug()
        self._player.close()

    def touch(self, values: Mapping[str, Any], done: Done) -> None:
        """Let the hands touch; the steps after it wait."""
        if self.recorder is not None:
            self.recorder.touched(values)
        self._hands.touch(values, self._deed(done))

    def look(self, sight: Sight, done: Done) -> None:
        """Let the eyes look."""
        self._hands.look(sight, self._deed(done))

    def lead(self, channel: str, values: Mapping[str, Any], done: Done) -> None:
        """Lead the app; one that is entered anew is waited for."""
        ended = self._deed(done)
        if self.recorder is not None and values.get("do") not in ("hide", "show"):
            self.recorder.led(channel, values)
        if values.get("do") in ("enter", "terminate"):
            self._phone.restart()
            self._phone.set_foreground(values["do"] == "enter")
        if values.get("do") == "enter":
            self._ready = False
            self._when_ready = lambda: ended("")
            self._hands.lead(channel, values, lambda _: None)
        else:
            self._hands.lead(channel, values, ended)

    def _deed(self, done: Done) -> Done:
        """Count a deed; when it is done, time may move again."""
        self._deeds += 1

        def ended(problem: str) -> None:
            if not self._ended:
                self._deeds -= 1
                done(problem)
                self._go_on()

        return ended

    def _hosted(self) -> HostedPhone:
        phone = host_phone(self._phone, self._handset.preset)
        return replace(phone, screen=self._handset.screen())

    def _tell(self, event: mock.Event) -> None:
        # The theme reaches the app with the screen.
        if event.name != "onThemeChange":
            self._player.push(Event(event.name, event.detail))

    def _connect(self) -> None:
        self._handset.changed.connect(lambda: self._player.change_phone(self._hosted()))
        self._player.reported.connect(self._reports.append)
        self._player.state_changed.connect(self._on_state_changed)
        self._player.crashed.connect(lambda why: self._break_off(f"the app crashed: {why}"))
        self._player.loop_detected.connect(lambda: self._break_off("the app is in an endless loop"))

    def _on_state_changed(self, state: AppState) -> None:
        if self._ended or self._ready or not state.top_ready:
            return
        self._ready = True
        self._limit.start()
        when_ready, self._when_ready = self._when_ready, None
        if when_ready is not None:
            when_ready()
            return
        if not self._play.playing:
            self._play.start()
        self._go_on()

    def _go_on(self) -> None:
        """Wait until the app has nothing to do, then move time; deeds come first."""
        if not self._ended and not self._deeds:
            self._quiet.wait(self._move)

    def _move(self) -> None:
        """Jump to the next thing that happens: the phone's time, then the app's."""
        if self._play.ended and self._ready:
            self._finish()
            return
        now, due = self._clock.now(), self._clock.next_due()
        if due is not None and due <= now:
            self._run_phone()
            return
        waits = Due(due, self._quiet.next_due or None, self._quiet.drawing)
        moment = next_moment(now, waits, self._begun, self.outcome.scenario.clock.tick)
        if moment is not None:
            if self._ready:
                self._limit.start()  # time moves: nothing hangs
            self._go_to(moment)
            self._player.set_time(moment, 0)
            self._quiet.wait(self._run_phone)

    def _go_to(self, moment: float) -> None:
        if self.outcome.scenario.clock.tick is not None:
            self._clock.jump(moment)
        else:
            self._clock.approach(moment)

    def _run_phone(self) -> None:
        """Do what is due on the phone at this moment."""
        if self.outcome.scenario.clock.tick is not None:
            self._clock.catch_up()
        else:
            self._clock.run_for(0)
        self._go_on()

    def _on_finding(self, finding: Finding) -> None:
        values = finding.step.values
        if finding.ok and finding.step.channel.does == "ui" and "name" not in values:
            return
        self._add(finding.name, finding.step.time, finding.message, finding.step)

    def _add(self, name: str, at: float, problem: str, step: Step | None = None) -> None:
        picture = self._picture() if problem else ""
        line, file = (step.line, step.file) if step is not None else (0, "")
        case = Case(name, at / 1000, not problem, problem, line, picture, file)
        self.outcome.cases.append(case)

    def _picture(self) -> str:
        if self._pictures is None:
            return ""
        stem = self.outcome.scenario.file.name.split(".")[0]
        file = self._pictures / f"{stem}-{len(self.outcome.cases) + 1}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        saved = self._player.screenshot().save(str(file), "PNG", _PICTURE_QUALITY)
        return str(file) if saved else ""

    def _on_limit(self) -> None:
        waiting = ", ".join(call.name for call in self._player.waiting_calls())
        doing = "its first page never became ready" if not self._ready else "it never came to rest"
        seconds = self._limit.interval() / 1000
        told = f"{doing} within {seconds:g} s"
        self._break_off(f"{told}; waiting for {waiting}" if waiting else told)

    def _break_off(self, why: str) -> None:
        if not self._ended:
            self._limit.stop()
            self._add("the app goes on", self._play.position, why)
            self._finish()

    def _finish(self) -> None:
        if self._ended:
            return
        self._play.finish()
        self._ended = True
        self._play.stop()
        broken = [one for one in self._reports if one.kind not in _HARMLESS]
        told = "; ".join(
            f"{one.kind}: {one.message.splitlines()[0]} ({one.file}:{one.line})" for one in broken
        )
        self._add("the app runs without an error", self._play.position, told)
        if self._same_log:
            self._add("the calls are those recorded", self._play.position, self._compared())
        self.outcome.took = time.perf_counter() - self._started
        self.outcome.calls = sum("name" in line for line in self._transcript.lines)
        self._quiet.stop()
        self._limit.stop()
        self.done.emit()

    def _compared(self) -> str:
        """How the calls of this run differ from those of the recording."""
        wanted = recorded(self.outcome.scenario)
        if wanted is None:
            return "the scenario holds no recorded calls"
        return difference(wanted, self._transcript.lines)

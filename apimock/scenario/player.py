"""Plays a scenario on a phone: in order, at any speed, from any time, again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Any

from apimock.clock import Clock
from apimock.scenario import acting, expectation
from apimock.scenario.host import Host, NoHost, Sight
from apimock.scenario.model import Scenario
from apimock.scenario.persons import Persons
from apimock.scenario.state_at import laid_out
from apimock.scenario.steps import Step, duration, steps_of
from apimock.scenario.virtual_clock import VirtualClock

if TYPE_CHECKING:
    from apimock.phone import Phone

RETRY_MS = 50.0
"""How often an expectation with ``within`` is looked at again."""

_UNPLAYED = frozenset({"reply"})
"""What a recording holds for comparison alone."""


@dataclass(frozen=True)
class Finding:
    """How a step came out that can fail: an expectation, a touch, an answer."""

    step: Step
    ok: bool
    message: str = ""

    @property
    def name(self) -> str:
        """What a report calls it."""
        values = self.step.values
        told = values.get("name") or ", ".join(
            f"{key} {value}" for key, value in values.items() if key != "within"
        )
        return f"{self.step.time / 1000:g} s: {self.step.channel.name} {told}"


class Passed(StrEnum):
    """How far a step is."""

    BEGUN = "begun"
    """It waits: for the app, for a question to be put, for what is expected."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Passage:
    """A step on its way: its ``number`` among the steps, and how far it is."""

    number: int
    step: Step
    passed: Passed
    message: str = ""


_PASSES = 3
"""One field may pull another along when it is assigned; the next pass puts that right."""

FindingListener = Callable[[Finding], None]
PassageListener = Callable[[Passage], object]


class ScenarioPlayer:
    """Plays one scenario on one phone.

    ``clock`` is the one the phone lives by; a VirtualClock is set to the scenario's start. A step
    that waits for the app (a touch, a look) keeps the following ones waiting. With ``calls`` the
    recorded calls are made by the player itself, for a phone without an app.
    """

    def __init__(
        self,
        phone: Phone,
        scenario: Scenario,
        clock: Clock,
        *,
        host: Host | None = None,
        calls: bool = False,
    ) -> None:
        self.phone = phone
        self.scenario = scenario
        self.steps = steps_of(scenario)
        self.findings: list[Finding] = []
        self.loop = False
        self._clock = clock
        self._host = host or NoHost()
        self._calls = calls
        self._persons = Persons(phone)
        self._next = 0
        self._position = 0.0
        self._since: float | None = None
        self._rate = 1.0
        self._busy = False
        self._turn = 0
        """Counts starts and seeks: what was begun before is no longer waited for."""
        self._first_row = 0
        self._initial: Mapping[str, Any] = {}
        self._cancel: Callable[[], None] = lambda: None
        self._listeners: list[Callable[[], None]] = []
        self._finding_listeners: list[FindingListener] = []
        self._passage_listeners: list[PassageListener] = []
        self._numbers = {id(step): number for number, step in enumerate(self.steps)}

    @property
    def duration(self) -> float:
        """When the last step is done, ms."""
        return duration(self.steps)

    @property
    def opening(self) -> Mapping[str, Any] | None:
        """How the app is entered at the very beginning, which whoever starts it does."""
        first = self.steps[0] if self.steps else None
        if first is None or first.time > 0 or first.values.get("do") != "enter":
            return None
        return first.values

    @property
    def position(self) -> float:
        """Where it is, ms."""
        if self._since is None:
            return self._position
        return self._position + (self._clock.now() - self._since) * self._rate

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._since is not None

    @property
    def busy(self) -> bool:
        """Whether a step waits for the app."""
        return self._busy

    @property
    def ended(self) -> bool:
        """Whether every step is done."""
        return self._next >= len(self.steps) and not self._busy

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each start, pause, step and seek."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def on_finding(self, listener: FindingListener) -> Callable[[], None]:
        """Hear how each expectation came out."""
        self._finding_listeners.append(listener)
        return lambda: self._finding_listeners.remove(listener)

    def on_passage(self, listener: PassageListener) -> Callable[[], None]:
        """Hear of every step that is played, when it begins and when it is done."""
        self._passage_listeners.append(listener)
        return lambda: self._passage_listeners.remove(listener)

    def prepare(self) -> None:
        """Bring the phone to the scenario's start; the app is not running yet.

        Raises SnapshotError, nothing changed, when the start does not fit the phone.
        """
        plan = self.scenario.clock
        if isinstance(self._clock, VirtualClock):
            if plan.start is not None:
                self._clock.install(plan.start)
            self._clock.set_speed(plan.speed)
        else:
            self._rate = plan.speed
        if self.scenario.start is not None:
            self.phone.restore(self.scenario.start)
        else:
            self.phone.random.setstate(Random(self.scenario.seed).getstate())
        if self.scenario.persona:
            self.phone.device.user.persona = self.scenario.persona
        self._initial = self.phone.device.to_json()
        self._first_row = 1 + max((row.number for row in self.phone.log), default=0)

    def start(self) -> None:
        """Play from the beginning; :meth:`prepare` came before."""
        self.findings.clear()
        self._persons.clear()
        self._turn += 1
        self._next = 0 if self.opening is None else 1
        self._position, self._busy = 0.0, False
        self.phone.scenario_place = self.place
        if self._next:
            self._pass(self.steps[0], Passed.DONE)
        self.resume()

    def place(self) -> dict[str, Any]:
        """Which scenario is played and where it is, as a phone's snapshot keeps it."""
        return {"file": str(self.scenario.file), "position": self.position, "step": self._next}

    def go_on(self, place: Mapping[str, Any]) -> None:
        """Play on from where a snapshot was taken, on a phone that was restored from it."""
        self._turn += 1
        self._busy = False
        self._position = max(0.0, min(float(place["position"]), self.duration))
        self._next = max(0, min(int(place["step"]), len(self.steps)))
        self.phone.scenario_place = self.place
        self.resume()

    def pause(self) -> None:
        """Stand still between two steps."""
        self._position, self._since = self.position, None
        self._cancel()
        self._tell()

    def resume(self) -> None:
        """Go on."""
        self._since = self._clock.now()
        self._wait()
        self._tell()

    def stop(self) -> None:
        """End; what has happened to the phone stays."""
        self._turn += 1
        self._busy = False
        self._persons.clear()
        self.phone.scenario_place = None
        self.pause()

    def seek(self, time: float) -> None:
        """Go to a time: the phone's state is what playing up to it makes of the start.

        What the app keeps is left alone; touches, calls and events in between do not happen.
        """
        self._turn += 1
        self._busy = False
        self._persons.clear()
        self._position = max(0.0, min(time, self.duration))
        if self._since is not None:
            self._since = self._clock.now()
        passed = [step for step in self.steps if step.time <= self._position]
        self._next = len(passed)
        self._lay_state(passed)
        for step in passed:
            if step.channel.does == "queue":
                acting.act(self.phone, step)
        self._wait()
        self._tell()

    def _lay_state(self, passed: list[Step]) -> None:
        """Give every field the scenario changes, by itself or by what follows, its value."""
        changing = [step for step in self.steps if step.channel.does in acting.STATEFUL]
        there = sum(step.channel.does in acting.STATEFUL for step in passed)
        wanted = laid_out(self._initial, changing, there)
        sections = self.phone.device.sections()
        for _ in range(_PASSES):
            for path, value in wanted.items():
                section, _, name = path.partition(".")
                if getattr(sections[section], name) != value:
                    setattr(sections[section], name, value)

    def _wait(self) -> None:
        """Wait for the next step."""
        self._cancel()
        if self._since is None or self._busy:
            return
        if self._next >= len(self.steps):
            if self.loop and self.steps:
                self._cancel = self._clock.later(RETRY_MS, self._again)
            return
        delay = (self.steps[self._next].time - self.position) / self._rate
        self._cancel = self._clock.later(max(0.0, delay), self._arrive)

    def _again(self) -> None:
        self._position, self._since = 0.0, self._clock.now()
        self.seek(0.0)
        self._next = 0
        self._wait()

    def _arrive(self) -> None:
        """Do what is due, after everything else that is due at the same time."""
        if isinstance(self._clock, VirtualClock):
            due = self._clock.next_due()
            if due is not None and due <= self._clock.now():
                self._cancel = self._clock.later(0, self._arrive)
                return
        self._go()

    def _go(self) -> None:
        """Do step after step until one lies ahead or waits."""
        turn = self._turn
        while turn == self._turn and not self._busy and self._next < len(self.steps):
            step = self.steps[self._next]
            if step.time > self.position + 1e-6:
                break
            self._next += 1
            self._do(step)
        if turn == self._turn:
            self._wait()
            self._tell()

    def _do(self, step: Step) -> None:
        does = step.channel.does
        if does in _UNPLAYED or (does == "log" and not self._calls):
            return
        if does == "note":
            self._pass(step, Passed.DONE)
            return
        self._pass(step, Passed.BEGUN)
        if does == "expect":
            self._expect(step, step.time + step.values.get("within", 0.0))
        elif does == "person":
            self._persons.answer(step.values, self._settled(step))
        elif does == "ui":
            self._host.touch(step.values, self._ended(step))
        elif does in ("app", "page"):
            self._lead(step)
        elif problem := acting.act(self.phone, step):
            self._found(Finding(step, False, problem))
        else:
            self._pass(step, Passed.DONE)

    def _lead(self, step: Step) -> None:
        if step.values.get("do") in ("hide", "show"):
            shown = step.values["do"] == "show"
            if set(step.values) == {"do"} and shown is self.phone.device.apps.foreground:
                self._pass(step, Passed.DONE)
                return  # a touch before has done it
            self.phone.set_foreground(shown)
        self._host.lead(step.channel.does, step.values, self._ended(step))

    def _ended(self, step: Step) -> Callable[[str], None]:
        """Wait for a step; its report lets the next ones begin."""
        self._busy = True
        turn = self._turn

        def ended(problem: str) -> None:
            if turn != self._turn:
                return
            self._busy = False
            if problem or step.channel.does == "ui":
                self._found(Finding(step, not problem, problem))
            else:
                self._pass(step, Passed.DONE)
            self._go_on()

        return ended

    def _settled(self, step: Step) -> Callable[[str], None]:
        """Note how an answer came out, which holds nothing up."""

        def settled(problem: str) -> None:
            self._found(Finding(step, not problem, problem))

        return settled

    def _expect(self, step: Step, until: float) -> None:
        self._busy = True
        turn = self._turn

        def judged(seen: str) -> None:
            if turn != self._turn:
                return
            known = expectation.of_phone(self.phone, step.values, self._first_row)
            problem = "; ".join(filter(None, (seen, known)))
            if problem and self.position < until:
                self._clock.later(RETRY_MS / self._rate, again)
                return
            self._busy = False
            self._found(Finding(step, not problem, problem))
            self._go_on()

        def again() -> None:
            if turn == self._turn:
                self._look(step, judged)

        self._look(step, judged)

    def _look(self, step: Step, judged: Callable[[str], None]) -> None:
        sight = Sight.of(step.values)
        if sight is None:
            judged("")
        else:
            self._host.look(sight, judged)

    def _go_on(self) -> None:
        """Go on after a step that waited; never within the loop that began it."""
        if self._since is not None:
            self._cancel()
            self._cancel = self._clock.later(0, self._arrive)
        self._tell()

    def _found(self, finding: Finding) -> None:
        self.findings.append(finding)
        for listener in tuple(self._finding_listeners):
            listener(finding)
        passed = Passed.DONE if finding.ok else Passed.FAILED
        self._pass(finding.step, passed, finding.message)

    def _pass(self, step: Step, passed: Passed, message: str = "") -> None:
        passage = Passage(self._numbers[id(step)], step, passed, message)
        for listener in tuple(self._passage_listeners):
            listener(passage)

    def finish(self) -> list[Finding]:
        """Count answers nobody asked for as failures; returns all findings."""
        self._persons.give_up()
        return self.findings

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def play_through(player: ScenarioPlayer, clock: VirtualClock) -> list[Finding]:
    """Play a scenario on a phone without an app at once, timer by timer."""
    player.prepare()
    player.start()
    while not player.ended:
        due = clock.next_due()
        if due is None:
            break
        clock.run_for(max(0.0, due - clock.now()))
    return player.finish()

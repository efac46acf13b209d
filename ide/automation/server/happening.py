"""``Device.apply``, ``Device.ramp`` and ``Input.do``: what a key of a scenario does, done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from apimock.rules import RuleError
from apimock.scenario import acting, expectation
from apimock.scenario.document import Document
from apimock.scenario.errors import ScenarioError
from apimock.scenario.host import Sight
from apimock.scenario.model import Scenario
from apimock.scenario.persons import Persons
from apimock.scenario.player import ScenarioPlayer
from apimock.scenario.reading import read
from apimock.scenario.steps import Step, steps_of
from ide.automation.server.answer import Answer, sentence
from ide.automation.server.context import Context, Handler
from ide.automation.server.idle import Idle
from ide.automation.server.runtime import NOT_COMPILED, START_S
from ide.headless.hands import PATIENCE_S, Hands, launch_of
from renderer.host.player import Player

SETTLE_S = 3.0
"""How long an app that goes on changing is waited for after a deed."""
_LOST = "the app did not say what came of it: its page has gone, or its code does not return."
_SILENT = frozenset({"note", "reply"})
_ENDS_A_RUN = frozenset({"enter", "terminate"})
"""What ``app`` does that ends the run of the app, and is not given up with it."""


class Happening:
    """Every channel of ``docs/scenarios.md``, at the moment it is asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._target = context.target
        self._owner = QObject(context.owner)
        self._persons = Persons(context.target.phone)
        self._ramps: dict[str, ScenarioPlayer] = {}

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {"Device.apply": self.apply, "Device.ramp": self.ramp, "Input.do": self.input}

    def close(self) -> None:
        """End ramps, forget answers nobody has asked for."""
        self.forget()
        self._owner.deleteLater()

    def forget(self) -> None:
        """End what goes on over time: the phone becomes another."""
        self._persons.clear()
        for player in self._ramps.values():
            player.stop()
        self._ramps.clear()

    def apply(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Let something happen."""
        channel, values = params["channel"], params.get("values") or {}
        step = self._step(channel, {"keys": [{"t": 0, **values}]}, answer)
        if step is not None:
            self._do(step, answer, PATIENCE_S)

    def input(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Do what a person's finger does."""
        values = {name: value for name, value in params.items() if name != "timeout"}
        step = self._step("ui", {"keys": [{"t": 0, **values}]}, answer)
        if step is not None:
            self._do(step, answer, float(params.get("timeout") or PATIENCE_S))

    def ramp(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Change a value evenly while time passes; answers when that has begun."""
        ramp: dict[str, Any] = {
            "from": params["from"],
            "to": params["to"],
            "overMs": params["ms"],
        }
        if "value" in params:
            ramp["value"] = params["value"]
        scenario = self._scenario(params["channel"], {"ramp": ramp}, answer)
        if scenario is None:
            return
        before = self._ramps.pop(params["channel"], None)
        if before is not None:
            before.stop()
        phone = self._target.phone
        player = self._ramps[params["channel"]] = ScenarioPlayer(phone, scenario, phone.clock)
        player.start()
        phone.scenario_place = None
        answer.result()

    def _step(self, channel: str, body: Mapping[str, Any], answer: Answer) -> Step | None:
        scenario = self._scenario(channel, body, answer)
        return None if scenario is None else steps_of(scenario)[0]

    def _scenario(self, channel: str, body: Mapping[str, Any], answer: Answer) -> Scenario | None:
        root: Path = self._target.project.root
        document = {"version": 1, "tracks": [{"channel": channel, **body}]}
        try:
            return read(Document("", document, {}), root / "now.scenario.yaml")
        except ScenarioError as error:
            _, inside, place = error.field.rpartition("keys[0].")
            told = (
                f"{channel}.{place}: {error.problem}" if inside else f"{channel}: {error.problem}"
            )
            answer.fail(sentence(f"{told} – {error.hint}" if error.hint else told))
            return None

    def _do(self, step: Step, answer: Answer, patience: float) -> None:
        does = step.channel.does
        if does in _SILENT:
            answer.result()
        elif does == "person":
            self._persons.answer(step.values, lambda _: None)
            answer.result()
        elif does in _LED:
            self._with_app(step, answer, patience)
        else:
            _end(answer, self._act(step))

    def _act(self, step: Step) -> str:
        try:
            return acting.act(self._target.phone, step)
        except (RuleError, ValueError, LookupError) as error:
            return str(error)

    def _with_app(self, step: Step, answer: Answer, patience: float) -> None:
        player = self._target.player
        if player is None:
            answer.fail(NOT_COMPILED)
            return
        if player.running and player.state.top_ready:
            self._begin(step, answer, player, patience)
            return

        def ready(why: str) -> None:
            if why:
                answer.fail(f"the app has not started: {why}.")
            elif self._target.player is not None:
                self._begin(step, answer, self._target.player, patience)

        waiting = Idle(self._target, START_S, ready, self._owner)
        answer.on_end(waiting.stop)

    def _begin(self, step: Step, answer: Answer, player: Player, patience: float) -> None:
        if step.values.get("do") not in _ENDS_A_RUN:
            self._context.runtime.until_over(answer)
        hands = Hands(player, self._rest, self._owner, patience=patience)
        answer.on_end(hands.deleteLater)
        late = QTimer(hands)
        late.setSingleShot(True)
        late.timeout.connect(partial(answer.fail, _LOST))
        late.start(round((patience + START_S) * 1000))
        _LED[step.channel.does](self, step, hands, partial(_end, answer))

    def _rest(self, then: Callable[[], None]) -> None:
        Idle(self._target, SETTLE_S, lambda _: then(), self._owner)

    def _touch(self, step: Step, hands: Hands, done: Callable[[str], None]) -> None:
        hands.touch(step.values, done)

    def _look(self, step: Step, hands: Hands, done: Callable[[str], None]) -> None:
        phone = self._target.phone

        def judged(seen: str) -> None:
            known = expectation.of_phone(phone, step.values, 0)
            done("; ".join(filter(None, (seen, known))))

        sight = Sight.of(step.values)
        if sight is None:
            judged("")
        else:
            hands.look(sight, judged)

    def _lead_app(self, step: Step, hands: Hands, done: Callable[[str], None]) -> None:
        phone, do = self._target.phone, step.values["do"]
        if do == "enter":
            self._target.restart(launch_of(step.values))
            Idle(self._target, START_S, done, self._owner)
            return
        if do == "terminate":
            phone.restart()
        phone.set_foreground(do == "show")
        hands.lead("app", step.values, done)

    def _lead_page(self, step: Step, hands: Hands, done: Callable[[str], None]) -> None:
        hands.lead("page", step.values, done)


_LED: Mapping[str, Callable[[Happening, Step, Hands, Callable[[str], None]], None]] = {
    "ui": Happening._touch,
    "expect": Happening._look,
    "app": Happening._lead_app,
    "page": Happening._lead_page,
}


def _end(answer: Answer, problem: str) -> None:
    if problem:
        answer.fail(sentence(problem))
    else:
        answer.result()

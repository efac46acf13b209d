"""Asks the app's worker, and says so when it will never answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ide.automation.server.answer import Answer
from ide.automation.server.target import Target
from renderer.host.player import Player
from renderer.host.question import Question, new_number

START_S = 60.0
"""How long a request waits for an app that is about to start."""

RESTARTED = "the app was restarted before it answered."
_NOT_RUNNING = "the app is not running; start it with App.restart or Tool.compile."
NOT_COMPILED = "the app is not compiled: see Project.check."
LOOPS = "the app loops for ever: its code does not return; start it with App.restart."


class Runtime(QObject):
    """The worker of whatever player the target has; requests wait while the app starts."""

    automated = Signal(str, object)  # name and params of an event of the worker
    began = Signal()  # a run of the app has opened its first page
    over = Signal(str)  # why: a run of the app has ended, with all it was told

    def __init__(self, target: Target, parent: QObject) -> None:
        super().__init__(parent)
        self._target = target
        self._player: Player | None = None
        self._asked: dict[int, Answer] = {}
        self._held: dict[int, Mapping[str, Any]] = {}
        self._looping = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(round(START_S * 1000))
        self._late.timeout.connect(self._give_up)
        target.player_changed.connect(self._follow)
        self._follow()

    @property
    def started(self) -> bool:
        """Whether the app has opened its first page."""
        return self._player is not None and self._player.running

    @property
    def waiting(self) -> int:
        """How many requests wait for the worker."""
        return len(self._asked)

    def ask(self, method: str, params: Mapping[str, Any], answer: Answer) -> None:
        """Let the worker answer, as soon as the app has started."""
        if self._looping:
            answer.fail(LOOPS)
            return
        question = _question(method, params)
        self._await(question.number, answer)
        if self.started and self._player is not None:
            self._player.receive(question.message)
        elif self._player is None or self._player.starting:
            self._held[question.number] = question.message
            if not self._late.isActive():
                self._late.start()
        else:
            answer.fail(_NOT_RUNNING)

    def tell(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell the worker something nobody waits for; one that does not run needs no word."""
        if self.started and self._player is not None:
            self._player.receive(_question(method, params).message)

    def until_over(self, answer: Answer) -> None:
        """Let ``answer`` fail when this run of the app ends before it is given."""
        self._await(new_number(), answer)

    def _await(self, number: int, answer: Answer) -> None:
        self._asked[number] = answer
        answer.on_end(lambda: self._forget(number))

    def _forget(self, number: int) -> None:
        self._asked.pop(number, None)
        self._held.pop(number, None)

    def _follow(self) -> None:
        player = self._target.player
        if player is self._player:
            return
        if self._player is not None:
            self._player = None
            self._end(RESTARTED)
        self._player = player
        self._looping = False
        if player is None:
            return
        player.inspected.connect(self._on_inspected)
        player.automated.connect(self.automated)
        player.launched.connect(self._on_launched)
        player.run_ended.connect(self._on_run_ended)
        player.crashed.connect(self._on_crashed)
        player.loop_detected.connect(self._on_loop)
        player.loop_ended.connect(self._on_loop_ended)

    def _on_inspected(self, number: int, value: object) -> None:
        answer = self._asked.get(number)
        if answer is None:
            return
        error = value.get("error") if isinstance(value, dict) else None
        result = value.get("result") if isinstance(value, dict) else None
        if isinstance(result, dict):
            answer.result(result)
        elif isinstance(error, dict):
            answer.fail(str(error.get("message", "")))
        else:
            answer.fail(str(error or "the app answered nothing"))

    def _on_launched(self) -> None:
        self._looping = False
        self._late.stop()
        self.began.emit()
        held, self._held = self._held, {}
        for message in held.values():
            if self._player is not None:
                self._player.receive(message)

    def _on_run_ended(self) -> None:
        self._looping = False
        self._end(RESTARTED)

    def _on_crashed(self, reason: str) -> None:
        self._end(f"the app crashed: {reason}")

    def _on_loop(self) -> None:
        self._looping = True
        self._end(LOOPS)

    def _on_loop_ended(self) -> None:
        self._looping = False

    def _end(self, why: str) -> None:
        """Answer all that was asked of the run that ends; what waits for the next one stays."""
        for number, answer in tuple(self._asked.items()):
            if number not in self._held:
                answer.fail(why)
        self.over.emit(why)

    def _give_up(self) -> None:
        for number in tuple(self._held):
            self._asked[number].fail(f"the app has not started within {START_S:g} s.")


def _question(method: str, params: Mapping[str, Any]) -> Question:
    return Question("automation", {"method": method, "params": dict(params)})

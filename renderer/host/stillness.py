"""Tells when a page is still: its app waits for nothing, and its view shows all it was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from time import perf_counter
from typing import Any, Self

from PySide6.QtCore import QObject, QTimer, Signal

from renderer.host.player import Player
from renderer.host.question import Question, new_number

PATIENCE_S = 3.0
"""How long a page that never is still may go on changing."""

ROUND_S = 0.15
"""What one look counts of that time at most: a slow machine gets as many looks as a fast one."""

TIMER_MS = 1000
"""Timers an app set for longer are not waited for."""

_FACTS = "minideckProbe.paintedFacts()"


@dataclass(frozen=True)
class Rest:
    """What the app's worker says of itself; ``logic/rest.ts`` explains the fields."""

    open: int = 0
    due: float = 0.0
    told: int = -1
    frames: int = 0
    drawing: bool = False

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """Read an answer of the worker."""
        return cls(**{one.name: value[one.name] for one in fields(cls)})


class Stillness(QObject):
    """Looks at a page again and again until it is still, or its patience is at an end.

    A round is a look at the view between two answers of the worker. The answers come through
    the view, behind all that the worker told it; the questions go through the view, behind all
    that it told the worker. So when two answers are the same, nothing was on its way between
    them in either direction, and the look shows the page as it stays.

    ``busy`` says whether the host itself has something on its way to the page.
    """

    ended = Signal(dict, bool)
    """The facts of the last look, and whether the page is still."""

    def __init__(
        self, player: Player, busy: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._busy = busy
        self._number = 0
        self._rest = Rest()
        self._looks: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        self._spent = 0.0
        self._round = 0.0
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._look)
        player.inspected.connect(self._on_inspected)

    @property
    def facts(self) -> dict[str, Any]:
        """What the last look showed; empty before the first."""
        return self._looks[1]

    @property
    def rest(self) -> Rest:
        """The last answer of the worker."""
        return self._rest

    @property
    def patient(self) -> bool:
        """Whether the page may go on changing."""
        return self._spent < PATIENCE_S

    def begin(self) -> None:
        """Look until the page is still; ``ended`` follows unless the app is silent for ever."""
        self._looks = ({}, {})
        self._rest = Rest()
        self._spent = 0.0
        self._look_again()

    def go_on(self, ms: float) -> None:
        """Look again after so many milliseconds, with what is left of the patience."""
        self._spent += ms / 1000
        self._number = new_number()
        self._round = perf_counter() + ms / 1000
        self._waiting.start(round(ms) + 1)

    def stop(self) -> None:
        """Look no more."""
        self._number = 0
        self._waiting.stop()

    def _look_again(self) -> None:
        self._round = perf_counter()
        self._number = new_number()
        self._look()

    def _look(self) -> None:
        number = self._number

        def seen(facts: Any) -> None:
            if number == self._number and isinstance(facts, dict):
                self._looks = (self._looks[1], facts)
                self._ask()

        self._player.probe(_FACTS, seen)

    def _ask(self) -> None:
        question = Question("rest", {"within": TIMER_MS}, self._number)
        self._player.receive(question.message)

    def _on_inspected(self, number: int, value: object) -> None:
        if number != self._number or not isinstance(value, dict):
            return
        before, self._rest = self._rest, Rest.of(value)
        self._spent += min(perf_counter() - self._round, ROUND_S)
        still = self._is_still(before)
        if not self.patient or (still and not self._rest.due):
            self._number = 0
            self.ended.emit(self.facts, still)
        elif still:
            # What the timer changes shows in the next answer.
            self.go_on(self._rest.due)
        else:
            self._look_again()

    def _is_still(self, before: Rest) -> bool:
        earlier, facts = self._looks
        told_nothing = self._rest.told == before.told and not self._rest.open
        return told_nothing and facts == earlier and not facts["loading"] and not self._busy()

"""Questions the phone puts to the person who holds it: sheets, dialogs, pickers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from apimock.doing import Doing, Numbers


class AskMode(StrEnum):
    """What happens to a question nobody prepared an answer for."""

    ASK = "ask"
    """It stays open until somebody answers (a snapshot shows it unanswered)."""
    AUTO = "auto"
    """Its default choice is taken at once."""


@dataclass(frozen=True)
class Choice:
    """One way to answer: ``id`` is what the handler gets, ``label`` what the person reads."""

    id: str
    label: str


@dataclass(frozen=True)
class Answer:
    """What the person chose, with the data of the sheet (selected items, typed text, …)."""

    choice: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """An open question; ``kind`` names the sheet that shows it, ``facts`` what it shows."""

    id: int
    kind: str
    api: str
    choices: tuple[Choice, ...]
    default: Answer
    facts: Mapping[str, Any] = field(default_factory=dict)


QuestionListener = Callable[[tuple[Question, ...]], None]
AnswerListener = Callable[[Question, Answer], None]


class Asking:
    """Keeps the open questions and hands the answers on."""

    def __init__(self, mode: AskMode, doing: Doing | None = None) -> None:
        self.mode = mode
        self._doing = doing or Doing()
        self.numbers = Numbers()
        self._open: dict[int, tuple[Question, Callable[[Answer], None]]] = {}
        self._listeners: list[QuestionListener] = []
        self._answer_listeners: list[AnswerListener] = []

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that wait for an answer, oldest first."""
        return tuple(question for question, _ in self._open.values())

    def watch(self, listener: QuestionListener) -> Callable[[], None]:
        """Call ``listener`` with the open questions whenever they change."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def watch_answers(self, listener: AnswerListener) -> Callable[[], None]:
        """Call ``listener`` with each answer a person gives, before it has its effect."""
        self._answer_listeners.append(listener)
        return lambda: self._answer_listeners.remove(listener)

    def ask(
        self,
        kind: str,
        api: str,
        choices: tuple[Choice, ...],
        then: Callable[[Answer], None],
        *,
        default: Answer,
        facts: Mapping[str, Any] | None = None,
        mode: AskMode | None = None,
    ) -> Question | None:
        """Put a question; returns it when it stays open, None when it was answered at once."""
        question = Question(next(self.numbers), kind, api, choices, default, facts or {})
        if (mode or self.mode) is AskMode.AUTO:
            then(default)
            return None
        self._open[question.id] = (question, then)
        self._tell()
        return question

    def answer(self, number: int, choice: str, data: Mapping[str, Any] | None = None) -> None:
        """Answer an open question.

        Raises KeyError when it is not open, ValueError when it offers no such choice.
        """
        question, then = self._open[number]
        if choice not in {item.id for item in question.choices}:
            raise ValueError(f"“{question.kind}” offers no choice “{choice}”")
        del self._open[number]
        given = Answer(choice, data or {})
        for listener in tuple(self._answer_listeners):
            listener(question, given)
        self._tell()
        with self._doing.own():
            then(given)

    def withdraw(self, number: int) -> None:
        """Close a question without an answer (its call has ended otherwise)."""
        if self._open.pop(number, None) is not None:
            self._tell()

    def withdraw_all(self) -> None:
        """Close every question, as when the mini-program is restarted."""
        if self._open:
            self._open.clear()
            self._tell()

    def _tell(self) -> None:
        now = self.open
        for listener in tuple(self._listeners):
            listener(now)

"""Answers the phone's questions with what the person has chosen beforehand (no Qt)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from apimock.asking import Asking, Question
from apimock.clock import Clock

ASK = "ask"


class StandingAnswers:
    """One standing choice a kind of question; ``ask`` leaves the question to the person."""

    def __init__(self, asking: Asking, clock: Clock) -> None:
        self._asking = asking
        self._clock = clock
        self._choices: dict[str, str] = {}
        self._listeners: list[Callable[[str, str], None]] = []
        self.close = asking.watch(self._on_questions)

    def get(self, kind: str) -> str:
        """Return the choice for a kind of question."""
        return self._choices.get(kind, ASK)

    def set(self, kind: str, choice: str) -> None:
        """Answer questions of ``kind`` with ``choice`` from now on, open ones too."""
        if self.get(kind) == choice:
            return
        self._choices[kind] = choice
        for listener in tuple(self._listeners):
            listener(kind, choice)
        self._on_questions(self._asking.open)

    def watch(self, listener: Callable[[str, str], None]) -> Callable[[], None]:
        """Call ``listener(kind, choice)`` after each change; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def leaves(self, question: Question) -> bool:
        """Tell whether a question is for the person."""
        return self._choice_for(question) is None

    def _choice_for(self, question: Question) -> str | None:
        choice = self.get(question.kind)
        return choice if choice in {item.id for item in question.choices} else None

    def _on_questions(self, questions: tuple[Question, ...]) -> None:
        for question in questions:
            if self._choice_for(question) is not None:
                # Later, because the phone is still busy with putting the question.
                self._clock.later(0, partial(self._answer, question.id))

    def _answer(self, number: int) -> None:
        for question in self._asking.open:
            choice = self._choice_for(question)
            if question.id == number and choice is not None:
                self._asking.answer(number, choice)
                return

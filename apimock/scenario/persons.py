"""The answers of the person in a scenario: given as soon as their question is put."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apimock.asking import Question

if TYPE_CHECKING:
    from apimock.phone import Phone


@dataclass(frozen=True)
class _Waiting:
    values: Mapping[str, Any]
    settled: Callable[[str], None]


class Persons:
    """Keeps answers until a question they fit is open; the oldest answer comes first."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._waiting: list[_Waiting] = []
        self._stop: Callable[[], None] = lambda: None
        self._answering = False

    def answer(self, values: Mapping[str, Any], settled: Callable[[str], None]) -> None:
        """Answer the oldest question that fits, or the ``nth`` after it, now or when it is put."""
        if not self._waiting:
            self._stop = self._phone.asking.watch(lambda _: self._go_through())
        self._waiting.append(_Waiting(values, settled))
        self._go_through()

    def clear(self) -> None:
        """Forget the answers."""
        self._waiting.clear()
        self._stop()
        self._stop = lambda: None

    def give_up(self) -> None:
        """Report the answers nobody asked for, and forget them."""
        for waiting in tuple(self._waiting):
            about = waiting.values.get("api") or waiting.values.get("kind") or "anything"
            waiting.settled(
                f"nothing asked about {about}, so “{waiting.values['answer']}” was kept"
            )
        self.clear()

    def _go_through(self) -> None:
        if self._answering:
            return
        self._answering = True
        try:
            while (pair := self._pair()) is not None:
                waiting, question = pair
                self._waiting.remove(waiting)
                self._give(waiting, question)
        finally:
            self._answering = False
        if not self._waiting:
            self.clear()

    def _pair(self) -> tuple[_Waiting, Question] | None:
        for waiting in self._waiting:
            fitting = [q for q in self._phone.asking.open if _fits(waiting.values, q)]
            nth = int(waiting.values.get("nth") or 0)
            if nth < len(fitting):
                return waiting, fitting[nth]
        return None

    def _give(self, waiting: _Waiting, question: Question) -> None:
        try:
            self._phone.asking.answer(
                question.id, waiting.values["answer"], waiting.values.get("data")
            )
        except ValueError as error:
            offered = ", ".join(choice.id for choice in question.choices)
            waiting.settled(f"{error}; it offers {offered}")
        else:
            waiting.settled("")


def _fits(values: Mapping[str, Any], question: Question) -> bool:
    api = str(values.get("api", question.api)).removeprefix("wx.")
    return bool(values.get("kind", question.kind) == question.kind) and api == question.api

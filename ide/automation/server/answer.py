"""The answer to one request: given once, now or later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance


def sentence(problem: object) -> str:
    """What is wrong, with a stop at its end."""
    text = str(problem)
    return text if text.endswith((".", "?", "!", "。")) else f"{text}."


class Client(Protocol):
    """Who asked."""

    @property
    def left(self) -> SignalInstance:
        """Emitted once, when the client has gone."""
        ...

    def tell(self, event: str, params: Mapping[str, Any]) -> None:
        """Send an event; nothing happens once the client has gone."""
        ...

    def end(self) -> None:
        """Ask for the end of the server the client came to."""
        ...


class Answer:
    """Ends a request with a result or a sentence; what comes after the first is dropped.

    It is dropped because others may end it too: the client that goes, the app that restarts.
    """

    def __init__(self, client: Client, finish: Callable[[Mapping[str, Any] | None, str], None]):
        """``finish`` takes the result, or None and a sentence; or None and '' for nothing."""
        self.client = client
        self._finish: Callable[[Mapping[str, Any] | None, str], None] | None = finish
        self._hooks: list[Callable[[], None]] = []

    @property
    def open(self) -> bool:
        """Whether somebody still waits for it."""
        return self._finish is not None

    def result(self, value: Mapping[str, Any] | None = None) -> None:
        """Answer with a result, an empty one for None."""
        self._end(value or {}, "")

    def fail(self, sentence: str) -> None:
        """Answer that it cannot be done, and why."""
        self._end(None, sentence)

    def drop(self) -> None:
        """End without an answer: nobody is there to hear it."""
        self._end(None, "")

    def on_end(self, hook: Callable[[], None]) -> None:
        """Call ``hook`` when the request has ended, however it did."""
        if self.open:
            self._hooks.append(hook)
        else:
            hook()

    def _end(self, value: Mapping[str, Any] | None, sentence: str) -> None:
        finish, self._finish = self._finish, None
        if finish is None:
            return
        hooks, self._hooks = self._hooks, []
        for hook in hooks:
            hook()
        finish(value, sentence)

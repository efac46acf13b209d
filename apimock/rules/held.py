"""Answers that wait until somebody tells them to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class HeldCall:
    """A call whose answer waits: its number in the call log, its API, the rule that holds it."""

    number: int
    api: str
    rule: str


class Held:
    """The calls that wait to be told to go on, oldest first."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[HeldCall, Callable[[], None]]] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def all(self) -> tuple[HeldCall, ...]:
        return tuple(call for call, _ in self._waiting.values())

    def watch(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` whenever a call begins or ceases to wait."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def hold(self, call: HeldCall, go_on: Callable[[], None]) -> None:
        """Keep a call waiting."""
        self._waiting[call.number] = (call, go_on)
        self._tell()

    def release(self, number: int) -> None:
        """Let a call be answered. Raises KeyError when it does not wait."""
        _, go_on = self._waiting.pop(number)
        self._tell()
        go_on()

    def forget(self, number: int | None = None) -> None:
        """Wait no longer for a call that has ended otherwise; for none at all without a number."""
        if number is None:
            self._waiting.clear()
        else:
            self._waiting.pop(number, None)
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

"""The steps of a scenario that is played: what each did, when, and how it came out (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from apimock.scenario.player import Passage, Passed
from apimock.scenario.steps import Step
from ide.scenario.timeline import clock_text, words

_UNSHOWN = frozenset({"log", "reply"})
"""What a recording holds for comparison is no step."""
_STATES = {None: "–", Passed.BEGUN: "…", Passed.DONE: "ok", Passed.FAILED: "FAILED"}


@dataclass(frozen=True)
class LoggedStep:
    """One step: ``number`` among the player's, ``time`` in ms, how far it is (None: not yet)."""

    number: int
    time: float
    channel: str
    words: str
    line: int = 0
    file: str = ""
    """The file its line is in, '' for the scenario's own."""
    passed: Passed | None = None
    message: str = ""

    def to_json(self) -> dict[str, Any]:
        """The step as a value of the result; seconds as everywhere there."""
        place = {"file": self.file} if self.file else {}
        return {
            "seconds": round(self.time / 1000, 3),
            "channel": self.channel,
            "step": self.words,
            "status": str(self.passed or "open"),
            "message": self.message,
            "line": self.line,
            **place,
        }

    def text(self) -> str:
        """The step on one line, what went wrong on a second."""
        line = f"{clock_text(self.time):>8}  {_STATES[self.passed]:7} {self.channel}: {self.words}"
        return f"{line}\n{'':18}{self.message}" if self.message else line


class StepLog:
    """What came of the steps so far."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self.rows: list[LoggedStep] = []
        """In the order they are done."""
        self._places: dict[int, int] = {}
        for number, step in enumerate(steps):
            if step.channel.does in _UNSHOWN:
                continue
            self._places[number] = len(self.rows)
            said = words(step.values) or step.channel.about
            self.rows.append(
                LoggedStep(number, step.time, step.channel.name, said, step.line, step.file)
            )

    def put(self, passage: Passage) -> int:
        """Note how far a step is; returns its row, -1 for one that is not shown."""
        at = self._places.get(passage.number, -1)
        if at >= 0:
            passed = passage.passed
            self.rows[at] = replace(self.rows[at], passed=passed, message=passage.message)
        return at

    def clear(self) -> None:
        """The scenario begins again: nothing was done yet."""
        self.rows = [replace(row, passed=None, message="") for row in self.rows]

    @property
    def first_failed(self) -> int:
        """The row of the first step that failed, -1 for none."""
        failed = (at for at, row in enumerate(self.rows) if row.passed is Passed.FAILED)
        return next(failed, -1)

    def text(self, most: int) -> str:
        """All steps as lines; of more than ``most`` the last ones, which are told of."""
        left_out = max(0, len(self.rows) - most)
        told = [f"{left_out} earlier steps are left out"] if left_out else []
        return "\n".join([*told, *(row.text() for row in self.rows[left_out:])])

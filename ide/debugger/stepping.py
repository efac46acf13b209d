"""Follows the steps somebody asks for: which stops end one, and which are only passed through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ide.debugger.pause import Frame

_MOST_HELPER_STEPS = 12
"""A transform's own helpers are stepped through, but not for ever."""


class Stepping:
    """The steps of one debugger; ``send`` takes one to the app.

    Until the app stands again it takes no other step: the last one asked for meanwhile waits.
    """

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._step = ""
        self._under_way = False
        self._waiting = ""
        self._helper_steps = 0
        self._from = ("", 0, 0)

    @property
    def to_next_stop(self) -> bool:
        """Whether a step is under way that ends at a statement, rather than runs on."""
        return self._under_way and self._step != "resume"

    def ask(self, step: str, frames: Sequence[Frame]) -> None:
        """Take a step of the front end, ``resume`` among them, from where the app stands."""
        if self._under_way:
            self._waiting = step
            return
        self._step, self._helper_steps = step, 0
        self._from = _standing(frames)
        self._under_way = True
        self._send(step)

    def passes(self, frames: Sequence[Frame], reason: str) -> bool:
        """Tell whether the app goes on from a stop by itself; if not, the step has ended."""
        stepped = reason == "step"
        if stepped and self._step.startswith("step") and self._is_helper(frames):
            self._helper_steps += 1
            self._send(self._step)
            return True
        waiting = self._waiting if stepped else ""
        self.forget()
        if waiting:
            self.ask(waiting, frames)
        return bool(waiting)

    def forget(self) -> None:
        """Nothing is under way any more: the app stands at something else, or has ended."""
        self._under_way = False
        self._waiting = ""

    def _is_helper(self, frames: Sequence[Frame]) -> bool:
        """Whether a step has only reached a transform's helper, or come back from one."""
        inside = not frames[0].path
        back = self._helper_steps > 0 and _standing(frames) == self._from
        return (inside or back) and self._helper_steps < _MOST_HELPER_STEPS


def _standing(frames: Sequence[Frame]) -> tuple[str, int, int]:
    return frames[0].path, frames[0].line, len(frames)

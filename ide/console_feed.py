"""Makes lines of the console from what the engine, the runtime and the person say (no Qt)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import unquote

_RUNTIME = "/runtime/logic.js"
_FRAME = re.compile(
    r"^\s*at (?:(?P<name>.*?) \()?"
    r"wxapp://(?P<sort>source|compiled|template)/(?P<path>[^\s()]+?):(?P<line>\d+):(?P<column>\d+)\)?$"
)
_SOURCE = re.compile(r"/(?:pkg|source|compiled)/(.*)$")
_CHILDREN = 3
"""Where the children of a value stand, when it has some."""
_LEVELS = {"warn": "warning", "log": "info"}


@dataclass(frozen=True)
class StackFrame:
    """One call of a stack: a path of the package, or of the project once it is located."""

    name: str
    path: str
    line: int
    column: int
    compiled: bool = False
    """Whether line and column still are those of the compiled code."""


@dataclass(frozen=True)
class ConsoleLine:
    """One line.

    ``level`` is ``debug``, ``info``, ``warning``, ``error``, ``input`` (the person's) or
    ``result``; ``method`` what made it, see ``Report``.
    """

    number: int
    level: str
    text: str
    file: str = ""
    line: int = 0
    column: int = 0
    frames: tuple[StackFrame, ...] = ()
    method: str = ""
    values: Sequence[Any] = ()
    """The objects of the line: ``[name, kind, text, children]`` each."""
    columns: Sequence[str] = ()
    time: datetime = field(default_factory=datetime.now)

    @property
    def place(self) -> str:
        """File and line as people write them, empty when there is no file."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file


class ConsoleFeed:
    """Gives lines to ``put`` in their order."""

    def __init__(self, put: Callable[[ConsoleLine], None]) -> None:
        self._put = put
        self._numbers = count(1)
        self._told: deque[str] = deque(maxlen=200)
        self._held: deque[tuple[str, str]] = deque()

    def written(self, level: str, text: str, source: str, line: int) -> None:
        """Take a line of the engine's console.

        What the app wrote comes from the runtime too, with its values: such a line is held back
        until ``settle`` and shown only when nobody told of it.
        """
        if source.endswith(_RUNTIME):
            self._held.append((level, text))
            return
        found = _SOURCE.search(source)
        file = unquote(found[1]) if found else ""
        self._put(ConsoleLine(next(self._numbers), level, text, file, line if file else 0))

    def settle(self) -> None:
        """Show what the engine wrote and nobody told of: the runtime's own complaints."""
        while self._held:
            level, text = self._held.popleft()
            first = _first_word(text)
            if first in self._told:
                self._told.remove(first)
            elif level == "error":
                self._put(ConsoleLine(next(self._numbers), level, text))
        self._told.clear()

    def reported(
        self,
        text: str,
        file: str = "",
        line: int = 0,
        *,
        level: str = "log",
        column: int = 0,
        stack: str = "",
        method: str = "",
        values: Sequence[Any] = (),
        columns: Sequence[str] = (),
    ) -> None:
        """Take the runtime's word on a line of the app."""
        self._told.append(_first_word(text))
        made = ConsoleLine(
            next(self._numbers),
            _LEVELS.get(level, level),
            text,
            file,
            line,
            column,
            read_stack(stack),
            method,
            values,
            columns,
        )
        self._put(made)

    def failed(self, text: str, stack: str, file: str, line: int) -> None:
        """Take an error of the app."""
        frames = read_stack(stack)
        self._put(ConsoleLine(next(self._numbers), "error", text, file, line, frames=frames))

    def entered(self, code: str) -> None:
        """Take what the person wrote."""
        self._put(ConsoleLine(next(self._numbers), "input", code))

    def answered(self, value: Sequence[Any], *, failed: bool = False) -> None:
        """Take what the person's code is worth."""
        level = "error" if failed else "result"
        text, opens = str(value[2]), len(value) > _CHILDREN
        self._put(ConsoleLine(next(self._numbers), level, text, values=[value] if opens else ()))

    def said(self, text: str, level: str = "result") -> None:
        """Say something in answer to a command."""
        self._put(ConsoleLine(next(self._numbers), level, text))


def read_stack(stack: str) -> tuple[StackFrame, ...]:
    """Return the calls of a stack that lie in the author's code."""
    found = []
    for row in stack.splitlines():
        match = _FRAME.match(row)
        if match:
            name, compiled = match["name"] or "", match["sort"] != "source"
            line, column = int(match["line"]), int(match["column"])
            found.append(StackFrame(name, unquote(match["path"]), line, column, compiled))
    return tuple(found)


def _first_word(text: str) -> str:
    words = text.split(maxsplit=1)
    return words[0] if words else ""

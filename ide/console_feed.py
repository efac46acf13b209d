"""Merges the engine's console with the runtime's reports of it (no Qt)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

_WAITING = 200
_RUNTIME = "/runtime/logic.js"


@dataclass(frozen=True)
class ConsoleLine:
    """One line; ``level`` is ``info``, ``warning`` or ``error``, ``detail`` a stack."""

    number: int
    level: str
    text: str
    file: str = ""
    line: int = 0
    detail: str = ""
    time: datetime = field(default_factory=datetime.now)


class ConsoleFeed:
    """Gives lines to ``put``; a line with a number given before replaces that one."""

    def __init__(
        self,
        put: Callable[[ConsoleLine], None],
        locate: Callable[[str], str] = lambda path: path,
    ) -> None:
        """``locate`` turns a path of the package into one of the project."""
        self._put_line = put
        self._locate = locate
        self._numbers = count(1)
        self._waiting: deque[ConsoleLine] = deque(maxlen=_WAITING)

    def written(self, level: str, text: str, source: str, line: int) -> None:
        """Take a line of the engine's console; the runtime's own name no source of the author."""
        if source.endswith(_RUNTIME):
            made = ConsoleLine(next(self._numbers), level, text)
            self._waiting.append(made)
        else:
            file = source.partition("/pkg/")[2] or source.partition("/source/")[2]
            made = ConsoleLine(next(self._numbers), level, text, file, line if file else 0)
        self._put(made)

    def reported(self, text: str, file: str, line: int) -> None:
        """Take the runtime's word on a line: its values written out, and its place."""
        first = _first_word(text)
        for waiting in self._waiting:
            if _first_word(waiting.text) == first or first.startswith(("{", "[")):
                self._waiting.remove(waiting)
                self._put(replace(waiting, text=text, file=file, line=line))
                return
        self._put(ConsoleLine(next(self._numbers), "info", text, file, line))

    def _put(self, line: ConsoleLine) -> None:
        self._put_line(replace(line, file=self._locate(line.file)))

    def failed(self, text: str, stack: str, file: str, line: int) -> None:
        """Take an error of the app."""
        self._put(ConsoleLine(next(self._numbers), "error", text, file, line, stack))


def _first_word(text: str) -> str:
    words = text.split(maxsplit=1)
    return words[0] if words else ""

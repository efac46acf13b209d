"""Output that waits to be shown: a window takes little at a time and keeps what it can show."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_LINE = 4_000
"""Characters of a line that are shown."""
MOST_LINES = 2_000
"""Lines that are kept; the text of the console holds as many."""
LINES_AT_ONCE = 150
CHARACTERS_AT_ONCE = 16_000


@dataclass(frozen=True)
class Piece:
    """A line, or the beginning of one; ``name`` is ``stdout`` or ``stderr``."""

    name: str
    text: str


class Backlog:
    """Lines that wait, bounded in number and length; the oldest give way."""

    def __init__(self, cut: Callable[[int], str], left_out: Callable[[int], str]) -> None:
        """``cut`` words how many characters a line lost, ``left_out`` how many lines are gone."""
        self._cut, self._left_out = cut, left_out
        self._pieces: deque[Piece] = deque()
        self._gone = 0
        self._length = 0
        self._lost = 0

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def put(self, name: str, text: str) -> None:
        """Add what was written."""
        *lines, rest = text.split("\n")
        for line in lines:
            self._add(name, self._shown(line.removesuffix("\r")) + self._end_of_line())
        self._add(name, self._shown(rest))
        while len(self._pieces) > MOST_LINES:
            self._pieces.popleft()
            self._gone += 1

    def take(self, *, all_: bool = False) -> list[Piece]:
        """Return what is to be shown now, or everything."""
        taken: list[Piece] = []
        if self._gone:
            taken.append(Piece("stderr", self._left_out(self._gone) + "\n"))
            self._gone = 0
        lines, characters = 0, 0
        while self._pieces and (
            all_ or (lines < LINES_AT_ONCE and characters < CHARACTERS_AT_ONCE)
        ):
            piece = self._pieces.popleft()
            lines, characters = lines + 1, characters + len(piece.text)
            taken.append(piece)
        return taken

    def _add(self, name: str, text: str) -> None:
        if text:
            self._pieces.append(Piece(name, text))

    def _shown(self, part: str) -> str:
        """Return what is shown of a part of a line."""
        over = part.rfind("\r")
        if over >= 0:  # the line is written over, as bars of progress do
            part, self._length, self._lost = part[over:], 0, 0
        shown = part[: max(0, LONGEST_LINE - self._length)]
        self._length += len(part)
        self._lost += len(part) - len(shown)
        return shown

    def _end_of_line(self) -> str:
        said = self._cut(self._lost) if self._lost else ""
        self._length = self._lost = 0
        return f"{said}\n"

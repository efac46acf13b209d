"""Tells the person what set-up is doing, on standard error so that results stay clean."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

Say = Callable[[str], None]

_PAUSE = 10.0
"""Seconds between two words on the same work where lines cannot be rewritten, as in a log."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"minideck: {text}", file=sys.stderr, flush=True)


class Ticker:
    """How far one piece of work is: a line that a terminal rewrites, and a log repeats at times.

    Use it as a context: when the work ends, the terminal's line is cleared for what comes next.
    """

    def __init__(
        self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._rewrites = self._stream.isatty()
        self._shown = ""
        self._said_at = clock()

    def __enter__(self) -> Ticker:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._rewrites and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, text: str) -> None:
        """Say how far the work is; the same words again, or too many in a log, say nothing."""
        if not text or text == self._shown:
            return
        if self._rewrites:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write("\r" + f"minideck:       {text}"[:width] + "\x1b[K")
        elif self._clock() - self._said_at >= _PAUSE:
            self._said_at = self._clock()
            self._stream.write(f"minideck:       {text}\n")
        else:
            return
        self._shown = text
        self._stream.flush()

"""Tells the person what set-up is doing, on standard error so that results stay clean."""

from __future__ import annotations

import sys
from collections.abc import Callable

Say = Callable[[str], None]


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"minideck: {text}", file=sys.stderr, flush=True)

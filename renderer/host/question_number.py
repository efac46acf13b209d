"""Numbers of questions to workers: no two askers of a process share one (no Qt).

Several may ask the same worker at a time, and each hears every answer.
"""

from __future__ import annotations

from itertools import count

_FIRST = 1_000_000
"""The shell's own questions have smaller numbers."""
_numbers = count(_FIRST)


def question_number() -> int:
    """Return a number that no question of this process has had."""
    return next(_numbers)

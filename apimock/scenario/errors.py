"""What is wrong with a scenario: the file, the line, the field and how to put it right."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


class ScenarioError(ValueError):
    """A scenario that cannot be used; its text is one sentence for the person who wrote it."""

    def __init__(
        self, problem: str, *, file: str = "", line: int = 0, field: str = "", hint: str = ""
    ) -> None:
        place = f"{file}:{line}" if line else file
        parts = [part for part in (place, field) if part]
        told = ": ".join([*parts, problem])
        super().__init__(f"{told} – {hint}" if hint else told)
        self.file = file
        self.line = line
        self.field = field
        self.problem = problem
        self.hint = hint


def offered(word: str, known: Collection[str]) -> str:
    """How to put a misspelt word right: the one that was meant, or all there are."""
    close = get_close_matches(word, known, 1)
    return f"did you mean “{close[0]}”?" if close else f"known are {', '.join(sorted(known))}"

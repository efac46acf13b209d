"""What is wrong with a file that a person has written or recorded, and can mend."""

from __future__ import annotations


class MendableError(ValueError):
    """A file that cannot be used: where, what, and how to mend it."""

    def __init__(self, file: str, problem: str, remedy: str, *, line: int = 0, field: str = ""):
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}{f', {field}' if field else ''}: {problem}; {remedy}")
        self.file = file
        self.line = line
        """Counted from 1; 0 when the whole file is meant."""
        self.field = field

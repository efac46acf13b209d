"""The environment in which people start programs, whatever this run was told."""

from __future__ import annotations

import os

# Without bytecode every start compiles all modules anew, which nobody's start does but the first.
_NOT_THEIRS = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}


def of_people(**more: str) -> dict[str, str]:
    """Return this process's environment as people have it, with more variables."""
    return {name: text for name, text in os.environ.items() if name not in _NOT_THEIRS} | more

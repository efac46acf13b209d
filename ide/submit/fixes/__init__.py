"""One-click fixes: which there are, what they do to the files, and doing it."""

from __future__ import annotations

from ide.submit.fixes.disk import apply, reader
from ide.submit.fixes.editing import carry_out, reader_with
from ide.submit.fixes.plan import FileChange, Plan, StaleFixError, TextEdit, plan
from ide.submit.fixes.table import fix_of

__all__ = [
    "FileChange",
    "Plan",
    "StaleFixError",
    "TextEdit",
    "apply",
    "carry_out",
    "fix_of",
    "plan",
    "reader",
    "reader_with",
]

"""The rules of a submission: a table of all checks, and pure functions that carry them out."""

from __future__ import annotations

from ide.submit.rules.engine import State, Verdict, check, examine, verdicts, worded
from ide.submit.rules.flaws import Facts
from ide.submit.rules.table import Method, Rule, Status, rules

__all__ = [
    "Facts",
    "Method",
    "Rule",
    "State",
    "Status",
    "Verdict",
    "check",
    "examine",
    "rules",
    "verdicts",
    "worded",
]

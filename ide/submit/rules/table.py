"""The table of all checks before a submission (table.toml, no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from ide.finding import Severity


class Method(StrEnum):
    """How much a machine can say about a rule."""

    AUTOMATIC = "automatic"
    HINT = "hint"
    """Something to look at; a person decides."""
    HUMAN = "human"


class Status(StrEnum):
    """How far a check is built."""

    DONE = "done"
    PART = "part"
    """The text ``check_left.<id>`` says what is not looked at yet."""
    OPEN = "open"


@dataclass(frozen=True)
class Rule:
    """A row of the table."""

    id: str
    severity: Severity
    method: Method
    status: Status
    basis: str
    """Where the demand comes from."""
    needs: frozenset[str]
    """``files``, ``survey``, ``form``, ``run``."""
    codes: Mapping[str, Severity]
    """Its flaws with what each weighs."""
    diagnostics: frozenset[str]
    """Findings of the compiler that are flaws of this rule."""


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of their numbers."""
    text = Path(__file__).with_name("table.toml").read_text(encoding="utf-8")
    return {name: _rule(name, row) for name, row in tomllib.loads(text).items()}


@cache
def rule_of(code: str) -> Rule:
    """Return the rule that a flaw breaks."""
    return next(rule for rule in rules().values() if code in rule.codes)


def _rule(name: str, row: Mapping[str, Any]) -> Rule:
    severity, weights = Severity(row["severity"]), row.get("weights", {})
    return Rule(
        name,
        severity,
        Method(row["method"]),
        Status(row["status"]),
        row["basis"],
        frozenset(row["needs"]),
        {code: Severity(weights.get(code, severity)) for code in row.get("codes", ())},
        frozenset(row.get("diagnostics", ())),
    )

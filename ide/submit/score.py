"""The score WeChat's own audit would give: 0 to 100 for three groups and in all (no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ide.submit.rules import Facts, State, Verdict, rules
from ide.submit.run_record import RunRecord


@dataclass(frozen=True)
class Mark:
    """A rule of the audit: 100, 0, or None where it was not measured."""

    group: str
    id: str
    weight: int
    value: int | None


@dataclass(frozen=True)
class Score:
    """The marks of all rules; group scores count what was measured."""

    marks: tuple[Mark, ...]

    @property
    def groups(self) -> Mapping[str, int | None]:
        """Return the score of every group and, as ``total``, of all."""
        names = dict.fromkeys(mark.group for mark in self.marks)
        found = {name: _mean(m for m in self.marks if m.group == name) for name in names}
        return {**found, "total": _mean(self.marks)}


def score(facts: Facts, verdicts: Sequence[Verdict]) -> Score | None:
    """Return the score of a project that was run; None without a run."""
    if facts.run is None:
        return None
    found = {finding.code for verdict in verdicts for finding in verdict.findings}
    looked = {
        code for v in verdicts if v.state in (State.FOUND, State.CLEAN) for code in v.rule.codes
    }
    answered = _servers_answered(facts.run)
    return Score(
        tuple(
            Mark(group, name, row["weight"], _value(row, found, looked, answered))
            for group, marks in score_table().items()
            for name, row in marks.items()
        )
    )


def _value(row: Mapping[str, Any], found: set[str], looked: set[str], answered: bool) -> int | None:
    codes = {code for check in row.get("checks", ()) for code in rules()[check].codes}
    codes |= set(row.get("codes", ()))
    if not codes.isdisjoint(found):
        return 0
    measured = bool(codes) and codes <= looked and (answered or not row.get("answered"))
    return 100 if measured else None


def _servers_answered(run: RunRecord) -> bool:
    """Whether what is said of requests can be true: a server answered, or none was asked."""
    ends = [request.ended for visit in run.visits for request in visit.requests]
    return "answered" in ends or not ends


def _mean(marks: Iterable[Mark]) -> int | None:
    measured = [(mark.weight, mark.value) for mark in marks if mark.value is not None]
    weights = sum(weight for weight, _ in measured)
    return round(sum(weight * value for weight, value in measured) / weights) if weights else None


@cache
def score_table() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return the rules of the audit by group and name (score.toml)."""
    return tomllib.loads(Path(__file__).with_name("score.toml").read_text(encoding="utf-8"))

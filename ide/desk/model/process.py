"""The states of a submission and what leads to the next, read from process.toml (no Qt)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ide.i18n import tr


@dataclass(frozen=True)
class State:
    """A state; ``status`` and ``gray`` are the platform's numbers, None where it has none."""

    name: str
    status: int | None = None
    gray: int | None = None


@dataclass(frozen=True)
class Action:
    """What somebody may do with a submission."""

    name: str
    sources: tuple[str, ...]
    target_state: str
    """The state it leads to, empty when the state stays."""
    role: str
    text: int = 0
    """Letters a text may have; 0 when the action takes none."""
    must_say: bool = False
    percent: bool = False
    """Whether it asks for a share of the people."""
    target: bool = False
    """Whether it asks for another submission."""
    follows: bool = False
    """Whether it only follows from another action, and nobody does it."""


@dataclass(frozen=True)
class Process:
    """All of process.toml."""

    practice: str
    states: dict[str, State]
    actions: dict[str, Action]
    codes: dict[str, int | None]
    """The platform's error code by the name of a refusal."""
    form: dict[str, int]
    """What the platform takes of a form: items, title, tags, tag."""
    withdraw_day: int
    withdraw_month: int
    rollback_versions: int

    def after(self, state: str, action: str) -> str | None:
        """Return the state an action leads to, None when it is not for this state."""
        row = self.actions.get(action)
        if row is None or state not in row.sources:
            return None
        return row.target_state or state

    def open_to(self, state: str) -> tuple[Action, ...]:
        """Return what a person may do in a state, in the order of the file."""
        rows = (row for row in self.actions.values() if state in row.sources)
        return tuple(row for row in rows if not row.follows)


class DeskError(Exception):
    """The desk refuses what was asked for: ``name`` of process.toml, with its values."""

    def __init__(self, name: str, /, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.values = values
        self.code = process().codes[name]

    def __str__(self) -> str:
        text = tr(f"desk.refusal.{self.name}", **self.values)
        return text if self.code is None else f"{text} ({self.code})"


@cache
def process() -> Process:
    """Return what process.toml says."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    actions = {name: _action(name, row) for name, row in data["action"].items()}
    return Process(
        practice=data["practice"],
        states={name: State(name, **row) for name, row in data["state"].items()},
        actions=actions,
        codes={name: row.get("code") for name, row in data["refusal"].items()},
        form=data["form"],
        **data["quota"],
    )


def _action(name: str, row: dict[str, object]) -> Action:
    sources = row["from"]
    assert isinstance(sources, list)
    return Action(
        name=name,
        sources=tuple(sources),
        target_state=str(row.get("to", "")),
        role=str(row["role"]),
        text=int(str(row.get("text", 0))),
        must_say=row.get("must_say") is True,
        percent=row.get("percent") is True,
        target=row.get("target") is True,
        follows=row.get("follows") is True,
    )

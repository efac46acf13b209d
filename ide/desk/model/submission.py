"""One submission: what was handed in, and what became of it (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ide.desk.model.events import Event
from ide.desk.model.process import process
from ide.submit.form import Form

IN_REVIEW = frozenset({"submitted", "in_review", "delayed"})
"""States in which a submission waits for a decision."""
ONLINE = frozenset({"gray", "released", "suspended"})
_TOURIST = "touristappid"
_KEPT = ("name", "app_id", "version", "description", "author", "sha256")


@dataclass(frozen=True)
class Facts:
    """What the package says of itself."""

    name: str
    app_id: str
    version: str
    description: str
    author: str
    sha256: str
    size: int
    """Bytes of the packed app."""
    pages: tuple[str, ...] = ()

    def to_event(self) -> dict[str, str]:
        """Return what the first event keeps, so that it is known should the package be damaged."""
        return {name: str(getattr(self, name)) for name in _KEPT}

    @classmethod
    def from_event(cls, handed: Mapping[str, str]) -> Facts:
        """Return what the first event kept; nothing of sizes and pages."""
        name, app_id, version, description, author, sha256 = (handed.get(n, "") for n in _KEPT)
        return cls(name, app_id, version, description, author, sha256, size=0)

    @property
    def app(self) -> str:
        """What all versions of an app have in common: its id, for guests name and author."""
        if self.app_id and self.app_id != _TOURIST:
            return self.app_id
        return f"{self.name} · {self.author}"


@dataclass(frozen=True)
class Submission:
    """A submission as its folder tells it; ``fault`` says what is wrong with the folder."""

    id: str
    facts: Facts
    form: Form
    events: tuple[Event, ...]
    fault: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def state(self) -> str:
        """The name of the state it is in."""
        state = ""
        for event in self.events:
            state = process().after(state, event.action) or state
        return state

    @property
    def found_by(self) -> frozenset[str]:
        """The checks that found something, as the report tells."""
        rows = self.report.get("findings")
        listed = rows if isinstance(rows, list) else []
        return frozenset(str(row.get("check")) for row in listed if isinstance(row, Mapping))

    @property
    def seq(self) -> int:
        """When it came, among all events of the desk."""
        return self.events[0].seq if self.events else 0

    @property
    def percent(self) -> int:
        """How many of a hundred people get it while it is released in stages."""
        if self.state != "gray":
            return 0
        return next((event.percent for event in reversed(self.events) if event.percent), 0)

    @property
    def reviewer(self) -> str:
        """Who took it for review last, empty for nobody."""
        found = (e.by for e in reversed(self.events) if e.action in ("take", "resume"))
        return next(found, "")

    @property
    def decision(self) -> Event | None:
        """The last approval, rejection, delay or question."""
        wanted = ("approve", "reject", "delay", "return")
        return next((event for event in reversed(self.events) if event.action in wanted), None)

    def all(self, action: str) -> Iterator[Event]:
        """Yield the events of an action, oldest first."""
        return (event for event in self.events if event.action == action)


def version_key(version: str) -> tuple[tuple[int, ...], tuple[int, str]]:
    """Return what versions are ordered by: the numbers, then words as in ``1.0.0-beta``."""
    head = re.match(r"[\d.]*", version.strip().removeprefix("v"))
    assert head is not None
    numbers = [int(part) for part in head[0].split(".") if part]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    # What has a word after its numbers comes before the one without.
    word = version.strip().removeprefix("v")[head.end() :]
    return tuple(numbers), (0, word) if word else (1, "")


def is_newer(version: str, than: str) -> bool:
    """Tell whether a version is greater than another one."""
    return version_key(version) > version_key(than)

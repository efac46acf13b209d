"""Which function carries out which API, and which reacts to which change of state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apimock.context import Context
    from apimock.observable import Change
    from apimock.phone import Phone


class Level(StrEnum):
    """How true an API is to a phone."""

    STATEFUL = "stateful"
    """Another API, an event or the panel observes what it does, or it has no effect on a phone."""
    CANNED = "canned"
    """It answers with fixed or entered values."""
    NOTICE = "notice"
    """Documented shape only; the reply is marked not simulated."""


Handler = Callable[["Context"], None]
Reaction = Callable[["Phone", "Change"], None]
ListenHook = Callable[["Phone", bool], None]
StartHook = Callable[["Phone"], None]


@dataclass(frozen=True)
class Entry:
    """A handler with its level and what differs from a phone."""

    handler: Handler
    level: Level = Level.STATEFUL
    note: str = ""


class Registry:
    """The table of handlers by API name and of reactions by state path."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.reactions: dict[str, list[Reaction]] = {}
        self.listen_hooks: dict[str, ListenHook] = {}
        self.start_hooks: list[StartHook] = []

    def handles(
        self, *names: str, level: Level = Level.STATEFUL, note: str = ""
    ) -> Callable[[Handler], Handler]:
        """Register the decorated function for these APIs; each may have one handler only."""

        def add(handler: Handler) -> Handler:
            for name in names:
                if name in self.entries:
                    raise ValueError(f"{name} has two handlers")
                self.entries[name] = Entry(handler, level, note)
            return handler

        return add

    def reacts(self, *paths: str) -> Callable[[Reaction], Reaction]:
        """Call the decorated function after a change of ``section.field``."""

        def add(reaction: Reaction) -> Reaction:
            for path in paths:
                self.reactions.setdefault(path, []).append(reaction)
            return reaction

        return add

    def listens(self, name: str) -> Callable[[ListenHook], ListenHook]:
        """Call the decorated function when the app adds its first or removes its last listener."""

        def add(hook: ListenHook) -> ListenHook:
            self.listen_hooks[name] = hook
            return hook

        return add

    def starts(self, hook: StartHook) -> StartHook:
        """Call the decorated function when the mini-program starts anew."""
        self.start_hooks.append(hook)
        return hook


registry = Registry()
handles = registry.handles
reacts = registry.reacts
listens = registry.listens
starts = registry.starts

"""What the domains of the server work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject

from ide.automation.server.answer import Answer
from ide.automation.server.runtime import Runtime
from ide.automation.server.target import Target

Handler = Callable[[Mapping[str, Any], Answer], None]


@dataclass(frozen=True)
class Context:
    """The project driven, its worker, and who is connected."""

    target: Target
    runtime: Runtime
    tell_all: Callable[[str, Mapping[str, Any]], None]
    """Sends an event to every client."""
    owner: QObject
    """Parent of what lives as long as the server."""


class Domain(Protocol):
    """Answers some methods of the table."""

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out; parameters were checked against the table."""
        ...

    def close(self) -> None:
        """Give back what the domain holds; the server ends."""
        ...


class Forgetful(Domain, Protocol):
    """A domain that holds something of the phone as it is now."""

    def forget(self) -> None:
        """End what goes on: the phone has become another."""
        ...

"""What a scenario needs of whoever runs the app: hands that touch and eyes that look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

Done = Callable[[str], None]
"""Called once, with '' when it was done, or with the sentence that says why not."""


@dataclass(frozen=True)
class Sight:
    """What is expected on the screen, in the page's data or of its route."""

    selector: str = ""
    text: str | None = None
    exists: bool = True
    nth: int | None = None
    data: Mapping[str, Any] | None = None
    route: str = ""
    exact: bool = False
    """Whether the text is all that is shown."""
    picture: str = ""
    """A picture the page, or the element, has to look like."""
    threshold: float = 0.01
    """The share of its pixels that may differ."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Sight | None:
        """The part of an expectation that needs eyes, None when there is none."""
        found = {one.name: values[one.name] for one in fields(cls) if one.name in values}
        seen = {"selector", "text", "data", "route", "picture"} & set(found)
        return cls(**found) if seen else None


class Host(Protocol):
    """Runs the app a scenario plays with."""

    def touch(self, values: Mapping[str, Any], done: Done) -> None:
        """Do what a key of the channel ``ui`` says."""
        ...

    def look(self, sight: Sight, done: Done) -> None:
        """Say whether the app shows this once it has come to rest."""
        ...

    def lead(self, channel: str, values: Mapping[str, Any], done: Done) -> None:
        """Carry out a key of ``app`` or ``page``: background, return, another page."""
        ...


class NoHost:
    """A phone alone: what needs an app cannot be done."""

    def touch(self, values: Mapping[str, Any], done: Done) -> None:
        done("there is no app on the screen to touch")

    def look(self, sight: Sight, done: Done) -> None:
        done("there is no app on the screen to look at")

    def lead(self, channel: str, values: Mapping[str, Any], done: Done) -> None:
        done("")

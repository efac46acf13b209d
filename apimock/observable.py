"""State that tells its listeners when a field is assigned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True)
class Change:
    """One assignment: enough to show it, to send an event, and to undo it."""

    section: str
    field: str
    old: Any
    new: Any

    @property
    def path(self) -> str:
        """``section.field``."""
        return f"{self.section}.{self.field}"


ChangeListener = Callable[[Change], None]


class Section:
    """Base of the dataclasses the phone's state is made of.

    A field is changed by assigning it. Lists and mappings in a field are replaced as a whole,
    never altered in place, so that every change is seen and can be taken back.
    """

    title: ClassVar[str] = ""

    def watch(self, listener: ChangeListener) -> Callable[[], None]:
        """Call ``listener`` after each assignment that changed a value."""
        watchers: list[ChangeListener] = self.__dict__.setdefault("_watchers", [])
        watchers.append(listener)
        return lambda: watchers.remove(listener)

    def __setattr__(self, name: str, value: Any) -> None:
        old = self.__dict__.get(name)
        object.__setattr__(self, name, value)
        watchers: list[ChangeListener] = self.__dict__.get("_watchers", [])
        if watchers and old != value:
            change = Change(type(self).title, name, old, value)
            for listener in tuple(watchers):
                listener(change)

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The names of the section's fields, in order."""
        return tuple(item.name for item in fields(cls))  # type: ignore[arg-type]

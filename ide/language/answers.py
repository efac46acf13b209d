"""What the language service answers: suggestions, hovers, places, edits, symbols."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ide.language.text import Range


class ItemKind(StrEnum):
    """What a suggestion is, for its icon."""

    TAG = "tag"
    COMPONENT = "component"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    DIRECTIVE = "directive"
    VALUE = "value"
    METHOD = "method"
    DATA = "data"
    PROPERTY = "property"
    CLASS = "class"
    FILE = "file"
    MODULE = "module"
    UNIT = "unit"


@dataclass(frozen=True)
class Item:
    """One suggestion; ``insert`` is a snippet in which ``$0`` is where the cursor goes."""

    label: str
    kind: ItemKind
    insert: str
    detail: str = ""
    rank: int = 5
    again: bool = False
    """Whether suggestions are wanted for what comes next."""
    doc: str = ""


@dataclass(frozen=True)
class Completion:
    """Suggestions and the offsets between which they replace the text."""

    items: tuple[Item, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Hover:
    """Markdown about the text between two offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Target:
    """A place to go to."""

    path: str
    range: Range


@dataclass(frozen=True)
class Spot:
    """A name of a script and where it stands."""

    name: str
    path: str
    start: int
    end: int
    comment: str = ""


@dataclass
class Symbol:
    """A part of a file for its outline; ``range`` is all of it, ``name_range`` its name."""

    name: str
    kind: str
    detail: str
    range: Range
    name_range: Range
    children: list[Symbol] = field(default_factory=list)

"""What a word of a file is: the common ground of hover, definition, references and rename."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ide.language.answers import Spot


class SubjectKind(StrEnum):
    """Kinds of things that have a hover or a definition."""

    TAG = "tag"
    COMPONENT = "component"
    ATTRIBUTE = "attribute"
    DIRECTIVE = "directive"
    PROPERTY = "property"
    EVENT = "event"
    HANDLER = "handler"
    DATA = "data"
    ITEM = "item"
    MEMBER = "member"
    CLASS = "class"
    ID = "id"
    TEMPLATE = "template"
    FILE = "file"
    PAGE = "page"
    SLOT = "slot"
    VARIABLE = "variable"
    KEY = "key"


@dataclass(frozen=True)
class Subject:
    """``start`` and ``end`` hold the word; ``targets`` are its definitions, the best first."""

    kind: SubjectKind
    name: str
    path: str
    start: int
    end: int
    targets: tuple[Spot, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    """What the kind knows besides: the tag, the attribute's facts, the shape."""

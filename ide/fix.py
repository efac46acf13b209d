"""A change of files that mends a finding, as data (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Replace:
    """Puts ``new`` where ``old`` stands; line and column count from 1, columns in UTF-16 units."""

    file: str
    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True)
class SetValue:
    """Puts a value into a JSON file, making the objects on the way."""

    file: str
    keys: KeyPath
    value: Any


@dataclass(frozen=True)
class AddItem:
    """Adds an item to a list of a JSON file, making the list; a listed one changes nothing."""

    file: str
    keys: KeyPath
    value: Any


@dataclass(frozen=True)
class DropKey:
    """Takes a member out of an object of a JSON file."""

    file: str
    keys: KeyPath


@dataclass(frozen=True)
class DropItem:
    """Takes the items that are ``value`` out of a list of a JSON file, but for the first few."""

    file: str
    keys: KeyPath
    value: Any
    keep: int = 0


@dataclass(frozen=True)
class PlainJson:
    """Writes a JSON file as a phone reads it: no comments, double quotes, exact commas."""

    file: str


@dataclass(frozen=True)
class NewFile:
    """Makes a file that is not there."""

    file: str
    text: str


JsonChange = SetValue | AddItem | DropKey | DropItem | PlainJson
Change = Replace | JsonChange | NewFile


@dataclass(frozen=True)
class Fix:
    """What mends a finding; files count from the project's root.

    ``title`` is the key of a text, ``values`` fill it in.
    """

    title: str
    changes: tuple[Change, ...]
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

"""The magics as data (magics.toml), and how a line behind one is read."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ide.i18n import tr


class UnreadableLineError(ValueError):
    """What stands behind a magic cannot be meant; the text says why and shows an example."""


@dataclass(frozen=True)
class Argument:
    """One place behind a magic."""

    name: str
    offers: str = ""
    """What is offered while it is typed: a name of ``completion.OFFERS``."""
    optional: bool = False
    rest: bool = False
    """Whether it takes all words to the end."""


@dataclass(frozen=True)
class Flag:
    """``--name`` or ``--name=VALUE``."""

    name: str
    value: bool = False


@dataclass(frozen=True)
class Magic:
    """One row of magics.toml."""

    name: str
    example: str
    arguments: tuple[Argument, ...] = ()
    flags: tuple[Flag, ...] = ()
    cell: bool = False

    @property
    def usage(self) -> str:
        """Return how it is written, with brackets around what may be left out."""
        parts = [f"{'%%' if self.cell else '%'}{self.name}"]
        for one in self.arguments:
            word = f"{one.name.upper()}{' …' if one.rest else ''}"
            parts.append(f"[{word}]" if one.optional else word)
        parts += [f"[--{one.name}{'=N' if one.value else ''}]" for one in self.flags]
        return " ".join(parts)


@dataclass(frozen=True)
class Line:
    """What stood behind a magic: arguments and flags by name."""

    arguments: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return an argument, empty when it was left out."""
        return self.arguments.get(name, "")


@cache
def magics() -> Mapping[str, Magic]:
    """Return every magic by name, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_name("magics.toml").read_text(encoding="utf-8"))
    return {row["name"]: _magic(row) for row in data["magic"]}


def _magic(row: Mapping[str, object]) -> Magic:
    fields = dict(row)
    arguments = fields.pop("arguments", [])
    flags = fields.pop("flags", [])
    assert isinstance(arguments, list)
    assert isinstance(flags, list)
    return Magic(
        arguments=tuple(Argument(**one) for one in arguments),
        flags=tuple(Flag(**one) for one in flags),
        **fields,  # type: ignore[arg-type]  # the test of the table holds the types
    )


def read(magic: Magic, text: str) -> Line:
    """Read what stands behind a magic.

    Raises:
        UnreadableLineError: an argument is missing, too many are there, a flag is unknown.
    """
    words = []
    flags: dict[str, str] = {}
    for word in _words(magic, text):
        if word.startswith("--"):
            name, _, value = word[2:].partition("=")
            flags[_flag(magic, name, has_value="=" in word).name] = value
        else:
            words.append(word)
    arguments = _placed(magic, words)
    missing = [one for one in magic.arguments if not one.optional and one.name not in arguments]
    if missing:
        raise _unreadable(magic, tr("python.line.missing", name=missing[0].name.upper()))
    return Line(arguments, flags)


def _words(magic: Magic, text: str) -> Sequence[str]:
    """Split like a shell; a backslash stays what it is, as in paths of Windows."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars="")
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    try:
        return list(lexer)
    except ValueError:
        raise _unreadable(magic, tr("python.line.quote")) from None


def _flag(magic: Magic, name: str, *, has_value: bool) -> Flag:
    found = next((one for one in magic.flags if one.name == name), None)
    if found is None:
        raise _unreadable(magic, tr("python.line.no_flag", flag=f"--{name}"))
    if found.value != has_value:
        key = "python.line.flag_value" if found.value else "python.line.flag_alone"
        raise _unreadable(magic, tr(key, flag=f"--{name}"))
    return found


def _placed(magic: Magic, words: Sequence[str]) -> dict[str, str]:
    placed: dict[str, str] = {}
    left = list(words)
    for one in magic.arguments:
        if left:
            placed[one.name] = " ".join(left) if one.rest else left[0]
            left = [] if one.rest else left[1:]
    if left:
        raise _unreadable(magic, tr("python.line.too_many", words=" ".join(left)))
    return placed


def _unreadable(magic: Magic, reason: str) -> UnreadableLineError:
    return UnreadableLineError(
        tr("python.line.unreadable", reason=reason, usage=magic.usage, example=magic.example)
    )

"""The shape of data as its script first writes it: members, elements, the text of a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ide.language.reading.expression import ELEMENT
from ide.language.reading.objects import comment_before, is_function
from ide.language.reading.script import Script

_LONGEST = 60
_DEEPEST = 12


@dataclass
class Shape:
    """A value: where its name stands, how it is written, and what it holds."""

    name: str
    path: str
    """The file its name stands in."""
    start: int
    end: int
    text: str = ""
    kind: str = ""
    """``object``, ``array``, ``string``, ``number``, ``boolean``, ``function`` or empty."""
    comment: str = ""
    members: dict[str, Shape] = field(default_factory=dict)

    def follow(self, names: Iterable[str]) -> Shape | None:
        """Return the value a path of members leads to."""
        found: Shape | None = self
        for name in names:
            found = found.members.get(name) if found else None
        return found


def shape_of(script: Script, at: int, named: Shape) -> Shape:
    """Return ``named``, which knows its name and place, with the value at a token."""
    return _shape(script, named.path, at, named, 0)


def _shape(script: Script, path: str, at: int, shape: Shape, depth: int) -> Shape:
    tokens = script.tokens
    shape.comment = comment_before(tokens, shape.start)
    if at >= len(tokens.items) or depth > _DEEPEST:
        return shape
    token = tokens.items[at]
    shape.text = _short(tokens.text, token.start, _end(script, at))
    literal = None if is_function(tokens, at) else script.object_of(at)
    if literal is not None:
        shape.kind = "object"
        for member in literal.members:
            inner = Shape(member.name, path, member.start, member.end)
            shape.members[member.name] = _shape(script, path, member.value, inner, depth + 1)
    elif token.text == "[":
        shape.kind = "array"
        for first in _elements(script, at):
            inner = Shape(ELEMENT, path, shape.start, shape.end)
            shape.members[ELEMENT] = _shape(script, path, first, inner, depth + 1)
            break
    elif token.kind in ("string", "template"):
        shape.kind = "string"
    elif token.kind == "number" or (token.text == "-" and tokens.word(at + 1)[:1].isdigit()):
        shape.kind = "number"
    elif token.text in ("true", "false"):
        shape.kind = "boolean"
    elif is_function(tokens, at):
        shape.kind = "function"
    return shape


def members_of(script: Script, path: str, at: int) -> dict[str, Shape]:
    """Return the members of the object literal at a token, {} when it is none."""
    literal = script.object_of(at)
    if literal is None:
        return {}
    found = {}
    for member in literal.members:
        shape = Shape(member.name, path, member.start, member.end)
        found[member.name] = _shape(script, path, member.value, shape, 1)
    return found


def merge(into: dict[str, Shape], more: dict[str, Shape]) -> None:
    """Add what is not known yet, also inside values that are known."""
    for name, shape in more.items():
        known = into.get(name)
        if known is None:
            into[name] = shape
        else:
            merge(known.members, shape.members)


def put_path(into: dict[str, Shape], written: str, shape: Shape) -> None:
    """Add what ``setData({'a.b[0].c': …})`` brings."""
    parts = [part for part in written.replace("]", "").replace("[", ".#").split(".") if part]
    members = into
    for part in parts[:-1]:
        name = ELEMENT if part.startswith("#") else part
        if name not in members:
            members[name] = Shape(name, shape.path, shape.start, shape.end)
        members = members[name].members
    if parts:
        shape.name = ELEMENT if parts[-1].startswith("#") else parts[-1]
        merge(members, {shape.name: shape})


def _elements(script: Script, at: int) -> Iterator[int]:
    if script.tokens.close_of(at) > at + 1:
        yield at + 1


def _end(script: Script, at: int) -> int:
    tokens = script.tokens
    start = at
    while at < len(tokens.items):
        token = tokens.items[at]
        if token.text in (",", ";", "}", ")", "]") and token.kind == "sign":
            return tokens.items[at - 1].end if at > start else token.end
        at = tokens.close_of(at) + 1 if token.text in ("{", "(", "[") else at + 1
    return len(tokens.text)


def _short(text: str, start: int, end: int) -> str:
    written = " ".join(text[start : min(end, start + 400)].split())
    return written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…"

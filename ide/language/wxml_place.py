"""Finds out what stands at a place of a WXML text, however unfinished the text is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SCRIPT = re.compile(r"(<wxs\b[^>]*(?<!/)>)(.*?)(</wxs>|\Z)", re.DOTALL)
_TAG = re.compile(
    r"<(/?)([A-Za-z][\w.-]*)?((?:[^<>\"'{]|\"[^\"]*\"|'[^']*'|\{\{.*?\}\}|\{)*)(>?)", re.S
)
_NAME = re.compile(r"[\w:.@-]*\Z")
_ATTRIBUTE = re.compile(r"([\w:.@-]+)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_OPEN_VALUE = re.compile(r"([\w:.@-]+)\s*=\s*([\"'])([^\"']*)\Z")
_WORD = re.compile(r"[\w$.]*\Z")


class Kind(StrEnum):
    """What can be written at a place."""

    TEXT = "text"
    TAG = "tag"
    CLOSING = "closing"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    EXPRESSION = "expression"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Place:
    """Where the cursor is; ``prefix`` is what is already written of the word there."""

    kind: Kind
    prefix: str = ""
    tag: str = ""
    attribute: str = ""
    present: frozenset[str] = frozenset()
    """Attributes the tag already has."""
    open_tags: tuple[str, ...] = ()
    """Tags around the place, outermost first."""


def place_at(text: str, offset: int) -> Place:
    """Return what stands before ``offset``, which counts characters of ``text``."""
    before = text[:offset]
    if _inside(_COMMENT, before, "-->") or _inside_script(before):
        return Place(Kind.NOTHING)
    plain = _SCRIPT.sub(lambda m: m[1] + " " * len(m[2]) + m[3], _blank(_COMMENT, before))
    start = _unfinished_tag(plain)
    if start is None:
        return _in_text(plain)
    return _in_tag(plain[start:], text[offset:], _open_tags(plain[:start]))


def _in_text(before: str) -> Place:
    opening, closing = before.rfind("{{"), before.rfind("}}")
    if opening > closing:
        word = _WORD.search(before)
        return Place(Kind.EXPRESSION, word[0] if word else "", open_tags=_open_tags(before))
    return Place(Kind.TEXT, open_tags=_open_tags(before))


def _in_tag(fragment: str, after: str, around: tuple[str, ...]) -> Place:
    head = re.match(r"<(/?)([A-Za-z][\w.-]*)?", fragment)
    assert head is not None
    closing, tag, rest = bool(head[1]), head[2] or "", fragment[head.end() :]
    if not rest:
        kind = Kind.CLOSING if closing else Kind.TAG
        return Place(kind, tag, open_tags=around)
    present = frozenset(
        match[1] for match in _ATTRIBUTE.finditer(rest + _rest_of_tag(after)) if match[1]
    )
    value = _OPEN_VALUE.search(rest)
    if value is not None:
        return _in_value(value, tag, present, around)
    name = _NAME.search(rest)
    prefix = name[0] if name else ""
    return Place(Kind.ATTRIBUTE, prefix, tag, "", present - {prefix}, around)


def _in_value(
    value: re.Match[str], tag: str, present: frozenset[str], around: tuple[str, ...]
) -> Place:
    attribute, content = value[1], value[3]
    if content.rfind("{{") > content.rfind("}}"):
        word = _WORD.search(content)
        prefix = word[0] if word else ""
        return Place(Kind.EXPRESSION, prefix, tag, attribute, present, around)
    return Place(Kind.VALUE, content, tag, attribute, present, around)


def _rest_of_tag(after: str) -> str:
    match = re.match(r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*", after)
    return match[0] if match else ""


def _unfinished_tag(before: str) -> int | None:
    """Return where the tag starts in which the text ends, None when it ends outside tags."""
    last = None
    for match in _TAG.finditer(before):
        last = match
    if last is None or last[4]:
        return None
    tail = before[last.end() :]
    quoted = tail.startswith(("'", '"')) and "<" not in tail
    return last.start() if not tail or quoted else None


def _open_tags(before: str) -> tuple[str, ...]:
    stack: list[str] = []
    for match in _TAG.finditer(before):
        closing, name, inside, end = match.groups()
        if not name or not end:
            continue
        if closing:
            if name in stack:
                del stack[len(stack) - 1 - stack[::-1].index(name) :]
        elif not inside.rstrip().endswith("/") and name not in {"import", "include"}:
            stack.append(name)
    return tuple(stack)


def _inside(pattern: re.Pattern[str], before: str, end: str) -> bool:
    last = None
    for match in pattern.finditer(before):
        last = match
    return last is not None and last.end() == len(before) and not last[0].endswith(end)


def _inside_script(before: str) -> bool:
    last = None
    for match in _SCRIPT.finditer(before):
        last = match
    return last is not None and last.end() == len(before) and not last[3]


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)

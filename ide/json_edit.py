"""Changes one value of a JSON text and leaves every other byte as the person wrote it (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"(?:[\s\ufeff]|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_BLANK = re.compile(r"[\s\ufeff]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.DOTALL)
_WORD = re.compile(r"[^\s,:{}\[\]\"'/]+")
_REMARK = re.compile(r"[ \t]*//[^\r\n]*")
_INDENT = re.compile(r"\n([ \t]+)\S")

Path = Sequence[str | int]


class JsonEditError(ValueError):
    """The text is no JSON; the message says at which line."""


@dataclass(frozen=True)
class _Member:
    key: str | int
    start: int
    """Where the key begins, the value of an array's item."""
    value: int
    end: int


@dataclass(frozen=True)
class _Container:
    open: int
    """Position of the bracket."""
    close: int
    members: tuple[_Member, ...]
    comma: bool
    """Whether a comma follows the last member."""


def set_value(text: str, path: Path, value: Any) -> str:
    """Put ``value`` at ``path``, making the objects on the way; other bytes stay.

    Raises:
        JsonEditError: the text cannot be read.
    """
    text = text if _BLANK.sub("", text) else "{}\n"
    at = _start(text)
    for depth, key in enumerate(path):
        if text[at] not in "{[":
            return _replace(text, at, _nested(path[depth:], value), depth)
        container = _container(text, at)
        member = next((member for member in container.members if member.key == key), None)
        if member is None:
            return _insert(text, container, key, _nested(path[depth + 1 :], value), depth)
        at = member.value
    return _replace(text, at, value, len(path))


def append(text: str, path: Path, value: Any) -> str:
    """Add ``value`` to the array at ``path``, making it when it is not there.

    Raises:
        JsonEditError: the text cannot be read.
    """
    place = _find(text, path) if _BLANK.sub("", text) else None
    if place is None or text[place] != "[":
        return set_value(text, path, [value])
    container = _container(text, place)
    return _insert(text, container, len(container.members), value, len(path))


def remove(text: str, path: Path) -> str:
    """Take the member at ``path`` out, with its comma; nothing happens when there is none.

    Raises:
        JsonEditError: the text cannot be read.
    """
    place = _find(text, path[:-1])
    if place is None or text[place] not in "{[":
        return text
    container = _container(text, place)
    keys = [member.key for member in container.members]
    if path[-1] not in keys:
        return text
    return _without(text, container, keys.index(path[-1]))


def _without(text: str, container: _Container, number: int) -> str:
    members = container.members
    member = members[number]
    before = members[number - 1].end if number else container.open + 1
    after = members[number + 1].start if number + 1 < len(members) else container.close
    if "/" in text[before : member.start] or "/" in text[member.end : after]:
        return _without_beside_comments(text, member, before if number else None)
    if number + 1 < len(members):
        return text[: member.start] + text[after:]
    return text[:before] + text[member.end if number else container.close :]


def _without_beside_comments(text: str, member: _Member, before: int | None) -> str:
    """Take out the member, one comma, its remark on the same line, and a line left blank."""
    comma, at = _comma(text, member.end), member.start
    own_end = member.end if comma is None else comma + 1
    remark = _REMARK.match(text, own_end)
    cuts = [(member.start, member.end), (own_end, remark.end() if remark else own_end)]
    if comma is None and before is not None:
        comma = _comma(text, before)
    cuts += [(comma, comma + 1)] if comma is not None else []
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    at -= comma is not None and comma < at
    line, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[:line] + text[end + 1 :] if end >= 0 and not text[line:end].strip() else text


def _comma(text: str, at: int) -> int | None:
    place = _skip(text, at)
    return place if text[place : place + 1] == "," else None


def _find(text: str, path: Path) -> int | None:
    at = _start(text)
    for key in path:
        if text[at] not in "{[":
            return None
        member = next((item for item in _container(text, at).members if item.key == key), None)
        if member is None:
            return None
        at = member.value
    return at


def _nested(path: Path, value: Any) -> Any:
    for key in reversed(path):
        value = {key: value} if isinstance(key, str) else [value]
    return value


def _replace(text: str, at: int, value: Any, depth: int) -> str:
    return text[:at] + _written(text, value, depth) + text[_end(text, at) :]


def _insert(text: str, container: _Container, key: str | int, value: Any, depth: int) -> str:
    unit, line = _style(text)
    written = _written(text, value, depth + 1)
    member = (
        f"{json.dumps(key, ensure_ascii=False)}: {written}" if isinstance(key, str) else written
    )
    own = line + unit * (depth + 1) if line else ""
    if not container.members:
        between = text[container.open + 1 : container.close].rstrip()
        end = line + unit * depth if line else ""
        return f"{text[: container.open + 1]}{between}{own}{member}{end}{text[container.close :]}"
    last = container.members[-1]
    tail = last.end + len(text[last.end : container.close].rstrip())
    comma = "" if container.comma else ","
    lead = _lead(text, container, own)
    return f"{text[: last.end]}{comma}{text[last.end : tail]}{lead}{member}{text[tail:]}"


def _lead(text: str, container: _Container, own: str) -> str:
    """Return what stands in front of a new member: what stands in front of its neighbours."""
    first, last = container.members[0].start, container.members[-1].start
    if "\n" not in text[container.open : first]:
        return " "
    for place in (last, first):
        indent = text[text.rfind("\n", 0, place) + 1 : place]
        if own and not indent.strip():
            return f"{_style(text)[1]}{indent}"
    return own


def _written(text: str, value: Any, depth: int) -> str:
    unit, line = _style(text)
    if not line:
        return json.dumps(value, ensure_ascii=False)
    plain = json.dumps(value, ensure_ascii=False, indent=unit)
    return plain.replace("\n", line + unit * depth)


def _style(text: str) -> tuple[str, str]:
    """Return one step of indentation and the line ending; no line ending for a one-line text."""
    found = _INDENT.search(text)
    line = "\r\n" if "\r\n" in text else "\n"
    if found is None and "\n" not in text.strip() and len(text.strip()) > 2:
        return "", ""
    return found.group(1) if found else "  ", line


def _start(text: str) -> int:
    at = _skip(text, 0)
    if at >= len(text):
        raise _error(text, at)
    return at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _end(text: str, at: int) -> int:
    if text[at] in "{[":
        return _container(text, at).close + 1
    found = (_STRING if text[at] in "\"'" else _WORD).match(text, at)
    if found is None:
        raise _error(text, at)
    return found.end()


def _container(text: str, start: int) -> _Container:
    close = {"{": "}", "[": "]"}[text[start]]
    members: list[_Member] = []
    comma = False
    at = _skip(text, start + 1)
    while text[at : at + 1] != close:
        first = at
        key: str | int = len(members)
        if close == "}":
            end = _end(text, _inside(text, at))
            key = _key(text[at:end])
            at = _skip(text, end)
            if text[at : at + 1] != ":":
                raise _error(text, at)
            at = _skip(text, at + 1)
        end = _end(text, _inside(text, at))
        members.append(_Member(key, first, at, end))
        at = _skip(text, end)
        comma = text[at : at + 1] == ","
        if comma:
            at = _skip(text, at + 1)
        elif text[at : at + 1] != close:
            raise _error(text, at)
    return _Container(start, at, tuple(members), comma)


def _inside(text: str, at: int) -> int:
    if at >= len(text):
        raise _error(text, at)
    return at


def _key(written: str) -> str:
    if written[0] == '"':
        return str(json.loads(written, strict=False))
    return written.strip("'")


def _error(text: str, at: int) -> JsonEditError:
    return JsonEditError(f"line {text.count(chr(10), 0, at) + 1}")

"""The strings of a JSON text with their places and the keys around them (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|([{}\[\]:,])", re.DOTALL
)

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class JsonString:
    """A string; ``path`` leads to it, for a key it ends with the key itself."""

    path: KeyPath
    start: int
    """Where the text behind the opening quote begins, in characters from 0."""
    value: str
    is_key: bool


@dataclass
class _Level:
    is_list: bool
    key: str | int
    expects_key: bool


def json_strings(text: str) -> Iterator[JsonString]:
    """Yield keys and values that are strings, in their order; comments are skipped.

    Strings with escapes are left out: their places would not be those of their letters. A text
    that is no JSON gives what can be made of it.
    """
    levels: list[_Level] = []
    for token in _TOKEN.finditer(text):
        quoted, sign = token.groups()
        if quoted is not None:
            yield from _string(levels, quoted[1:-1], token.start(1) + 1)
        elif sign is not None:
            _step(levels, sign)


def _string(levels: list[_Level], value: str, start: int) -> Iterator[JsonString]:
    if not levels:
        return
    level = levels[-1]
    is_key = level.expects_key
    if is_key:
        level.key = _unescaped(value)
        level.expects_key = False
    if "\\" not in value:
        yield JsonString(tuple(each.key for each in levels), start, value, is_key)


def _step(levels: list[_Level], sign: str) -> None:
    if sign in "{[":
        is_list = sign == "["
        levels.append(_Level(is_list, 0 if is_list else "", not is_list))
    elif sign in "}]":
        if levels:
            levels.pop()
    elif sign == "," and levels:
        level = levels[-1]
        if level.is_list and isinstance(level.key, int):
            level.key += 1
        level.expects_key = not level.is_list


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"'))
    except ValueError:
        return value

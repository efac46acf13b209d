"""Values and calls as Python source, laid out as formatters lay them out (no Qt)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 88
INDENT = 4
_EXACT = 1e15
"""Whole numbers below it are the same without their point."""


@dataclass(frozen=True)
class Code:
    """Source that stands for itself where a value is expected."""

    text: str


def text_literal(text: str) -> str:
    """A text in double quotes, in single ones when that spares escapes."""
    quoted = json.dumps(text, ensure_ascii=False)
    if '"' in text and "'" not in text:
        quoted = "'" + quoted[1:-1].replace('\\"', '"') + "'"
    return "".join(one if _is_shown(one) else _escaped(one) for one in quoted)


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter == " "


def _escaped(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal(value: Any, indent: int = 0, room: int = WIDTH) -> str:
    """A JSON value as Python; over several lines when it has no ``room`` on one.

    ``indent`` is that of the line it begins on.
    """
    plain = _on_one_line(value)
    if len(plain) <= room or not isinstance(value, (Mapping, list, tuple)) or not value:
        return plain
    inner = indent + INDENT
    if isinstance(value, Mapping):
        rows = [(f"{literal(name)}: ", each) for name, each in value.items()]
    else:
        rows = [("", each) for each in value]
    opening, closing = _brackets(value)
    lines = [
        f"{' ' * inner}{name}{literal(each, inner, WIDTH - inner - len(name) - 1)},"
        for name, each in rows
    ]
    return "\n".join([opening, *lines, f"{' ' * indent}{closing}"])


def _brackets(value: Any) -> tuple[str, str]:
    if isinstance(value, Mapping):
        return "{", "}"
    return ("(", ")") if isinstance(value, tuple) else ("[", "]")


def _on_one_line(value: Any) -> str:
    if isinstance(value, Code):
        return value.text
    if isinstance(value, str):
        return text_literal(value)
    if isinstance(value, Mapping):
        pairs = (f"{_on_one_line(name)}: {_on_one_line(each)}" for name, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        opening, closing = _brackets(value)
        inner = ", ".join(_on_one_line(each) for each in value)
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return f"{opening}{inner}{comma}{closing}"
    if isinstance(value, float):
        return _number(value)
    return repr(value)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return f'float("{value}")'
    return repr(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def call(
    name: str,
    values: Sequence[Any] = (),
    named: Mapping[str, Any] | None = None,
    *,
    indent: int = INDENT,
    after: str = "",
) -> str:
    """A call as source, from its ``indent`` on; ``after`` follows its closing bracket."""
    given = [("", value) for value in values]
    given += [(f"{key}=", value) for key, value in (named or {}).items()]
    margin = " " * indent
    plain = ", ".join(f"{key}{_on_one_line(value)}" for key, value in given)
    line = f"{margin}{name}({plain}){after}"
    if len(line) <= WIDTH or not given:
        return line
    inner = " " * (indent + INDENT)
    if len(inner + plain) <= WIDTH:
        return f"{margin}{name}(\n{inner}{plain}\n{margin}){after}"
    lines = [
        f"{inner}{key}{literal(value, indent + INDENT, WIDTH - len(inner + key) - 1)},"
        for key, value in given
    ]
    return "\n".join([f"{margin}{name}(", *lines, f"{margin}){after}"])


def joined(lines: Iterable[str]) -> str:
    """Lines as a text that ends with one."""
    return "\n".join(lines) + "\n"

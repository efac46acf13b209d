"""JSON written by a person: parsed with the line of every mistake, and of every member."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r"[A-Za-z_$][\w$-]*")
_DECODER = json.JSONDecoder()

Steps = Sequence[str | int]


class DocumentError(ValueError):
    """A file that cannot be used: ``file``, ``line`` and ``field`` say where, as far as known."""

    def __init__(self, problem: str, *, file: str = "", line: int = 0, field: str = "") -> None:
        self.problem = problem
        self.file = file
        self.line = line
        self.field = field
        place = ", ".join(part for part in (file, f"line {line}" if line else "") if part)
        said = f"{field} {problem}" if field else problem
        super().__init__(f"{place}: {said}" if place else said)


def field_name(path: Steps) -> str:
    """A path as a person reads it: ``rules[0].match.args["a.b"]``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN.fullmatch(part):
            text += f".{part}" if text else part
        else:
            text += f"[{json.dumps(part, ensure_ascii=False)}]"
    return text


def read_text(path: Path, limit: int, error: type[DocumentError]) -> str:
    """The text of a file, refused by its size before a byte of it is read.

    Raises ``error`` when it is too large, cannot be read, or is no UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            most = f"{size / MEGABYTE:.1f} MB; at most {limit / MEGABYTE:g} MB are read"
            raise error(f"the file has {most}", file=path.name)
        return path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise error(f"the file cannot be read: {reason}", file=path.name) from problem
    except UnicodeDecodeError as problem:
        raise error("the file is not UTF-8 text", file=path.name) from problem


def parse(text: str, file: str, error: type[DocumentError]) -> Any:
    """The value of a JSON text. Raises ``error`` with the line of a mistake."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise error(problem.msg, file=file, line=problem.lineno) from problem
    except RecursionError as problem:
        raise error("the file is nested too deeply", file=file) from problem


def line_of(text: str, path: Steps) -> int:
    """The line (from 1) on which the value at ``path`` of a valid JSON text begins.

    A path that leads nowhere gives the line of the last value on it.
    """
    at = _skip(text, 0)
    for part in path:
        inner = _member(text, at, part) if isinstance(part, str) else _item(text, at, part)
        if inner is None:
            break
        at = inner
    return text.count("\n", 0, at) + 1


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _member(text: str, at: int, name: str) -> int | None:
    if text[at] != "{":
        return None
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if key == name:
            return at
        at = _next(text, at)
    return None


def _item(text: str, at: int, index: int) -> int | None:
    if text[at] != "[":
        return None
    at = _skip(text, at + 1)
    while text[at] != "]":
        if index == 0:
            return at
        index -= 1
        at = _next(text, at)
    return None


def _next(text: str, at: int) -> int:
    """Where the value after the one at ``at`` begins, or where its container ends."""
    _, at = _DECODER.raw_decode(text, at)
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at

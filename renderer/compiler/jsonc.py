"""JSON as people write it: comments, single quotes, trailing commas – read, placed and noted."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

from renderer.compiler.diagnostics import START, Diagnostic, Span, diagnose
from renderer.compiler.text import utf16_length

MAX_DEPTH = 200
"""Deeper nesting is refused: no configuration needs it, and recursion has an end."""

_SPACE = re.compile(r"[\s\ufeff]*")
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class JsonDocument:
    """The value of a JSON file and where its parts stand."""

    file: str
    text: str
    value: Any
    diagnostics: tuple[Diagnostic, ...] = ()

    def place(self, *path: str | int) -> Span:
        """Return where the value at a path stands (its key, for a member of an object).

        A path that is not in the file gives the place of its nearest parent.
        """
        for length in range(len(path), 0, -1):
            span = self._places.get(tuple(path[:length]))
            if span is not None:
                return span
        return START

    @cached_property
    def _places(self) -> dict[KeyPath, Span]:
        reader = _Reader(self.file, self.text)
        reader.document()
        return reader.places


def parse(file: str, text: str) -> JsonDocument:
    """Read a JSON text. What cannot be read at all has the value None and an error."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        reader = _Reader(file, text)
        value = reader.document()
        return JsonDocument(file, text, value, tuple(reader.diagnostics))
    return JsonDocument(file, text, value)


def _with_joined_surrogates(text: str) -> str:
    """Make one letter of each pair of ``\\u`` escapes that stands for one."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


class _JsonError(Exception):
    def __init__(self, code: str, offset: int, found: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.found = found


class _Reader:
    """One pass over a text; goes on after what it can forgive and stops at what it cannot."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._at = 0
        self._newlines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._noted: set[str] = set()
        self.places: dict[KeyPath, Span] = {}
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> Any:
        """Return the value of the whole text, or None."""
        try:
            self._skip()
            if self._at >= len(self._text):
                raise _JsonError("json-empty", 0)
            value = self._value((), 0)
            self._skip()
            if self._at < len(self._text):
                raise _JsonError("json-syntax", self._at, self._found())
        except _JsonError as error:
            self._note(error.code, error.offset, found=error.found)
            return None
        return value

    def _value(self, path: KeyPath, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise _JsonError("json-too-deep", self._at)
        start = self._at
        letter = self._text[start] if start < len(self._text) else ""
        if letter == "{":
            return self._object(path, depth)
        if letter == "[":
            return self._array(path, depth)
        if letter in ('"', "'") and letter:
            return self._string()
        number = _NUMBER.match(self._text, start)
        if number:
            self._at = number.end()
            return self._number(number.group(), start)
        word = _WORD.match(self._text, start)
        if word and word.group() in _WORDS:
            self._at = word.end()
            return _WORDS[word.group()]
        raise _JsonError("json-syntax", start, self._found())

    def _object(self, path: KeyPath, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for _ in self._members("}"):
            start = self._at
            key = self._key()
            here = (*path, key)
            self.places[here] = self._span(start, self._at)
            self._skip()
            if self._text[self._at : self._at + 1] != ":":
                raise _JsonError("json-syntax", self._at, self._found())
            self._at += 1
            self._skip()
            result[key] = self._value(here, depth + 1)
        return result

    def _array(self, path: KeyPath, depth: int) -> list[Any]:
        result: list[Any] = []
        for index in self._members("]"):
            here = (*path, index)
            start = self._at
            result.append(self._value(here, depth + 1))
            if not isinstance(result[-1], dict | list):
                self.places[here] = self._span(start, self._at)
            else:
                self.places[here] = self._span(start, start + 1)
        return result

    def _members(self, close: str) -> Iterator[int]:
        """Yield before each member, eating brackets and commas."""
        start = self._at
        self._at += 1
        index = 0
        while True:
            self._skip()
            letter = self._text[self._at : self._at + 1]
            if letter == close:
                self._at += 1
                return
            if not letter:
                raise _JsonError("json-unclosed", start)
            yield index
            index += 1
            self._skip()
            comma = self._at
            if self._text[comma : comma + 1] == ",":
                self._at += 1
                self._skip()
                if self._text[self._at : self._at + 1] == close:
                    self._note("json-trailing-comma", comma)
            elif self._text[comma : comma + 1] not in (close, ""):
                if not self._starts_member():
                    raise _JsonError("json-syntax", comma, self._found())
                self._note("json-missing-comma", comma)

    def _starts_member(self) -> bool:
        return self._text[self._at] in "\"'{["

    def _key(self) -> str:
        if self._text[self._at] in "\"'":
            return self._string()
        word = _WORD.match(self._text, self._at)
        if not word:
            raise _JsonError("json-syntax", self._at, self._found())
        self._note("json-bare-key", self._at)
        self._at = word.end()
        return word.group()

    def _string(self) -> str:
        start = self._at
        quote = self._text[start]
        if quote == "'":
            self._note("json-single-quotes", start)
        parts: list[str] = []
        at = start + 1
        while True:
            letter = self._text[at : at + 1]
            if not letter or letter == "\n":
                raise _JsonError("json-unclosed-string", start)
            at += 1
            if letter == quote:
                break
            if letter == "\\":
                text, at = self._escape(at)
                parts.append(text)
            else:
                parts.append(letter)
        self._at = at
        return _with_joined_surrogates("".join(parts))

    def _escape(self, at: int) -> tuple[str, int]:
        letter = self._text[at : at + 1]
        if letter == "u":
            digits = self._text[at + 1 : at + 5]
            if re.fullmatch(r"[0-9a-fA-F]{4}", digits):
                return chr(int(digits, 16)), at + 5
        return _ESCAPES.get(letter, letter), at + 1

    def _number(self, text: str, offset: int) -> int | float:
        try:
            value = json.loads(text)
            if isinstance(value, int | float):
                return value
        except ValueError:
            pass
        try:
            return int(text, 16) if "x" in text.lower() else float(text)
        except (ValueError, OverflowError):
            raise _JsonError("json-syntax", offset, text[:20]) from None

    def _skip(self) -> None:
        """Skip white space and comments."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            opening = self._text[self._at : self._at + 2]
            if opening == "//":
                self._note("json-comment", self._at)
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            elif opening == "/*":
                self._note("json-comment", self._at)
                end = self._text.find("*/", self._at + 2)
                if end < 0:
                    raise _JsonError("json-unclosed", self._at)
                self._at = end + 2
            else:
                return

    def _found(self) -> str:
        return self._text[self._at : self._at + 1].strip() or "end of file"

    def _note(self, code: str, offset: int, found: str = "") -> None:
        """Add a finding; a forgiven habit is named once a file."""
        if code in self._noted:
            return
        self._noted.add(code)
        span = self._span(offset, min(offset + 1, len(self._text)))
        self.diagnostics.append(diagnose(code, self._file, span, found=found))

    def _span(self, start: int, end: int) -> Span:
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        return Span(line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._newlines, offset) - 1
        start = self._newlines[line]
        return line + 1, utf16_length(self._text[start:offset]) + 1

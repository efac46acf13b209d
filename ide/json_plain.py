"""Writes a JSON text as strict readers want it, and leaves all else as it stands (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ide.json_edit import JsonEditError
from renderer.compiler import jsonc

_TOKEN = re.compile(
    r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<sign>[{}\[\]:,])"
    r"|(?P<space>[\s\ufeff]+)|(?P<word>[^\s,:{}\[\]\"'/\ufeff]+)",
    re.DOTALL,
)
_LITERALS = ("true", "false", "null")


def plain_json(text: str) -> str:
    """Return the text without comments, in double quotes, with commas where they belong.

    Raises:
        JsonEditError: it means nothing, or would mean something else.
    """
    value = jsonc.parse("", text).value
    if value is None:
        raise JsonEditError("line 1")
    pieces = [piece for piece in _pieces(text) if piece[1]]
    written = _without_comments(list(_with_exact_commas(pieces)))
    if json.loads(written) != value:
        raise JsonEditError("line 1")
    return written


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise JsonEditError(f"line {text.count(chr(10), 0, at) + 1}")
        kind, at = str(found.lastgroup), found.end()
        yield kind, _strict(found[0]) if kind in ("string", "word") else found[0]


def _strict(token: str) -> str:
    """Return a string, number, word or bare key as strict JSON has it."""
    if token in _LITERALS:
        return token
    try:
        json.loads(token)
    except ValueError:
        value = jsonc.parse("", token).value
        return json.dumps(token if value is None else value, ensure_ascii=False)
    return token


def _with_exact_commas(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Leave commas before a closing bracket out; put one where a member follows a member."""
    last = ""
    waiting: list[tuple[str, str]] = []
    """A comma and what stands behind it, until it is known whether something follows."""
    for kind, token in pieces:
        if kind in ("space", "comment"):
            waiting.append((kind, token))
            continue
        if waiting and waiting[0][1] == "," and token in ("}", "]"):
            waiting = waiting[1:]
        elif last == "member" and token not in (",", ":", "}", "]"):
            yield "sign", ","
        yield from waiting
        waiting = []
        if token == ",":
            waiting, last = [(kind, token)], ""
            continue
        yield kind, token
        last = "member" if kind in ("string", "word") or token in ("}", "]") else ""
    yield from waiting


def _without_comments(pieces: list[tuple[str, str]]) -> str:
    """Join the pieces; a line that held nothing but a comment goes with it."""
    written = ""
    commented = False
    for kind, token in pieces:
        if kind == "comment":
            commented = True
            continue
        if commented and kind == "space" and "\n" in token:
            written = written.rstrip(" \t")
            alone = not written or written.endswith("\n")
            written += token[token.index("\n") + 1 :] if alone else token.lstrip(" \t")
        else:
            written += token
        commented = False
    return written

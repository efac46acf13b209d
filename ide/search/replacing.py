"""Writes replacements into files that no editor holds, and takes them back (no Qt)."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ide import atomic
from ide.encoding import DecodedText, decode
from ide.search.matching import Match, StaleMatchError, replace

_PAIR = re.compile(r"\r\n")


@dataclass(frozen=True)
class Replaced:
    """A file before and after; enough to take the replacement back."""

    path: str
    before: bytes
    after: bytes


def replace_in_file(root: Path, path: str, matches: Sequence[Match]) -> Replaced:
    """Replace matches in a file; encoding and untouched line endings stay.

    Raises:
        OSError: the file cannot be read or written.
        NotTextError: it is no text any more.
        StaleMatchError: it changed since it was searched.
        UnicodeEncodeError: its encoding lacks a character of the replacement.
    """
    file = root / path
    before = file.read_bytes()
    decoded = decode(before)
    replaced = replace(decoded.text, _in_raw(decoded, matches))
    after = replaced.encode(decoded.encoding)
    atomic.write_bytes(file, after)
    return Replaced(path, before, after)


def _in_raw(decoded: DecodedText, matches: Sequence[Match]) -> list[Match]:
    """Move matches from the text with line feeds only to the text as it is in the file."""
    raw, ending = decoded.text, decoded.line_ending
    pairs = [found.start() - number for number, found in enumerate(_PAIR.finditer(raw))]
    moved = []
    for match in matches:
        start = match.start + bisect_left(pairs, match.start)
        end = match.start + len(match.text)
        end += bisect_left(pairs, end)
        text = raw[start:end]
        if text.replace("\r\n", "\n").replace("\r", "\n") != match.text:
            raise StaleMatchError(match.text)
        new = (match.replaced or "").replace("\n", ending)
        moved.append(dataclasses.replace(match, start=start, text=text, replaced=new))
    return moved


def take_back(root: Path, replaced: Replaced) -> bool:
    """Write the file as it was before; return False when it changed since and was left alone.

    Raises:
        OSError: the file cannot be read or written.
    """
    file = root / replaced.path
    if file.read_bytes() != replaced.after:
        return False
    atomic.write_bytes(file, replaced.before)
    return True

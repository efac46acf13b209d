"""Bytes of a source file → text, tolerating what editors on Chinese Windows leave behind."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

MAX_SOURCE_BYTES = 16 * 1024 * 1024
_BINARY_PROBE = 8192
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}


@dataclass(frozen=True)
class DecodedText:
    """A file's text; ``problem`` is the code of the diagnostic it deserves, or empty.

    ``offset`` is the index in ``text`` where the problem shows.
    """

    text: str
    problem: str = ""
    offset: int = 0


def decode(data: bytes) -> DecodedText:
    """Return the text of a source file; never raises."""
    if len(data) > MAX_SOURCE_BYTES:
        return DecodedText("", "file-too-large")
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_foreign(data, error)
    if "\0" in text:
        return DecodedText("", "file-binary")
    return DecodedText(text)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, the column in UTF-16 units, of an index."""
    start = text.rfind("\n", 0, offset) + 1
    line = text.count("\n", 0, start) + 1
    return line, utf16_length(text[start:offset]) + 1


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _decode_utf16(data: bytes) -> DecodedText:
    try:
        return DecodedText(data.decode("utf-16"), "encoding-utf16")
    except UnicodeDecodeError:
        return DecodedText(data.decode("utf-16", "replace"), "encoding-broken")


def _decode_foreign(data: bytes, error: UnicodeDecodeError) -> DecodedText:
    probe = data[:_BINARY_PROBE]
    if b"\0" in data or sum(byte in _CONTROL for byte in probe) > len(probe) // 50:
        return DecodedText("", "file-binary")
    offset = len(data[: error.start].decode("utf-8"))
    cut_short = error.reason == "unexpected end of data"
    if not cut_short:
        try:
            return DecodedText(data.decode("gb18030"), "encoding-gbk", offset)
        except UnicodeDecodeError:
            pass
    return DecodedText(data.decode("utf-8", "replace"), "encoding-broken", offset)

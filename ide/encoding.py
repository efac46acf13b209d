"""Reads and writes text files so that encoding and line endings stay as they were (no Qt)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ENDING = re.compile(r"\r\n|\r|\n")
_BINARY_PROBE = 8192


class NotTextError(ValueError):
    """The file holds no text that an editor could show."""


@dataclass(frozen=True)
class DecodedText:
    """A file's text as it is on disk and the name of its encoding."""

    text: str
    encoding: str
    length: int = 0
    """Size of the file in bytes."""
    is_exact: bool = True
    """Whether encoding the text gives the file's bytes again."""

    @property
    def endings(self) -> frozenset[str]:
        """Every line ending of the text."""
        return frozenset(_ENDING.findall(self.text))

    @property
    def line_ending(self) -> str:
        """The ending most lines have, a line feed when there is none."""
        endings = _ENDING.findall(self.text)
        if not endings:
            return "\n"
        return max(("\n", "\r\n", "\r"), key=endings.count)

    def encode(self, edited: str) -> bytes:
        """Return ``edited`` in the file's encoding, with the endings of lines nobody touched.

        Raises:
            UnicodeEncodeError: the encoding has no such character.
        """
        return restore_line_endings(self.text, edited).encode(self.encoding)


def decode(data: bytes) -> DecodedText:
    """Read UTF-8, UTF-16 with a mark, or GB 18030; some bytes do not come back from their text.

    Raises:
        NotTextError: it is none of these, or holds zero bytes.
    """
    if not any(data.startswith(mark) for mark, _ in _MARKS) and b"\0" in data[:_BINARY_PROBE]:
        raise NotTextError("the file is binary")
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding, "strict")
        except UnicodeDecodeError:
            continue
        return DecodedText(text, encoding, len(data), text.encode(encoding) == data)
    raise NotTextError("the file is neither UTF-8 nor GB 18030 text")


def _encodings(data: bytes) -> tuple[str, ...]:
    marked = tuple(encoding for mark, encoding in _MARKS if data.startswith(mark))
    return marked or ("utf-8", "gb18030")


def restore_line_endings(original: str, edited: str) -> str:
    """Give each line of ``edited`` that stood in ``original`` the ending it had there.

    New and changed lines get the ending most lines have.
    """
    usual = DecodedText(original, "").line_ending
    old, new = _lines(original), _lines(edited)
    if len({ending for _, ending in old if ending}) <= 1:
        return "".join(text + (usual if ending else "") for text, ending in new)
    endings = [usual if ending else "" for _, ending in new]
    matcher = SequenceMatcher(None, [text for text, _ in old], [text for text, _ in new], False)
    for start_old, start_new, size in matcher.get_matching_blocks():
        for offset in range(size):
            kept = old[start_old + offset][1]
            if kept and endings[start_new + offset]:
                endings[start_new + offset] = kept
    return "".join(text + ending for (text, _), ending in zip(new, endings, strict=True))


def _lines(text: str) -> list[tuple[str, str]]:
    found = []
    for line in _LINE.findall(text):
        body = line.rstrip("\r\n")
        found.append((body, line[len(body) :]))
    return found[:-1] if found and found[-1] == ("", "") else found

"""One open file: its text while it is edited, and whether that is on disk (no Qt)."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ide import atomic
from ide.encoding import DecodedText, NotTextError, decode

_MOST_EDITABLE_BYTES = 5_000_000
_MAX_BYTES = 50_000_000
_UNIT = "utf-16-le"
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}

__all__ = ["Document", "Edit", "NotTextError", "OutOfStepError"]


class OutOfStepError(RuntimeError):
    """The editor's text is not the document's any more; it has to be read whole."""


@dataclass(frozen=True)
class Edit:
    """One replacement; offset and length in UTF-16 units of the text before it."""

    offset: int
    length: int
    text: str


class Document:
    """A file's text; kept in UTF-16 because that is what the editor counts in."""

    def __init__(self, root: Path, path: str) -> None:
        """Read ``path``, relative to the project folder ``root``, with ``/``.

        Raises:
            OSError: the file cannot be read.
            NotTextError: the file is binary or too large to edit.
        """
        self.path = path
        self.file = root / path
        self._disk = self._read()
        self._units = bytearray()
        self._ending: str | None = None
        self._set(self._disk.text)
        self._saved = bytes(self._units)

    @property
    def text(self) -> str:
        """The text with line feeds only, as the editor holds it."""
        return self._units.decode(_UNIT, "replace")

    @property
    def size(self) -> int:
        """Length of the text in UTF-16 units."""
        return len(self._units) // 2

    @property
    def is_large(self) -> bool:
        """Whether the file is too large to be coloured and edited."""
        return self._disk.length > _MOST_EDITABLE_BYTES

    @property
    def read_only(self) -> bool:
        """Whether the text can only be looked at: too large, or its bytes could not be kept."""
        return self.is_large or not self._disk.is_exact

    @property
    def encoding(self) -> str:
        """Name of the file's encoding."""
        return self._disk.encoding

    @property
    def line_ending(self) -> str:
        """``LF``, ``CRLF`` or ``CR``."""
        return self._ending or _NAMES[self._disk.line_ending]

    @property
    def dirty(self) -> bool:
        """Whether the text, or its line ending, differs from the file."""
        return self._units != self._saved or self._ending is not None

    def set_line_ending(self, name: str) -> None:
        """Write every line with this ending, ``LF`` or ``CRLF``, from the next save on."""
        endings = {_NAMES[ending] for ending in self._disk.endings}
        self._ending = None if endings == {name} else name

    def characters_before(self, units: int) -> int:
        """Return how many characters the first ``units`` UTF-16 units of the text are."""
        return len(bytes(self._units[: units * 2]).decode(_UNIT, "ignore"))

    def apply(self, edits: Sequence[Edit], size: int) -> None:
        """Apply edits ordered from the end of the text to its start.

        Raises:
            OutOfStepError: the text is not ``size`` units long afterwards.
        """
        for edit in edits:
            start = edit.offset * 2
            self._units[start : start + edit.length * 2] = edit.text.encode(_UNIT, "surrogatepass")
        if len(self._units) != size * 2:
            raise OutOfStepError(self.path)

    def replace(self, text: str) -> None:
        """Take a whole new text from the editor."""
        self._set(text)

    def save(self) -> bool:
        """Write the text when it changed; return whether something was written.

        Raises:
            OSError: the file cannot be written.
            UnicodeEncodeError: the file's encoding has no such character.
        """
        if not self.dirty and self.file.exists():
            return False
        data = self._encoded()
        atomic.write_bytes(self.file, data)
        self._disk = decode(data)
        self._saved = bytes(self._units)
        self._ending = None
        return True

    def changed_outside(self) -> bool:
        """Whether another program changed the file since it was last read or written."""
        with contextlib.suppress(OSError, NotTextError):
            return self._read().text != self._disk.text
        return False

    def reload(self) -> None:
        """Take the file's text again; raises as the constructor does."""
        self._disk = self._read()
        self._set(self._disk.text)
        self._saved = bytes(self._units)
        self._ending = None

    def disk_text(self) -> str:
        """Return the text that is on disk now; raises as the constructor does."""
        return _with_line_feeds(self._read().text)

    def accept_disk(self) -> None:
        """Take note of what is on disk without taking it over; the text here stays unsaved."""
        with contextlib.suppress(OSError, NotTextError):
            self._disk = self._read()
            self._saved = _units(self._disk.text)

    def _encoded(self) -> bytes:
        if self._ending is None:
            return self._disk.encode(self.text)
        ending = {name: ending for ending, name in _NAMES.items()}[self._ending]
        return self.text.replace("\n", ending).encode(self._disk.encoding)

    def _read(self) -> DecodedText:
        if self.file.stat().st_size > _MAX_BYTES:
            raise NotTextError("the file is larger than 50 MB")
        return decode(self.file.read_bytes())

    def _set(self, text: str) -> None:
        self._units = bytearray(_units(text))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _units(text: str) -> bytes:
    return _with_line_feeds(text).encode(_UNIT, "surrogatepass")

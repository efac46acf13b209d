"""One open file: its text while it is edited, and whether that is on disk (no Qt)."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ide import atomic
from ide.editor.encoding import DecodedText, NotTextError, decode

_MAX_BYTES = 8_000_000
_UNIT = "utf-16-le"

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
        self._set(self._disk.text)
        self._saved = bytes(self._units)

    @property
    def text(self) -> str:
        """The text with line feeds only, as the editor holds it."""
        return self._units.decode(_UNIT, "replace")

    @property
    def encoding(self) -> str:
        """Name of the file's encoding."""
        return self._disk.encoding

    @property
    def line_ending(self) -> str:
        """``LF``, ``CRLF`` or ``CR``."""
        return {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[self._disk.line_ending]

    @property
    def dirty(self) -> bool:
        """Whether the text differs from the file as last read or written."""
        return self._units != self._saved

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
        data = self._disk.encode(self.text)
        atomic.write_bytes(self.file, data)
        self._disk = decode(data)
        self._saved = bytes(self._units)
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

    def _read(self) -> DecodedText:
        if self.file.stat().st_size > _MAX_BYTES:
            raise NotTextError("the file is larger than 8 MB")
        return decode(self.file.read_bytes())

    def _set(self, text: str) -> None:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        self._units = bytearray(plain.encode(_UNIT, "surrogatepass"))

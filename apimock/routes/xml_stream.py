"""Walks through an XML file piece by piece; declared entities are refused, not expanded."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from xml.parsers import expat

from apimock.routes.track import RouteError

_CHUNK = 64 * 1024
_DEPTH = 200


class XmlWalk(ABC):
    """Base of the readers of GPX and KML: told each element as it begins and ends.

    ``path`` holds the names of the open elements without their namespace.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.path: list[str] = []
        self._text: list[str] | None = None
        self._text_line = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype

    @property
    def line(self) -> int:
        """The line reached."""
        return self._parser.CurrentLineNumber

    @property
    def text_line(self) -> int:
        """The line at which the text just heard began."""
        return self._text_line

    def walk(self, data: bytes, told: Callable[[float], None]) -> None:
        """Go through the whole file, telling how much is done (0–1).

        Raises RouteError where it is not well-formed.
        """
        view = memoryview(data)
        try:
            for start in range(0, len(data), _CHUNK):
                self._parser.Parse(bytes(view[start : start + _CHUNK]), False)
                told(start / len(data))
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            remedy = "export the file again or mend the element there"
            raise RouteError(
                self.file, f"not well-formed ({said})", remedy, line=error.lineno
            ) from (error)
        except (LookupError, ValueError) as error:
            if isinstance(error, RouteError):
                raise
            said = f"its encoding is unknown ({error})"
            raise RouteError(self.file, said, "save it as UTF-8", line=1) from error

    @abstractmethod
    def wants_text(self, name: str) -> bool:
        """Whether the text of the element that begins is to be gathered."""

    @abstractmethod
    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; it is the last of ``path``."""

    @abstractmethod
    def closed(self, name: str, text: str) -> None:
        """An element ended; its text is '' unless it was wanted."""

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.path.append(local)
        if len(self.path) > _DEPTH:
            said = f"elements are nested more than {_DEPTH} deep"
            raise RouteError(self.file, said, "export the file again", line=self.line)
        self.opened(local, attributes)
        if self.wants_text(local):
            self._text, self._text_line = [], self.line

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        text, self._text = "".join(self._text or ()), None
        self.closed(name.rpartition(":")[2], text)
        self.path.pop()

    def _doctype(self, *_declaration: object) -> None:
        said = "it declares a document type, which routes have no use for"
        raise RouteError(self.file, said, "remove the <!DOCTYPE …> lines", line=self.line)

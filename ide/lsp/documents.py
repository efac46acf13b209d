"""The texts a client has open, kept in step edit by edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from ide.language.text import Range, SourceText, as_units
from ide.lsp.places import path_of


@dataclass(frozen=True)
class Document:
    """An open text; ``source`` counts as the protocol does, in UTF-16 units."""

    uri: str
    path: Path
    version: int
    language: str
    source: SourceText

    @property
    def text(self) -> str:
        """The text with whole characters and line feeds only."""
        return joined(self.source.text)

    def changed(
        self, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]
    ) -> Document:
        """Return the document after changes, each of what the one before it left."""
        source = self.source
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = offset_at(source, change.range.start)
                end = max(start, offset_at(source, change.range.end))
                text = source.text
                source = SourceText(text[:start] + as_units(change.text) + text[end:])
            else:
                source = SourceText(change.text)
        return Document(self.uri, self.path, version, self.language, source)


class Documents:
    """Every open document of the file system by its URI."""

    def __init__(self) -> None:
        self._open: dict[str, Document] = {}

    def put(self, item: types.TextDocumentItem) -> Document | None:
        """Take over a document; None for what lies in no file system of ours."""
        path = path_of(item.uri)
        if path is None:
            return None
        document = Document(item.uri, path, item.version, item.language_id, SourceText(item.text))
        self._open[item.uri] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """Carry edits out; None for a document that is not open."""
        known = self._open.get(params.text_document.uri)
        if known is None:
            return None
        changed = known.changed(params.text_document.version, params.content_changes)
        self._open[changed.uri] = changed
        return changed

    def drop(self, uri: str) -> Document | None:
        """Forget a document; return it as it was last."""
        return self._open.pop(uri, None)

    def get(self, uri: str) -> Document | None:
        """Return an open document."""
        return self._open.get(uri)

    def at(self, path: Path) -> Document | None:
        """Return the open document of a file."""
        return next((one for one in self if one.path == path), None)

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._open.values()))


def joined(text: str) -> str:
    """Return a text of UTF-16 units with whole characters."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def offset_at(source: SourceText, position: types.Position) -> int:
    """Return the offset of a position, at most the end of its line."""
    start = source.offset(position.line + 1, 1)
    end = source.text.find("\n", start)
    return min(start + position.character, end if end >= 0 else len(source.text))


def range_of(place: Range) -> types.Range:
    """Return the protocol's form of a stretch of a text."""
    return types.Range(
        types.Position(place.line - 1, place.column - 1),
        types.Position(place.end_line - 1, place.end_column - 1),
    )

"""Carries the edits of a language server out on the files they are about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types
from pygls import uris

from ide.language.text import SourceText
from ide.lsp.documents import joined, offset_at


def carry_out(edit: types.WorkspaceEdit) -> int:
    """Change the files as a client would; return how many places were changed."""
    done = 0
    for uri, edits in _by_file(edit).items():
        found = uris.to_fs_path(uri)
        assert found is not None
        file = Path(found)
        source = SourceText(file.read_text("utf-8") if file.exists() else "")
        text = source.text
        places = [
            (offset_at(source, e.range.start), offset_at(source, e.range.end), e) for e in edits
        ]
        for start, end, one in sorted(places, key=lambda place: place[:2], reverse=True):
            text = text[:start] + one.new_text + text[end:]
            done += 1
        file.write_text(joined(text), "utf-8")
    return done


def _by_file(edit: types.WorkspaceEdit) -> dict[str, Sequence[types.TextEdit]]:
    if edit.changes is not None:
        return dict(edit.changes)
    found: dict[str, Sequence[types.TextEdit]] = {}
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            edits = [one for one in change.edits if isinstance(one, types.TextEdit)]
            assert len(edits) == len(change.edits)
            found[change.text_document.uri] = edits
    return found

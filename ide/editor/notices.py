"""Which notice stands above the text of a file."""

from __future__ import annotations

from dataclasses import dataclass

from ide.editor.documents import Documents


@dataclass(frozen=True)
class Notice:
    """A key of the catalogue under ``editor.notice`` and what can be chosen; empty for none."""

    key: str = ""
    choices: tuple[str, ...] = ()


def notice_of(path: str, documents: Documents) -> Notice:
    """Return what has to be said about a file."""
    document = documents.get(path)
    if document is None:
        return Notice()
    if path in documents.changed_outside:
        return Notice("changed_outside", ("compare", "reload", "keep"))
    if document.is_large:
        return Notice("large")
    if document.read_only:
        return Notice("encoding")
    return Notice()

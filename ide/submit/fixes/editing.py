"""Carries fixes out where an editor holds some of the files, so that they can be undone (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ide.submit.fixes.disk import apply, reader
from ide.submit.fixes.plan import Plan, ReadText, StaleFixError


class OpenFiles(Protocol):
    """What an editor holds; its texts are newer than the files and can be undone there."""

    @property
    def dirty(self) -> Sequence[str]: ...

    def text_of(self, path: str) -> str | None: ...

    def put_text(self, path: str, text: str) -> None: ...

    def save(self, path: str = "") -> bool: ...


def reader_with(editor: OpenFiles, root: Path) -> ReadText:
    """Return what reads open files from the editor and the others from disk."""
    on_disk = reader(root)

    def read(file: str) -> str | None:
        text = editor.text_of(file)
        return on_disk(file) if text is None else text

    return read


def carry_out(editor: OpenFiles, root: Path, plan: Plan) -> Plan:
    """Change open files in the editor and the others on disk; return what takes it back.

    A file that had no unsaved text is saved, one that had keeps all of it unsaved.

    Raises:
        StaleFixError: a file is not as the plan saw it; nothing is changed.
        OSError: a closed file cannot be written; nothing is changed.
        UnicodeEncodeError: a closed file's encoding has no such character; nothing is changed.
    """
    texts = {change: editor.text_of(change.file) for change in plan.files}
    for change, text in texts.items():
        if text is not None and text != change.before:
            raise StaleFixError(change.file)
    closed = tuple(change for change, text in texts.items() if text is None)
    apply(root, replace(plan, files=closed))
    unsaved = set(editor.dirty)
    for change, text in texts.items():
        if text is not None and change.after is not None:
            editor.put_text(change.file, change.after)
            if change.file not in unsaved:
                editor.save(change.file)
    return plan.taken_back()

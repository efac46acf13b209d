"""Keeps the changed lines of open files: compares their texts with the last commit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ide.git.git import Git
from ide.git.hunks import Hunk, hunks, reverted
from ide.git.status import Status


class LineChanges(QObject):
    """Asks for texts by ``text_of`` and tells what differs, whenever one of both changes."""

    changed = Signal(str, object)  # path, list of Hunk

    def __init__(self, text_of: Callable[[str], str | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._git: Git | None = None
        self._text_of = text_of
        self._heads: dict[str, str | None] = {}

    def use(self, git: Git | None) -> None:
        """Work on another project, or on none."""
        self._git = git
        self._heads.clear()
        if git is not None:
            git.head_read.connect(self._on_head_read)
            git.changed.connect(self._on_changed)

    def head_of(self, path: str) -> str | None:
        """Return a file's text in the last commit, None when it has none or is not open."""
        return self._heads.get(path)

    def follow(self, path: str) -> None:
        """Compare a file from now on, or again after an edit."""
        if path in self._heads:
            self._compare(path)
        elif self._git is not None and self._text_of(path) is not None:
            self._git.read_head(path)

    def hunk_at(self, path: str, line: int) -> Hunk | None:
        """Return the change that touches a line."""
        head, text = self._heads.get(path), self._text_of(path)
        if head is None or text is None:
            return None
        for hunk in hunks(head, text):
            last = hunk.line + max(hunk.count - 1, 0)
            if max(hunk.line, 1) <= line <= max(last, 1):
                return hunk
        return None

    def without(self, path: str, hunk: Hunk) -> str | None:
        """Return a file's text with a change taken back."""
        head, text = self._heads.get(path), self._text_of(path)
        return None if head is None or text is None else reverted(head, text, hunk)

    def _on_head_read(self, path: str, text: str | None) -> None:
        self._heads[path] = text
        self._compare(path)

    def _on_changed(self, _status: Status) -> None:
        for path in list(self._heads):
            if self._text_of(path) is None:
                del self._heads[path]
            elif self._git is not None:
                self._git.read_head(path)

    def _compare(self, path: str) -> None:
        head, text = self._heads.get(path), self._text_of(path)
        if text is not None:
            self.changed.emit(path, hunks(head, text) if head is not None else [])

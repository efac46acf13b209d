"""The texts that are open: read, edited, saved and compared with the disk, whatever shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ide import messages
from ide.editor.code_view import CodeView
from ide.editor.document import Document, Edit, NotTextError, OutOfStepError
from ide.editor.json_schemas import schema_of
from ide.finding import Finding
from ide.i18n import tr

_LIVE_MS = 60
_LARGE_UNITS = 200_000
_LARGE_LIVE_MS = 600


class Documents(QObject):
    """One document a path; what is typed in the code view reaches them, and the disk."""

    text_changed = Signal(str, object)  # path, unsaved text or None when it is as on disk
    saved = Signal(str)  # path
    state_changed = Signal(str)  # path whose tab or bar has something else to say

    def __init__(self, code: CodeView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._code = code
        self._root = Path()
        self._documents: dict[str, Document] = {}
        self._findings: dict[str, list[Finding]] = {}
        self._dirty: set[str] = set()
        self._told: set[str] = set()
        self._pending: set[str] = set()
        self.changed_outside: set[str] = set()
        """Files edited here that another program changed as well."""
        self._live = QTimer(self)
        self._live.setSingleShot(True)
        self._live.timeout.connect(self._tell_changes)
        code.edited.connect(self._on_edited)
        code.text_read.connect(self._on_text_read)

    def __contains__(self, path: str) -> bool:
        return path in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._root

    @property
    def dirty(self) -> list[str]:
        """Paths with unsaved text."""
        return [path for path in self._documents if path in self._dirty]

    def get(self, path: str) -> Document | None:
        """Return the document of a path, None when it is not open."""
        return self._documents.get(path)

    def set_root(self, root: Path) -> None:
        """Work on another project."""
        self._root = root
        self._findings.clear()

    def load(self, path: str) -> bool:
        """Read a file; tells the person and returns False when that fails."""
        if path in self._documents:
            return True
        try:
            document = Document(self._root, path)
        except OSError as error:
            messages.error(tr("editor.open_failed", file=path, reason=error.strerror or error))
            return False
        except NotTextError as error:
            messages.warning(tr("editor.open_failed", file=path, reason=error))
            return False
        self._documents[path] = document
        self._hand_over(document)
        return True

    def forget(self, path: str) -> None:
        """Close a file without asking."""
        document = self._documents.pop(path, None)
        if document is None:
            return
        self._code.close_file(path)
        if path in self._dirty or path in self._told:
            self.text_changed.emit(path, None)
        for known in (self._dirty, self._told, self._pending, self.changed_outside):
            known.discard(path)

    def put_text(self, path: str, text: str) -> None:
        """Give an open file another text, as one step that can be undone."""
        document = self._documents[path]
        if document.text != text:
            self._code.replace(path, text)
            document.replace(text)
            self._note_edit(path)

    def save(self, path: str) -> bool:
        """Save a file; tells the person and returns False when that fails."""
        document = self._documents.get(path)
        if document is None:
            return True
        try:
            written = document.save()
        except (OSError, UnicodeEncodeError) as error:
            messages.error(tr("editor.save_failed", file=document.path, reason=error))
            return False
        self.changed_outside.discard(path)
        self._mark(path)
        if written:
            self._told.discard(path)
            self._pending.discard(path)
            self.text_changed.emit(path, None)
            self.saved.emit(path)
        return True

    def set_line_ending(self, path: str, ending: str) -> None:
        """Give every line of a file the same ending: ``LF`` or ``CRLF``; written when saved."""
        self._documents[path].set_line_ending(ending)
        self._note_edit(path)
        self.state_changed.emit(path)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Underline findings in the files that are open now or later."""
        before = set(self._findings)
        self._findings = {}
        for finding in findings:
            self._findings.setdefault(finding.file, []).append(finding)
        for path in (before | set(self._findings)) & set(self._documents):
            self._code.set_findings(path, self._findings.get(path, []))

    def files_changed(self, paths: Sequence[str]) -> None:
        """Take over what other programs wrote; text edited here is kept, its tab says so."""
        for path in set(paths) & set(self._documents):
            document = self._documents[path]
            if not document.file.exists() or not document.changed_outside():
                continue
            if document.dirty:
                self.changed_outside.add(path)
                self.state_changed.emit(path)
            else:
                self.reload(path)

    def reload(self, path: str) -> None:
        """Take the text on disk in place of the one here."""
        document = self._documents[path]
        try:
            document.reload()
        except (OSError, NotTextError) as error:
            messages.error(tr("editor.open_failed", file=path, reason=error))
            return
        self.changed_outside.discard(path)
        self._code.replace(path, document.text)
        self._note_edit(path)

    def keep_mine(self, path: str) -> None:
        """Keep the text here although the file changed; the next save overwrites it."""
        self._documents[path].accept_disk()
        self.changed_outside.discard(path)
        self._mark(path)

    def hand_over_again(self) -> None:
        """Give every text to a code view that has lost them."""
        for document in self._documents.values():
            self._hand_over(document)

    def _hand_over(self, document: Document) -> None:
        path, text = document.path, document.text
        schema = schema_of(self._root, path, text)
        self._code.open(path, text, schema, read_only=document.read_only)
        self._code.set_findings(path, self._findings.get(path, []))

    def _mark(self, path: str) -> None:
        dirty = self._documents[path].dirty
        (self._dirty.add if dirty else self._dirty.discard)(path)
        self.state_changed.emit(path)

    def _note_edit(self, path: str) -> None:
        was_dirty = path in self._dirty
        document = self._documents[path]
        dirty = document.dirty
        if dirty != was_dirty or path in self.changed_outside:
            self._mark(path)
        self._pending.add(path)
        if not self._live.isActive():
            # Whoever listens reads the whole text, which is work for a large one.
            large = document.size > _LARGE_UNITS
            self._live.start(_LARGE_LIVE_MS if large else _LIVE_MS)

    def _tell_changes(self) -> None:
        waiting, self._pending = self._pending & set(self._documents), set()
        for path in waiting:
            document = self._documents[path]
            self._told.add(path)
            self.text_changed.emit(path, document.text if document.dirty else None)

    def _on_edited(self, path: str, edits: list[Edit], size: int) -> None:
        document = self._documents.get(path)
        if document is None:
            return
        try:
            document.apply(edits, size)
        except OutOfStepError:
            self._code.read(path)
            return
        self._note_edit(path)

    def _on_text_read(self, path: str, text: str) -> None:
        document = self._documents.get(path)
        if document is not None:
            document.replace(text)
            self._note_edit(path)

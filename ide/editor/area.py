"""The open documents as tabs above one code view, and everything that saves or closes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QMessageBox,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ide import messages
from ide.editor.code_view import CodeView
from ide.editor.document import Document, Edit, NotTextError, OutOfStepError
from ide.editor.image_view import IMAGES, ImageView
from ide.finding import Finding
from ide.i18n import tr
from ide.theme import icons
from ide.theme.palette import Colors
from ide.widgets.empty import EmptyState

_LIVE_MS = 60


class EditorArea(QWidget):
    """Tabs, the code view and the documents behind them."""

    text_changed = Signal(str, object)  # path, unsaved text or None when it is as on disk
    saved = Signal(str)  # path
    cursor_moved = Signal(int, int, int)  # line, column, units selected
    current_changed = Signal(str)  # path, empty when no file is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root = Path()
        self._documents: dict[str, Document] = {}
        self._findings: dict[str, list[Finding]] = {}
        self._told: set[str] = set()
        self._pending: dict[str, None] = {}
        self._tabs = QTabBar()
        self._tabs.setObjectName("editorTabs")
        self._tabs.setMovable(True)
        self._tabs.setExpanding(False)
        self._tabs.setDocumentMode(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self.code = CodeView()
        self.code.edited.connect(self._on_edited)
        self.code.text_read.connect(self._on_text_read)
        self.code.cursor_moved.connect(self._on_cursor_moved)
        self.code.open_requested.connect(self._on_open_requested)
        self.code.crashed.connect(self._on_code_crashed)
        self._image = ImageView()
        self._empty = EmptyState("file", "editor.empty.title", "editor.empty.text")
        self._stack = QStackedWidget()
        for page in (self._empty, self.code, self._image):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)
        self._tabs.hide()
        self._live = QTimer(self)
        self._live.setSingleShot(True)
        self._live.setInterval(_LIVE_MS)
        self._live.timeout.connect(self._tell_changes)

    @property
    def current(self) -> str:
        """The path shown, empty when there is none."""
        index = self._tabs.currentIndex()
        return str(self._tabs.tabData(index)) if index >= 0 else ""

    @property
    def paths(self) -> list[str]:
        """The open files in the order of their tabs."""
        return [str(self._tabs.tabData(index)) for index in range(self._tabs.count())]

    @property
    def dirty(self) -> list[str]:
        """Paths with unsaved text."""
        return [path for path, document in self._documents.items() if document.dirty]

    def document(self, path: str) -> Document | None:
        """Return the open document of a path."""
        return self._documents.get(path)

    def text_of(self, path: str) -> str | None:
        """Return the text of an open document, None when it is not open."""
        document = self._documents.get(path)
        return document.text if document is not None else None

    def set_root(self, root: Path) -> None:
        """Work on another project; the caller has closed the files of the last one."""
        self._root = root
        self._findings.clear()

    def open(self, path: str, line: int | None = None, column: int | None = None) -> bool:
        """Show a file, reading it when it is not open; tells the person when that fails."""
        index = self._index(path)
        if index < 0 and not self._load(path):
            return False
        index = self._index(path)
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(index)
        self._tabs.blockSignals(False)
        self._show(path, line, column)
        return True

    def restore(self, path: str, text: str) -> bool:
        """Open a file with unsaved text from before; return whether there is such a file."""
        if not self.open(path):
            return False
        document = self._documents.get(path)
        if document is not None and document.text != text:
            self.code.replace(path, text)
            document.replace(text)
            self._note_edit(path)
        return True

    def put_text(self, path: str, text: str) -> None:
        """Give an open file another text; the person can undo it in the editor."""
        document = self._documents[path]
        if document.text != text:
            self.code.replace(path, text)
            document.replace(text)
            self._note_edit(path)

    def save(self, path: str = "") -> bool:
        """Save one file, the shown one when none is named; return whether it is on disk."""
        document = self._documents.get(path or self.current)
        if document is None:
            return True
        try:
            written = document.save()
        except (OSError, UnicodeEncodeError) as error:
            messages.error(tr("editor.save_failed", file=document.path, reason=error))
            return False
        self._mark(document.path)
        if written:
            self._told.discard(document.path)
            self.text_changed.emit(document.path, None)
            self.saved.emit(document.path)
        return True

    def save_all(self) -> bool:
        """Save every changed file; return whether all are on disk."""
        return all([self.save(path) for path in self.dirty])

    def close_current(self) -> None:
        """Close the shown file."""
        if self.current:
            self.close_file(self.current)

    def close_file(self, path: str) -> bool:
        """Close a file, asking first when it has unsaved text; return whether it closed."""
        document = self._documents.get(path)
        if document is not None and document.dirty and not self._may_close([path]):
            return False
        self._forget(path)
        return True

    def close_all(self) -> bool:
        """Close every file, asking once about unsaved text; return whether all closed."""
        if self.dirty and not self._may_close(self.dirty):
            return False
        for path in self.paths:
            self._forget(path)
        return True

    def step(self, distance: int) -> None:
        """Show the tab ``distance`` places away, around the end."""
        if self._tabs.count():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + distance) % self._tabs.count())

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Underline findings in the files that are open now or later."""
        before = set(self._findings)
        self._findings = {}
        for finding in findings:
            self._findings.setdefault(finding.file, []).append(finding)
        for path in (before | set(self._findings)) & set(self._documents):
            self.code.set_findings(path, self._findings.get(path, []))

    def files_changed(self, paths: Sequence[str]) -> None:
        """Take over what other programs wrote; text edited here is kept and said to be."""
        for path in set(paths) & set(self._documents):
            document = self._documents[path]
            if not document.file.exists() or not document.changed_outside():
                continue
            if document.dirty:
                messages.warning(tr("editor.changed_outside", file=path))
                continue
            try:
                document.reload()
            except (OSError, NotTextError) as error:
                messages.error(tr("editor.open_failed", file=path, reason=error))
                continue
            self.code.replace(path, document.text)
            self._mark(path)

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self.code.set_theme(colors)
        self._image.set_theme(colors)
        for index in range(self._tabs.count()):
            self._dress(index)

    def set_options(self, options: Mapping[str, object]) -> None:
        """Set options of the code view."""
        self.code.set_options(options)

    def retranslate(self) -> None:
        """Show texts in the language in use."""
        for index in range(self._tabs.count()):
            self._dress(index)

    def _load(self, path: str) -> bool:
        if PurePosixPath(path).suffix.lower() in IMAGES:
            self._add_tab(path)
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
        self.code.open(path, document.text)
        self.code.set_findings(path, self._findings.get(path, []))
        self._add_tab(path)
        return True

    def _add_tab(self, path: str) -> None:
        self._tabs.blockSignals(True)
        index = self._tabs.addTab(PurePosixPath(path).name)
        self._tabs.setTabData(index, path)
        self._tabs.setTabToolTip(index, path)
        self._tabs.blockSignals(False)
        button = QToolButton(self._tabs)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_close_clicked)
        self._tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)
        self._dress(index)
        self._tabs.show()

    def _dress(self, index: int) -> None:
        button = self._tabs.tabButton(index, QTabBar.ButtonPosition.RightSide)
        path = str(self._tabs.tabData(index))
        document = self._documents.get(path)
        dirty = document is not None and document.dirty
        if isinstance(button, QToolButton):
            button.setIcon(icons.icon("dot", "accent") if dirty else icons.icon("close"))
            name = tr("editor.close_file", file=path)
            button.setToolTip(tr("editor.unsaved") if dirty else name)
            button.setAccessibleName(name)

    def _mark(self, path: str) -> None:
        index = self._index(path)
        if index >= 0:
            self._dress(index)

    def _index(self, path: str) -> int:
        count = self._tabs.count()
        return next((i for i in range(count) if self._tabs.tabData(i) == path), -1)

    def _show(self, path: str, line: int | None = None, column: int | None = None) -> None:
        if path in self._documents:
            self._stack.setCurrentWidget(self.code)
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            self.code.show_file(path, line, column)
        elif path:
            self._image.show_file(self._root / path)
            self._stack.setCurrentWidget(self._image)
        else:
            self._stack.setCurrentWidget(self._empty)
            self.code.show_nothing()
        self.current_changed.emit(path)

    def _forget(self, path: str) -> None:
        document = self._documents.pop(path, None)
        if document is not None:
            self.code.close_file(path)
            if document.dirty or path in self._told:
                self._told.discard(path)
                self.text_changed.emit(path, None)
        index = self._index(path)
        if index >= 0:
            self._tabs.removeTab(index)
        self._tabs.setVisible(self._tabs.count() > 0)

    def _may_close(self, paths: Sequence[str]) -> bool:
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(tr("editor.close_question", count=len(paths)))
        box.setInformativeText("\n".join(paths[:12]))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        for button, key in ((buttons.Save, "save"), (buttons.Discard, "discard")):
            box.button(button).setText(tr(f"button.{key}"))
        box.button(buttons.Cancel).setText(tr("button.cancel"))
        box.setDefaultButton(buttons.Save)
        chosen = box.exec()
        if chosen == buttons.Save:
            return all([self.save(path) for path in paths])
        return chosen == buttons.Discard

    def _tell_changes(self) -> None:
        waiting = [path for path in self._pending if path in self._documents]
        self._pending.clear()
        for path in waiting:
            document = self._documents[path]
            self._told.add(path)
            self.text_changed.emit(path, document.text if document.dirty else None)

    def _on_tab_changed(self, _index: int) -> None:
        self._show(self.current)

    def _on_close_clicked(self) -> None:
        button = self.sender()
        for index in range(self._tabs.count()):
            if self._tabs.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.close_file(str(self._tabs.tabData(index)))
                return

    def _on_edited(self, path: str, edits: list[Edit], size: int) -> None:
        document = self._documents.get(path)
        if document is None:
            return
        try:
            document.apply(edits, size)
        except OutOfStepError:
            self.code.read(path)
            return
        self._note_edit(path)

    def _on_text_read(self, path: str, text: str) -> None:
        document = self._documents.get(path)
        if document is not None:
            document.replace(text)
            self._note_edit(path)

    def _note_edit(self, path: str) -> None:
        self._mark(path)
        self._pending[path] = None
        if not self._live.isActive():
            self._live.start()

    def _on_cursor_moved(self, path: str, line: int, column: int, selected: int) -> None:
        if path == self.current:
            self.cursor_moved.emit(line, column, selected)

    def _on_open_requested(self, path: str, line: int, column: int) -> None:
        self.open(path, line, column)

    def _on_code_crashed(self) -> None:
        messages.warning(tr("editor.restarted"))
        self.code.reload()
        for path, document in self._documents.items():
            self.code.open(path, document.text)
            self.code.set_findings(path, self._findings.get(path, []))
        self._show(self.current)

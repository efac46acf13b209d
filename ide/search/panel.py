"""Find and replace in files: what to look for, where, and the matches found."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.search.finder import FileMatches, Summary
from ide.search.form import SearchForm
from ide.search.match_delegate import MatchDelegate
from ide.search.match_tree import FILE, MATCH, MatchTree
from ide.search.matching import Match
from ide.search.query import Query, QueryError
from ide.widgets.empty import EmptyState
from ide.widgets.texts import bind, follow

_EXPANDED = 40
"""Files beyond this number stay folded: a long list is read by its files."""


class SearchPanel(QWidget):
    """Asks for searches and replacements and shows what was found."""

    search_requested = Signal(object)  # Query
    cancel_requested = Signal()
    replace_requested = Signal(object)  # {path: [Match]}
    undo_requested = Signal()
    open_requested = Signal(str, int, int)  # path, line, column

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = Summary()
        self._asked: Query | None = None
        self._note = ""
        self.form = SearchForm()
        self.form.submitted.connect(self.search_now)
        self.form.replace_requested.connect(self._on_replace)
        self.tree = QTreeView()
        self.model = MatchTree(self)
        self._make_tree()
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setProperty("role", "muted")
        self.state.setContentsMargins(8, 0, 8, 0)
        self.stop = QPushButton()
        self.stop.clicked.connect(self.cancel_requested)
        bind(self.stop, self.stop.setText, "button.cancel")
        self.undo = QPushButton()
        self.undo.clicked.connect(self.undo_requested)
        bind(self.undo, self.undo.setText, "search.undo")
        self._empty = EmptyState("search", "search.empty.title", "search.empty.text")
        self._nothing = EmptyState("search", "search.nothing.title", "search.nothing.text")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.tree)
        self._lay_out()
        self.setFocusProxy(self.form)
        self.stop.hide()
        self.undo.hide()
        follow(self, self._show_state)

    def begin(self, text: str = "", *, replace: bool = False) -> None:
        """Put the keyboard into the field, with a text to look for when one is given."""
        self.form.begin(text, replace=replace)

    def search_now(self) -> None:
        """Ask for the search without waiting for more keys."""
        query = self.form.query
        try:
            _ = query.pattern
        except QueryError as error:
            self.cancel_requested.emit()
            self.clear()
            self._note = tr("search.bad_regex", reason=error)
            self._show_state()
            return
        self._note = ""
        if query.text:
            self.search_requested.emit(query)
        else:
            self.cancel_requested.emit()
            self.clear()

    def show_started(self) -> None:
        """Forget the last matches: new ones are coming."""
        self.clear()
        self._asked = self.form.query
        self.model.set_checkable(checkable=self._asked.replacement is not None)
        self.stop.show()
        self._show_state()

    def add(self, found: FileMatches) -> None:
        """Show the matches of one more file."""
        self.model.add(found)
        row = self.model.rowCount() - 1
        if row < _EXPANDED:
            self.tree.expand(self.model.index(row, 0))
        self._stack.setCurrentWidget(self.tree)

    def show_finished(self, summary: Summary) -> None:
        """Say how the search ended."""
        self._summary = summary
        self._note = tr("search.failed", reason=summary.error) if summary.error else ""
        self.stop.hide()
        self._show_state()

    def show_cancelled(self) -> None:
        """Keep what was found before the search was given up."""
        self.stop.hide()
        self._show_state()

    def show_replaced(self, matches: int, files: int) -> None:
        """Say what was replaced, and offer to take it back."""
        self.clear()
        self._note = tr("search.replaced", count=matches, files=files)
        self.undo.show()
        self._show_state()

    def show_undone(self) -> None:
        """The last replacement was taken back."""
        self.undo.hide()
        self._note = ""
        self.search_now()

    def clear(self) -> None:
        """Show no matches."""
        self.model.clear()
        self._summary, self._asked = Summary(), None
        self._stack.setCurrentWidget(self._empty)
        self.stop.hide()
        self._show_state()

    def reset(self) -> None:
        """Begin anew: the project was closed."""
        self._note = ""
        self.undo.hide()
        self.form.text.clear()
        self.clear()

    def step(self, distance: int) -> None:
        """Open the next or the previous match."""
        places = self.model.places()
        if not places:
            return
        current = self.tree.currentIndex()
        rows = [place for place in range(len(places)) if places[place] == current]
        row = (rows[0] + distance) % len(places) if rows else (0 if distance > 0 else -1)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.tree.selectionModel().setCurrentIndex(places[row], flags)
        self.tree.scrollTo(places[row])
        self._open(places[row])

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.form.refresh_icons()

    def _make_tree(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(MatchDelegate(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.activated.connect(self._open)
        self.tree.clicked.connect(self._open)
        bind(self.tree, self.tree.setAccessibleName, "search.results")
        standard = QKeySequence.StandardKey
        for keys, act in ((standard.Copy, self._copy), (standard.Delete, self._dismiss)):
            shortcut = QShortcut(QKeySequence(keys), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 8, 4)
        below.setSpacing(6)
        below.addWidget(self.state, 1)
        below.addWidget(self.undo)
        below.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addLayout(below)
        layout.addWidget(self._stack, 1)

    def _show_state(self) -> None:
        summary = self._summary
        text = self._note
        if not text and self._asked is not None:
            count = max(summary.matches, self.model.count)
            key = "search.none" if not count else "search.cut" if summary.cut else "search.found"
            running = not self.stop.isHidden()
            if not count and not running:
                self._stack.setCurrentWidget(self._nothing)
            files = max(summary.files, self.model.rowCount())
            text = tr("search.running") if running else tr(key, count=count, files=files)
        self.state.setText(text)
        self.state.setVisible(bool(text))
        self.form.replace_all.setEnabled(self.model.count > 0)

    def _on_replace(self) -> None:
        chosen = self.model.chosen()
        if self._asked is not None and self._asked == self.form.query and chosen:
            self.replace_requested.emit(chosen)
        else:
            self.search_now()

    def _open(self, index: QModelIndex) -> None:
        match = index.data(MATCH)
        if isinstance(match, Match):
            self.open_requested.emit(index.data(FILE), match.line, match.column)

    def _copy(self) -> None:
        index = self.tree.currentIndex()
        match = index.data(MATCH)
        text = str(index.data(FILE) or "")
        if isinstance(match, Match):
            text = f"{text}:{match.line}:{match.column} {index.data()}"
        QApplication.clipboard().setText(text)

    def _dismiss(self) -> None:
        index = self.tree.currentIndex()
        if index.isValid():
            self.model.dismiss(index)
            self._show_state()

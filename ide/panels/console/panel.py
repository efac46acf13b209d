"""What the mini-program writes to its console, with links to the source, and a line to ask it."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.console_feed import ConsoleLine
from ide.i18n import tr
from ide.panels.console.lines import LineModel, Row, Wanted
from ide.panels.console.prompt import Prompt
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.texts import bind, follow

_LEVELS = ("error", "warning", "info", "debug")
_LEVEL_ICONS = {"error": "error", "warning": "warning", "info": "info", "debug": "bug"}
_BATCH_MS = 40
_GROUPS = {"group", "table"}
"""Lines that are open from the start."""


class ConsolePanel(QWidget):
    """The lines of the console, newest last, and the prompt below them."""

    open_requested = Signal(str, int, int)  # path, line, column
    settle_due = Signal()  # some time has passed since the last line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LineModel(self)
        self._waiting: list[ConsoleLine] = []
        self.preserve = False
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(16)
        self.tree.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_clicked)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)  # what can be seen; a log is long
        bind(self.tree, self.tree.setAccessibleName, "dock.console")
        self.prompt = Prompt()
        self._empty = EmptyState("console", "console.empty.title", "console.empty.text")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.prompt)
        self.setFocusProxy(self.prompt)
        self._batch = QTimer(self)
        self._batch.setSingleShot(True)
        self._batch.setInterval(_BATCH_MS)
        self._batch.timeout.connect(self._flush)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._on_copy)
        follow(self, self._show_counts)

    def put(self, line: ConsoleLine) -> None:
        """Add a line at the end; many that come at once are shown together."""
        self._waiting.append(line)
        if not self._batch.isActive():
            self._batch.start()

    def clear(self) -> None:
        """Forget all lines."""
        self._waiting.clear()
        self.model.clear()
        self._show_counts()

    def restarted(self) -> None:
        """The app starts afresh: its lines go, unless they are to be kept."""
        if not self.preserve:
            self.clear()

    def lines(self) -> list[str]:
        """Return the texts of all lines."""
        self._flush()
        return [line.text for line in self.model.lines()]

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        for level, button in self._levels.items():
            button.setIcon(
                icons.icon(_LEVEL_ICONS[level], level if level in {"error", "warning"} else "muted")
            )
        self._clear.setIcon(icons.icon("clear"))
        self._keep.setIcon(icons.icon("pin"))
        self.tree.viewport().update()

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 5, 8, 5)
        bar.setSpacing(4)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        bind(self.filter, self.filter.setPlaceholderText, "console.filter")
        bind(self.filter, self.filter.setAccessibleName, "console.filter")
        self.filter.textChanged.connect(self._want)
        bar.addWidget(self.filter, 4)
        self._levels: dict[str, QToolButton] = {}
        for level in _LEVELS:
            button = _button(f"console.level.{level}", checkable=True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.toggled.connect(self._want)
            self._levels[level] = button
            bar.addWidget(button)
        bar.addStretch(1)
        self._keep = _button("console.preserve", checkable=True)
        self._keep.toggled.connect(self._on_preserve)
        self._clear = _button("log.clear")
        self._clear.clicked.connect(self.clear)
        bar.addWidget(self._keep)
        bar.addWidget(self._clear)
        return bar

    def _flush(self) -> None:
        self._batch.stop()
        self.settle_due.emit()
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        bar = self.tree.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        before = self.model.rowCount()
        self.model.add(waiting)
        self._open_groups(min(before, self.model.rowCount()))
        if at_end:
            self.tree.scrollToBottom()
        self._show_counts()

    def _open_groups(self, first: int) -> None:
        for number in range(first, self.model.rowCount()):
            index = self.model.index(number, 0)
            row = self.model.row_of(index)
            if row is not None and row.line is not None and row.line.method in _GROUPS:
                self.tree.expand(index)

    def _show_counts(self) -> None:
        counts = self.model.counts()
        for level, button in self._levels.items():
            count = counts.get(level, 0)
            button.setText(str(count))
        self._stack.setCurrentWidget(self.tree if self.model.lines() else self._empty)

    def _want(self) -> None:
        text = self.filter.text()
        levels = frozenset(level for level, button in self._levels.items() if button.isChecked())
        self.model.want(Wanted(levels, _pattern(text) if text else None))
        self._open_groups(0)
        self.tree.scrollToBottom()

    def _on_preserve(self, preserve: bool) -> None:
        self.preserve = preserve

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row_of(index)
        if row is not None and (index.column() == 1 or row.frame is not None):
            self._open(row)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row_of(index)
        if row is not None:
            self._open(row)

    def _open(self, row: Row) -> None:
        if row.frame is not None:
            self.open_requested.emit(row.frame.path, row.frame.line, row.frame.column)
        elif row.line is not None and row.line.file:
            self.open_requested.emit(row.line.file, row.line.line or 1, max(1, row.line.column))

    def _on_copy(self) -> None:
        rows = self.tree.selectionModel().selectedRows()
        texts = []
        for index in rows:
            row = self.model.row_of(index)
            if row is not None:
                place = index.siblingAtColumn(1).data()
                text = row.line.text if row.line else index.data()
                texts.append(f"{text}    {place}" if place else text)
        QApplication.clipboard().setText("\n".join(texts))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("console.copy")).triggered.connect(self._on_copy)
        menu.addAction(tr("console.copy_all")).triggered.connect(self._on_copy_all)
        menu.addSeparator()
        menu.addAction(tr("log.clear")).triggered.connect(self.clear)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _on_copy_all(self) -> None:
        rows = [f"{line.text}    {line.place}".rstrip() for line in self.model.lines()]
        QApplication.clipboard().setText("\n".join(rows))


def _pattern(text: str) -> re.Pattern[str]:
    """A text between slashes is a regular expression; a wrong one is taken as it is written."""
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        try:
            return re.compile(text[1:-1], re.IGNORECASE)
        except re.error:
            return re.compile(re.escape(text), re.IGNORECASE)
    return re.compile(re.escape(text), re.IGNORECASE)


def _button(key: str, *, checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setCheckable(checkable)
    bind(button, button.setToolTip, key)
    bind(button, button.setAccessibleName, key)
    return button

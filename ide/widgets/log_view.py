"""A filterable, copyable table of log rows, as the console and the call log show it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.rows import Row, RowModel
from ide.widgets.texts import bind


class LogView(QWidget):
    """A table that stays at its end while new rows come, with a filter and a clear button."""

    def __init__(
        self, model: RowModel[Row], empty: EmptyState, name: str, *, bar_above: bool = True
    ) -> None:
        """``name`` is the key of the table's accessible name; others may place the ``bar``."""
        super().__init__()
        self._model = model
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTreeView()
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setModel(self._proxy)
        self.table.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        bind(self.table, self.table.setAccessibleName, name)
        self._make_bar()
        self._empty = empty
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if bar_above:
            layout.addLayout(self.bar)
        layout.addWidget(self._stack, 1)
        self._follow_end()
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._on_copy)
        self.setFocusProxy(self.table)

    def _make_bar(self) -> None:
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        bind(self.filter, self.filter.setPlaceholderText, "log.filter")
        bind(self.filter, self.filter.setAccessibleName, "log.filter")
        self.filter.textChanged.connect(self._proxy.setFilterFixedString)
        self.clear_button = QToolButton()
        bind(self.clear_button, self.clear_button.setToolTip, "log.clear")
        bind(self.clear_button, self.clear_button.setAccessibleName, "log.clear")
        self.clear_button.clicked.connect(self._model.clear)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(8, 5, 8, 5)
        self.bar.setSpacing(6)
        self.bar.addWidget(self.filter)
        self.bar.addStretch(1)
        self.bar.addWidget(self.clear_button)

    def _follow_end(self) -> None:
        self._at_end = True
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self.table.scrollToBottom)
        self._model.rowsAboutToBeInserted.connect(self._on_rows_about_to_come)
        self._model.rowsInserted.connect(self._on_rows_came)
        self._model.modelReset.connect(self._on_rows_came)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.clear_button.setIcon(icons.icon("clear"))

    def source_row(self, index: QModelIndex) -> int:
        """Return the model's row of an index of the table, -1 for none."""
        return self._proxy.mapToSource(index).row()

    def _on_rows_about_to_come(self) -> None:
        bar = self.table.verticalScrollBar()
        self._at_end = bar.value() >= bar.maximum() - 2

    def _on_rows_came(self) -> None:
        self._stack.setCurrentWidget(self.table if self._model.rowCount() else self._empty)
        if self._at_end:
            self._follow.start()

    def _on_copy(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        lines = []
        for index in sorted(rows, key=QModelIndex.row):
            cells = [index.siblingAtColumn(c).data() for c in range(self._model.columnCount())]
            lines.append("\t".join(str(cell) for cell in cells))
        QApplication.clipboard().setText("\n".join(lines))

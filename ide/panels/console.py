"""What the mini-program writes to its console, with links to the source."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from ide.console_feed import ConsoleLine
from ide.theme import icons
from ide.widgets.empty import EmptyState
from ide.widgets.log_view import LogView
from ide.widgets.rows import Column, RowModel

_ICONS = {"info": ("info", "muted"), "warning": ("warning", "warning"), "error": ("error", "error")}


def _icon(row: ConsoleLine) -> QIcon:
    return icons.icon(*_ICONS[row.level])


def _place(row: ConsoleLine) -> str:
    return f"{row.file}:{row.line}" if row.file else ""


_COLUMNS = (
    Column[ConsoleLine]("console.time", lambda row: row.time.strftime("%H:%M:%S.%f")[:-3]),
    Column[ConsoleLine]("console.message", lambda row: row.text, _icon, lambda row: row.detail),
    Column[ConsoleLine]("console.source", _place),
)


class ConsolePanel(QWidget):
    """The lines of the console, newest last."""

    open_requested = Signal(str, int, int)  # path, line, column

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel[ConsoleLine](
            _COLUMNS, most=5000, key=lambda row: row.number, parent=self
        )
        empty = EmptyState("console", "console.empty.title", "console.empty.text")
        self.log = LogView(self._model, empty, "dock.console")
        self.log.table.activated.connect(self._on_activated)
        header = self.log.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 110)
        header.resizeSection(2, 220)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.log)
        self.setFocusProxy(self.log)

    def put(self, line: ConsoleLine) -> None:
        """Add a line at the end, or replace the one with its number."""
        self._model.put(line)

    def clear(self) -> None:
        """Forget all lines."""
        self._model.clear()

    def lines(self) -> list[str]:
        """Return the texts of all lines."""
        return [row.text for row in self._model.rows()]

    def _on_activated(self, index: QModelIndex) -> None:
        number = self.log.source_row(index)
        row = self._model.row(number)
        if row.file:
            self.open_requested.emit(row.file, row.line, 1)

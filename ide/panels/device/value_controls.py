"""Controls for what is more than a line: files, lists of entries, JSON; and facts to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ide.i18n import tr
from ide.panels.device.controls import TextField
from ide.panels.device.rows_dialog import RowsDialog
from ide.panels.device.schema import Field
from ide.theme import icons
from ide.widgets.json_values import to_json
from ide.widgets.labels import plain, restyle
from ide.widgets.texts import bind, follow

_LONGEST = 120
_ARROW = 14


class FileField(QWidget):
    """A file or folder of the PC: typed, chosen or dropped."""

    put = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.line = TextField()
        self.line.setAcceptDrops(False)
        self.button = QToolButton()
        self.button.setIcon(icons.icon("folder-open"))
        bind(self.button, self.button.setToolTip, "device.choose_file")
        bind(self.button, self.button.setAccessibleName, "device.choose_file")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.line)
        self.line.put.connect(self.put)
        self.button.clicked.connect(self._choose)

    def show_value(self, value: object) -> None:
        """Show a path without telling that it changed."""
        self.line.show_value(value)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name the line."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icon anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self.button.setIcon(icons.icon("folder-open"))
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Use the file dropped."""
        self._use(event.mimeData().urls()[0].toLocalFile())

    def _choose(self) -> None:
        title = tr("device.choose_file")
        if self._field.kind == "folder":
            name = QFileDialog.getExistingDirectory(self, title, self.line.text())
        else:
            name, _ = QFileDialog.getOpenFileName(self, title, self.line.text(), self._field.files)
        if name:
            self._use(name)

    def _use(self, name: str) -> None:
        self.line.show_value(name)
        self.put.emit(name)


class RowsField(QPushButton):
    """A list of entries, or a mapping of names to texts: says how many, opens them in a table."""

    put = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self._value: Any = []
        self.setProperty("entries", True)
        self.clicked.connect(self.open)
        follow(self, self._show)

    def show_value(self, value: Any) -> None:
        """Show how many entries there are."""
        self._value = value
        self._show()

    def open(self) -> RowsDialog:
        """Open the table."""
        mapping = isinstance(self._value, Mapping)
        rows = [list(pair) for pair in self._value.items()] if mapping else list(self._value)
        columns = self._field.columns
        if mapping:
            rows = [dict(zip(columns, pair, strict=True)) for pair in rows]
        title = tr(f"device.field.{self._field.path}")
        dialog = RowsDialog(title, columns, rows, self)
        dialog.changed.connect(self._on_changed)
        dialog.open()
        return dialog

    def _on_changed(self, rows: list[dict[str, Any]]) -> None:
        if self._field.kind == "mapping":
            first, second = self._field.columns
            pairs = [(str(row.get(first, "")), str(row.get(second, ""))) for row in rows]
            self.put.emit({key: value for key, value in pairs if key})
        else:
            self.put.emit(rows)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw an arrow at the end: there is more behind."""
        super().paintEvent(event)
        arrow = icons.icon("chevron-right", "muted", _ARROW)
        place = self.rect().adjusted(0, 0, -_ARROW // 2, 0)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        arrow.paint(QPainter(self), place, end)

    def _show(self) -> None:
        self.setText(entries_text(len(self._value)))


class JsonField(TextField):
    """A value as JSON; it counts when it can be read."""

    def show_value(self, value: object) -> None:
        """Show a value; what is just being typed stays as it is."""
        text = json.dumps(value, ensure_ascii=False)
        if not self.hasFocus() or self._parsed() != value:
            super().show_value(text)
        self._mark(wrong=False)

    def _on_text_edited(self, _text: str) -> None:
        value = self._parsed()
        wrong = value is _NOTHING
        self._mark(wrong=wrong)
        if not wrong:
            self.put.emit(value)

    def _parsed(self) -> Any:
        try:
            return json.loads(self.text())
        except ValueError:
            return _NOTHING

    def _mark(self, *, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        restyle(self)


class _Nothing:
    """Text that is no JSON."""


_NOTHING = _Nothing()


class FactField(QWidget):
    """Something only the app or the phone sets."""

    put = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.label: QLabel = plain("", wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addWidget(self.label)

    def show_value(self, value: object) -> None:
        """Show a value."""
        self.label.setText(fact_text(value))


def entries_text(count: int) -> str:
    """Say how many entries there are."""
    few = {0: "device.no_entries", 1: "device.one_entry"}
    return tr(few[count]) if count in few else tr("device.entries", count=count)


def fact_text(value: object) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, bool):
        return tr("device.yes") if value else tr("device.no")
    if value is None or (isinstance(value, (str, list, dict, tuple)) and not value):
        return "–"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, (list, tuple)) and all(isinstance(one, (int, float)) for one in value):
        return ", ".join(f"{one:.2f}" for one in value)
    if isinstance(value, list):
        return entries_text(len(value))
    return str(value)[:_LONGEST] if isinstance(value, (str, int)) else to_json(value)[:_LONGEST]

"""What a sheet of the phone has beside its text: digits, lists, fields, the camera's view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.widgets.labels import plain

_DIGITS = 6
_THUMB = 56
_ROWS_SHOWN = 4
_LOOK_MS = 500
_ID = Qt.ItemDataRole.UserRole


class SheetPart(QWidget):
    """A part that adds something to the answer, or gives it itself (:attr:`chosen`)."""

    chosen = Signal(str)  # choice id

    def data(self, _choice: str) -> dict[str, Any]:
        """Return what the part adds to an answer with this choice."""
        return {}


class PasswordPad(SheetPart):
    """Six digits on a pad; the last one pays."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self.dots = plain("title")
        self.dots.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.dots.setAccessibleName(tr("sheet.password"))
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, key in enumerate(("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫")):
            if key:
                grid.addWidget(self._key(key), place // 3, place % 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.dots)
        layout.addLayout(grid)
        self._show()

    def data(self, _choice: str) -> dict[str, Any]:
        """Return the password, once it is complete."""
        return {"password": self._typed} if len(self._typed) == _DIGITS else {}

    def type(self, digit: str) -> None:
        """Add a digit; the sixth one pays. ``⌫`` takes the last one back."""
        if digit == "⌫":
            self._typed = self._typed[:-1]
        elif len(self._typed) < _DIGITS:
            self._typed += digit
        self._show()
        if len(self._typed) == _DIGITS:
            self.chosen.emit("ok")

    def _key(self, key: str) -> QPushButton:
        button = QPushButton(key)
        button.setObjectName(f"digit.{key}")
        button.setAccessibleName(tr("sheet.delete_digit") if key == "⌫" else key)
        button.setMinimumHeight(28)
        button.setAutoDefault(False)
        button.clicked.connect(self._on_key)
        return button

    def _on_key(self) -> None:
        button = self.sender()
        if button is not None:
            self.type(button.objectName().removeprefix("digit."))

    def _show(self) -> None:
        self.dots.setText("●" * len(self._typed) + "○" * (_DIGITS - len(self._typed)))


@dataclass(frozen=True)
class Row:
    """A line of a list: what it stands for, what is read, a picture of it."""

    key: Any
    text: str
    picture: bytes | None = None


class PickList(SheetPart):
    """Things to choose from: one, or several up to ``count``; ``put`` words the answer."""

    def __init__(
        self,
        name: str,
        rows: Sequence[Row],
        put: Callable[[list[Any]], dict[str, Any]],
        *,
        count: int = 1,
    ) -> None:
        super().__init__()
        self._put = put
        self._count = count
        self._model = QStandardItemModel(self)
        for place, row in enumerate(rows):
            self._model.appendRow(self._item(row, chosen=place == 0))
        self.view = QListView()
        self.view.setObjectName(f"sheet.{name}")
        self.view.setAccessibleName(tr(f"sheet.{name}"))
        self.view.setModel(self._model)
        self.view.setIconSize(QSize(_THUMB, _THUMB))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pictures = any(row.picture for row in rows)
        shown = max(1, min(len(rows), _ROWS_SHOWN - (1 if pictures else 0)))
        self.view.setFixedHeight(shown * (_THUMB + 8 if pictures else 30) + 4)
        if rows:
            self.view.setCurrentIndex(self._model.index(0, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def data(self, _choice: str) -> dict[str, Any]:
        """Return what is chosen, as the question wants it."""
        if self._count == 1:
            index = self.view.currentIndex()
            return self._put([index.data(_ID)]) if index.isValid() else {}
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        keys = [one.data(_ID) for one in items if one.checkState() is Qt.CheckState.Checked]
        return self._put(keys[: self._count])

    def _item(self, row: Row, *, chosen: bool) -> QStandardItem:
        item = QStandardItem(row.text)
        item.setData(row.key, _ID)
        item.setToolTip(row.text)
        pixmap = QPixmap()
        if row.picture and pixmap.loadFromData(row.picture):
            item.setIcon(QIcon(pixmap))
        if self._count > 1:
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        return item


class Fields(SheetPart):
    """Texts to enter, each with its name; those left as they were are not part of the answer."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__()
        self.edits: dict[str, QLineEdit] = {}
        self._values = dict(values)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        for name, value in values.items():
            edit = QLineEdit(value)
            edit.setObjectName(f"sheet.{name}")
            words = plain("muted", tr(f"sheet.field.{name}"))
            words.setBuddy(edit)
            edit.setAccessibleName(words.text())
            form.addRow(words, edit)
            self.edits[name] = edit

    def data(self, _choice: str) -> dict[str, Any]:
        """Return the texts that were changed."""
        texts = {name: edit.text() for name, edit in self.edits.items()}
        return {name: text for name, text in texts.items() if text != self._values[name]}


class Selection(SheetPart):
    """One of a few, in a box."""

    def __init__(self, name: str, options: Mapping[str, str], first: str = "") -> None:
        super().__init__()
        self._name = name
        self.box = QComboBox()
        self.box.setObjectName(f"sheet.{name}")
        words = plain("muted", tr(f"sheet.field.{name}"))
        words.setBuddy(self.box)
        self.box.setAccessibleName(words.text())
        for key, text in options.items():
            self.box.addItem(text, key)
        self.box.setCurrentIndex(max(0, self.box.findData(first)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words)
        layout.addWidget(self.box, 1)

    def data(self, _choice: str) -> dict[str, Any]:
        """Return what is selected under the name of the field."""
        return {self._name: self.box.currentData()} if self.box.count() else {}


class Checks(SheetPart):
    """Things to agree to one by one; ``put`` words the answer from what is ticked."""

    def __init__(
        self,
        rows: Mapping[str, tuple[str, bool]],
        put: Callable[[Mapping[str, bool]], dict[str, Any]],
    ) -> None:
        super().__init__()
        self._put = put
        self.boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for key, (text, ticked) in rows.items():
            box = QCheckBox(text)
            box.setObjectName(f"sheet.{key}")
            box.setChecked(ticked)
            layout.addWidget(box)
            self.boxes[key] = box

    def data(self, _choice: str) -> dict[str, Any]:
        """Return what the ticks mean."""
        return self._put({key: box.isChecked() for key, box in self.boxes.items()})


class LensView(SheetPart):
    """What the phone's camera sees, followed while the sheet is open."""

    def __init__(self, look: Callable[[], bytes | None]) -> None:
        super().__init__()
        self._look = look
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.picture.setAccessibleName(tr("sheet.lens"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show)
        self._timer.start()
        self._show()

    def _show(self) -> None:
        pixmap = QPixmap()
        if pixmap.loadFromData(self._look() or b""):
            self.picture.setPixmap(pixmap)

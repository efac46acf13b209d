"""The Computed tab: the box of an element and what its properties come to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.inspect.styles import Styles
from ide.theme import icons
from ide.widgets.texts import bind

_LAYERS = (
    ("margin", "#f6b26b"),
    ("border", "#ffe599"),
    ("padding", "#93c47d"),
    ("content", "#6fa8dc"),
)
_ROOM_FOR_BOX = 280
_STEP = 26
# Other names of what is listed already.
_NOISE = re.compile(r"^-webkit-|(^|-)(block|inline)(-|$)|-origin$")


class BoxModel(QWidget):
    """Margin, border, padding and content of an element, one inside the other, in CSS pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box: Mapping[str, Any] = {}
        # In a low dock the list below needs the room more.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for four nested boxes."""
        return QSize(300, 8 * _STEP)

    def show_box(self, box: Mapping[str, Any]) -> None:
        """Show other numbers."""
        self._box = box
        self.setAccessibleName(self._words())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the boxes as developer tools do, where there is room for them."""
        if self.height() < 5 * _STEP:
            return
        painter = QPainter(self)
        width = min(self.width() - 24, 360)
        rect = QRect((self.width() - width) // 2, 12, width, self.height() - 24)
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        for name, color in _LAYERS:
            painter.setPen(QColor("#00000055"))
            painter.fillRect(rect, QColor(color))
            painter.setPen(QColor("#1d2129"))
            painter.drawRect(rect)
            sides = self._box.get(name, ())
            if name == "content":
                text = " × ".join(_number(side) for side in sides)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
                return
            label = rect.adjusted(6, 4, 0, 0)
            painter.drawText(label, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
            self._draw_sides(painter, rect, sides)
            rect = rect.adjusted(_STEP * 2, _STEP - 1, -_STEP * 2, -_STEP + 1)

    def _draw_sides(self, painter: QPainter, rect: QRect, sides: Sequence[float]) -> None:
        flags = Qt.AlignmentFlag
        places = (
            (rect.adjusted(0, 4, 0, 0), flags.AlignTop | flags.AlignHCenter),
            (rect.adjusted(0, 0, -6, 0), flags.AlignRight | flags.AlignVCenter),
            (rect.adjusted(0, 0, 0, -4), flags.AlignBottom | flags.AlignHCenter),
            (rect.adjusted(6, 0, 0, 0), flags.AlignLeft | flags.AlignVCenter),
        )
        for (place, aligned), side in zip(places, sides, strict=False):
            painter.drawText(place, aligned, _number(side) if side else "–")

    def _words(self) -> str:
        parts = [
            f"{name} {' '.join(_number(side) for side in self._box.get(name, ()))}"
            for name, _ in _LAYERS
        ]
        return ", ".join(parts)


def _number(value: float) -> str:
    return f"{value:g}"


class ComputedView(QWidget):
    """The box above a list of properties that can be searched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Mapping[str, Any] = {}
        self.box = BoxModel()
        self._model = QStandardItemModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = QTreeView()
        self.table.setModel(self._proxy)
        self.table.setHeaderHidden(True)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        bind(self.table, self.table.setAccessibleName, "wxml.computed")
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        bind(self.filter, self.filter.setPlaceholderText, "styles.filter")
        bind(self.filter, self.filter.setAccessibleName, "styles.filter")
        self.filter.textChanged.connect(self._proxy.setFilterFixedString)
        self.all = QCheckBox()
        bind(self.all, self.all.setText, "styles.show_all")
        self.all.toggled.connect(lambda _on: self._fill())
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 6, 4)
        bar.setSpacing(6)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the box out where the properties need all the room."""
        super().resizeEvent(event)
        self.box.setVisible(self.height() >= _ROOM_FOR_BOX)

    def show_styles(self, styles: Styles) -> None:
        """Show what an element comes to."""
        self.box.show_box(styles.box)
        if styles.computed != self._shown:
            self._shown = styles.computed
            self._fill()

    def _fill(self) -> None:
        self._model.removeRows(0, self._model.rowCount())
        for name in sorted(self._shown):
            value, special = self._shown[name]
            if self.all.isChecked() or (special and not _NOISE.search(name)):
                cell = QStandardItem(value)
                cell.setToolTip(tr("styles.declared") if special else "")
                self._model.appendRow([QStandardItem(name), cell])
        self.table.header().resizeSection(0, 200)

    def refresh_icons(self) -> None:
        """Draw in the colours of the theme."""
        self.box.setProperty("ink", icons.color("text"))
        self.box.update()

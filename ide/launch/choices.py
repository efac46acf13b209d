"""Boxes to pick a page or a scene from by typing part of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ide.i18n import tr
from ide.launch.scenes import name_of, scenes
from ide.widgets.texts import follow

_ID = Qt.ItemDataRole.UserRole
_TITLE = _ID + 1
_SHOWN = 16


class SearchBox(QComboBox):
    """A box whose entries are found by any part of their text."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        self.setMaxVisibleItems(_SHOWN)
        self.found = QCompleter(self)
        self.found.setFilterMode(Qt.MatchFlag.MatchContains)
        self.found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.found.setMaxVisibleItems(_SHOWN)
        self.setCompleter(self.found)
        self.editTextChanged.connect(self.changed)


class PageBox(SearchBox):
    """A page of the mini-program, empty for the entry page."""

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(pages))
        self.found.setModel(self.model())
        entry = pages[0] if pages else ""
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("launch.entry_page", page=entry))

    @property
    def page(self) -> str:
        """The route that is typed or picked."""
        return self.currentText().strip().strip("/")

    @page.setter
    def page(self, route: str) -> None:
        self.setCurrentIndex(self.findText(route))
        self.setEditText(route)


class SceneBox(SearchBox):
    """One of the documented scenes, in groups; a number nobody documented can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        group = ""
        for scene in scenes():
            if scene.group != group:
                group = scene.group
                model.appendRow(_heading(f"scenes.{group}"))
            item = QStandardItem()
            item.setData(scene.id, _ID)
            model.appendRow(item)
        self.setModel(model)
        real = _RealScenes(self)
        real.setSourceModel(model)
        self.found.setModel(real)
        self._rows = model
        follow(self, self._retranslate)

    def _retranslate(self) -> None:
        """Name groups and scenes in the language in use; the number stays."""
        chosen = self.scene
        for row in range(self._rows.rowCount()):
            item = self._rows.item(row)
            number, title = item.data(_ID), item.data(_TITLE)
            item.setText(tr(title) if title else f"{number}: {name_of(number)}")
        if chosen:
            self.scene = chosen

    @property
    def scene(self) -> int:
        """The number at the beginning of the text; 0 when there is none."""
        digits = self.currentText().partition(":")[0].strip()
        return int(digits) if digits.isdecimal() else 0

    @scene.setter
    def scene(self, number: int) -> None:
        row = self.findData(number, _ID)
        self.setCurrentIndex(row)
        self.setEditText(self.itemText(row) if row >= 0 else str(number))


class _RealScenes(QSortFilterProxyModel):
    """The scenes without the headings of their groups."""

    def filterAcceptsRow(self, row: int, parent: object) -> bool:  # noqa: N802
        return self.sourceModel().index(row, 0).data(_ID) is not None


def _heading(title: str) -> QStandardItem:
    item = QStandardItem()
    item.setData(title, _TITLE)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item

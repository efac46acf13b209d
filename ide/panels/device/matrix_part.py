"""The three layers of permission as a table: the app's scopes, the system's, the privacy guide."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout

from apimock.observable import Change
from ide.i18n import tr
from ide.panels.device.edits import Edits
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import HEADER, small_table, strip_button
from ide.theme import icons
from ide.widgets.texts import follow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LAYERS = ("app", "system", "privacy")
_APP = {"": "allowed", "allowed": "denied", "denied": ""}
_SYSTEM = {"authorized": "denied", "denied": "not determined", "not determined": "authorized"}
_SYSTEM_TEXTS = {"authorized": "allowed", "denied": "denied", "not determined": "open"}
_WIDTH, _ROW = 66, 24
_COLORS = {"allowed": "success", "declared": "success", "denied": "error", "missing": "error"}


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    data = tomllib.loads((Path(__file__).parent / "permissions.toml").read_text("utf-8"))
    return tuple(data["row"])


class MatrixModel(QAbstractTableModel):
    """A row a scope, a column a layer; each cell knows its next state."""

    def __init__(self, edits: Edits, parent: QObject) -> None:
        super().__init__(parent)
        self._edits = edits

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the scopes."""
        return 0 if parent.isValid() else len(_rows())

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count the name and the layers."""
        return 0 if parent.isValid() else 1 + len(_LAYERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a name, or a state in its colour."""
        row = _rows()[index.row()]
        if index.column() == 0:
            name = tr(f"device.scope.{row['name']}")
            return name if role == Qt.ItemDataRole.DisplayRole else None
        state = self.state(index.row(), _LAYERS[index.column() - 1])
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(f"device.permissions.{state}") if state else "–"
        if role == Qt.ItemDataRole.ForegroundRole:
            return icons.qcolor(_COLORS.get(state, "muted"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the layers."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return tr(f"device.permissions.{_LAYERS[section - 1]}") if section else ""

    def state(self, number: int, layer: str) -> str:
        """Return how a layer stands for a row, '' where it has none."""
        row = _rows()[number]
        if not row.get(layer):
            return ""
        name = row[layer]
        if layer == "app":
            return str(self._edits.get(f"permissions.scopes.{name}") or "ask")
        if layer == "system":
            return _SYSTEM_TEXTS[str(self._edits.get(f"permissions.system.{name}") or "authorized")]
        declared = self._edits.get("permissions.privacy_declared")
        return "declared" if declared is None or name in declared else "missing"

    def cycle(self, index: Index) -> None:
        """Go to the next state."""
        if not index.isValid() or index.column() == 0:
            return
        layer = _LAYERS[index.column() - 1]
        name = _rows()[index.row()].get(layer)
        if not name:
            return
        if layer == "app":
            path = f"permissions.scopes.{name}"
            self._edits.set(path, _APP[str(self._edits.get(path))])
        elif layer == "system":
            path = f"permissions.system.{name}"
            self._edits.set(path, _SYSTEM[str(self._edits.get(path) or "authorized")])
        else:
            self._edits.set("permissions.privacy_declared", self._declared_without(name))
        self._edits.settle()

    def refresh(self) -> None:
        """Show all anew."""
        self.dataChanged.emit(
            self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
        )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_LAYERS))

    def _declared_without(self, name: str) -> list[str] | None:
        declared = self._edits.get("permissions.privacy_declared")
        now = list(_all_categories() if declared is None else declared)
        changed = [one for one in now if one != name] if name in now else [*now, name]
        return None if set(changed) == set(_all_categories()) else changed


@cache
def _all_categories() -> tuple[str, ...]:
    text = (files("apimock") / "data" / "privacy.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["categories"])


class MatrixPart(Part):
    """The table and a button that resets it."""

    sections = ("permissions",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = MatrixModel(desk.edits, self)
        self.table = small_table(self.model, "device.permissions.name", rows=len(_rows()))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setFixedHeight(HEADER + len(_rows()) * _ROW + 2)
        header = self.table.horizontalHeader()
        for column in range(1, self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _WIDTH)
        self.table.clicked.connect(self.model.cycle)
        self.table.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table)
        layout.addWidget(
            strip_button("device.permissions.reset", self.reset), 0, Qt.AlignmentFlag.AlignLeft
        )
        follow(self, self.model.refresh)

    def show_change(self, _change: Change | None) -> None:
        """Follow the phone."""
        self.model.refresh()

    def reset(self) -> None:
        """Let every scope be asked for again, with the system and the guide allowing all."""
        paths = ("scopes", "system", "privacy_declared", "privacy_agreed", "subscriptions")
        self.desk.edits.reset(f"permissions.{name}" for name in paths)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cycle with the space bar, which a table would use to select."""
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Return}
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in keys:
            self.model.cycle(self.table.currentIndex())
            return True
        return super().eventFilter(watched, event)

"""The phones to choose from as a model: grouped, and filtered by what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ide.i18n import tr
from ide.simulator.own_devices import OWN
from renderer.host.screen import DevicePreset

GROUPS = ("own", "iphone", "android", "tablet", "foldable")
GROUP_ROLE = Qt.ItemDataRole.UserRole
"""True for the title of a group."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1
SIZE_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class _Row:
    text: str
    device: DevicePreset | None = None


class DeviceList(QAbstractListModel):
    """Rows are titles of groups and, below each, its phones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices: list[DevicePreset] = []
        self._rows: list[_Row] = []
        self._words: list[str] = []

    def set_devices(self, devices: Iterable[DevicePreset]) -> None:
        """Offer other phones."""
        self._devices = list(devices)
        self._fill()

    def set_filter(self, text: str) -> None:
        """Offer only phones in whose name, make or size each of the words occurs."""
        self._words = text.casefold().replace("×", "x").split()
        self._fill()

    def row_of(self, device: str) -> int:
        """Return the row of a phone, -1 when it is not offered."""
        return next((n for n, row in enumerate(self._rows) if _id(row) == device), -1)

    def first(self) -> int:
        """Return the row of the first phone, -1 when there is none."""
        return next((n for n, row in enumerate(self._rows) if row.device), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802
        """Count titles and phones."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let phones be chosen, titles not."""
        if not index.isValid() or self._rows[index.row()].device is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, size, id, or whether the row is a title."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == GROUP_ROLE:
            return row.device is None
        if row.device is not None and role == ID_ROLE:
            return row.device.id
        if row.device is not None and role == SIZE_ROLE:
            return size_text(row.device)
        if row.device is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {size_text(row.device)}"
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = []
        for group in GROUPS:
            members = [one for one in self._devices if _group(one) == group and self._fits(one)]
            if members:
                self._rows.append(_Row(tr(f"simulator.group.{group}")))
                self._rows += [_Row(one.name, one) for one in members]
        self.endResetModel()

    def _fits(self, one: DevicePreset) -> bool:
        group = tr(f"simulator.group.{_group(one)}")
        size = f"{one.width}x{one.height}"
        facts = f"{one.name} {one.brand} {one.model} {size} {one.system} {group}"
        return all(word in facts.casefold() for word in self._words)


def size_text(device: DevicePreset) -> str:
    """Return a phone's size in CSS pixels and its pixel ratio."""
    return f"{device.width} × {device.height} @{device.pixel_ratio:g}x"


def _id(row: _Row) -> str:
    return row.device.id if row.device is not None else ""


def _group(one: DevicePreset) -> str:
    if one.id.startswith(OWN):
        return "own"
    if one.kind != "phone":
        return one.kind
    return "iphone" if one.platform == "ios" else "android"

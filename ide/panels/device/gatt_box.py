"""The characteristics of one Bluetooth device: what they hold, and a line to change it by hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from apimock.peripherals.document import Peripheral
from apimock.peripherals.pattern import PatternError, read_pattern
from apimock.peripherals.radio import radio
from ide.i18n import tr
from ide.panels.device.part import Desk
from ide.panels.device.small import beside_button, entry, entry_row, small_table
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind

_BASE = "-0000-1000-8000-00805F9B34FB"


@dataclass(frozen=True)
class Held:
    """A line of the table."""

    uuid: str
    allows: str
    value: str


_COLUMNS = (
    Column[Held]("device.gatt.uuid", lambda row: _short(row.uuid)),
    Column[Held]("device.gatt.allows", lambda row: row.allows),
    Column[Held]("device.gatt.value", lambda row: row.value),
)


class GattBox(QWidget):
    """What is set here notifies an app that listens; undo takes it back."""

    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._peripheral: Peripheral | None = None
        self.model = RowModel[Held](_COLUMNS, key=lambda row: row.uuid, parent=self)
        self.table = small_table(self.model, "device.gatt.name", rows=3)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.value = entry("device.gatt.how", self.set_value, name="device.gatt.value")
        give = beside_button("device.gatt.set", self.set_value)
        self.actions_box = QComboBox()
        self.actions_box.setMinimumWidth(80)
        bind(self.actions_box, self.actions_box.setAccessibleName, "device.gatt.act")
        self.actions_box.activated.connect(self._on_action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table)
        layout.addLayout(entry_row(self.value, act=give))
        layout.addWidget(self.actions_box)

    def show_peripheral(self, peripheral: Peripheral | None) -> None:
        """Show another device; None hides all."""
        self._peripheral = peripheral
        self.setVisible(peripheral is not None)
        actions = list(peripheral.actions) if peripheral is not None else []
        self.actions_box.clear()
        self.actions_box.addItem(tr("device.gatt.act"))
        self.actions_box.addItems(actions)
        self.actions_box.setVisible(bool(actions))
        self.show_values()

    def show_values(self) -> None:
        """Show what the device holds now; the chosen line stays chosen."""
        one = self._peripheral
        if one is None:
            self.model.set_rows([])
            return
        held = radio(self._desk.phone).holds(one.address)
        chosen = max(0, self.table.currentIndex().row())
        every = [each for service in one.services for each in service.characteristics]
        self.model.set_rows(
            [
                Held(
                    each.uuid, ", ".join(sorted(each.properties)), held[each.uuid].hex(" ").upper()
                )
                for each in every
            ]
        )
        self.table.selectRow(min(chosen, len(every) - 1))

    def set_value(self) -> None:
        """Let the chosen characteristic hold what stands in the line."""
        one, text = self._peripheral, self.value.text()
        row = self.table.currentIndex().row()
        if one is None or row < 0:
            return
        try:
            value = read_pattern(text).make()
        except PatternError as error:
            self.refused.emit(tr("device.gatt.refused", text=text, reason=error))
            return
        bluetooth, near = self._desk.phone.device.bluetooth, radio(self._desk.phone)
        before, uuid = bluetooth.values, self.model.row(row).uuid

        def back() -> None:
            bluetooth.values = before

        self._desk.edits.do(lambda: near.put(one.address, uuid, value), back)
        self._desk.edits.settle()

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and not self.value.hasFocus():
            self.value.setText(self.model.row(index.row()).value)

    def _on_action(self, place: int) -> None:
        if self._peripheral is not None and place > 0:
            action = self.actions_box.itemText(place)
            radio(self._desk.phone).act(self._peripheral.address, action)
        self.actions_box.setCurrentIndex(0)


def _short(uuid: str) -> str:
    """Return a UUID as it is usually written: four digits where they say it all."""
    return uuid[4:8] if uuid.startswith("0000") and uuid.endswith(_BASE) else uuid

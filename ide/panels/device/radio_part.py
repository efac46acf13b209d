"""Bluetooth devices near the phone, and NFC tags to hold to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QHeaderView, QVBoxLayout

from apimock.observable import Change
from apimock.peripherals.document import REACH, Peripheral
from apimock.peripherals.radio import distance_of, radio, strength
from apimock.peripherals.reader import read_peripheral
from ide.i18n import tr
from ide.panels.device.controls import NumberField
from ide.panels.device.flow import Flow
from ide.panels.device.gatt_box import GattBox
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import small_table, strip_button
from ide.widgets.labels import label, plain
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import bind, follow

Near = dict[str, Any]
_NEARER = 0.5
_HEX = 48
_TRAFFIC = 4
_SIGNAL = (-120, 0)
_BESIDE = 1.5
"""Metres between the phone and a device that was carried back."""


class PeripheralsPart(Part):
    """Each device: how far, how loud, connected or not; its values; the last bytes on the air."""

    sections = ("bluetooth",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns = (
            Column[Near]("device.peripherals.device", lambda row: str(row.get("name", ""))),
            Column[Near]("device.peripherals.distance", lambda row: f"{_distance(row):g} m"),
            Column[Near]("device.peripherals.state", self._state),
        )
        self.model = RowModel[Near](columns, key=lambda row: row.get("address"), parent=self)
        self.table = small_table(self.model, "device.peripherals.name", rows=4)
        header = self.table.horizontalHeader()
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.traffic = plain("small", wrap=True)
        self.gatt = GattBox(desk)
        self.gatt.refused.connect(self.refused)
        self.signal = NumberField(*_SIGNAL, 0, 1, " dBm")
        bind(self.signal, self.signal.setAccessibleName, "device.peripherals.signal")
        bind(self.signal, self.signal.setToolTip, "device.peripherals.signal")
        self.signal.put.connect(self._on_signal_put)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        buttons = Flow()
        for key, act in (
            ("device.peripherals.nearer", lambda: self._carry(_NEARER)),
            ("device.peripherals.farther", lambda: self._carry(1 / _NEARER)),
            ("device.peripherals.away", self.swap_reach),
            ("device.peripherals.join", self.join),
            ("device.peripherals.drop", self.drop),
            ("device.peripherals.add", self._ask_file),
            ("device.peripherals.remove", self.remove),
        ):
            buttons.addWidget(strip_button(key, act))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table)
        layout.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label("device.peripherals.signal", "small"), 1)
        row.addWidget(self.signal, 1)
        layout.addLayout(row)
        layout.addWidget(self.gatt)
        layout.addWidget(self.traffic)
        follow(self, self._show)

    def show_change(self, change: Change | None) -> None:
        """Follow the phone."""
        if change is None or change.field in {"peripherals", "connected", "traffic"}:
            self._show()
        elif change.field == "values":
            self.gatt.show_values()

    def load(self, file: Path) -> bool:
        """Put the peripheral of a file near the phone; what is wrong with it is told."""
        found = self.read_file(file, read_peripheral)
        if found is None:
            return False
        others = [one for one in self._all() if one.get("address") != found.address]
        self._put([*others, {**found.document, "address": found.address}])
        return True

    def remove(self) -> None:
        """Take the chosen device away."""
        chosen = self._chosen()
        self._put([one for one in self._all() if one is not chosen])

    def drop(self) -> None:
        """Break the connection to the chosen device."""
        chosen = self._chosen()
        connected = self.desk.phone.device.bluetooth.connected
        if chosen is not None:
            left = [one for one in connected if one != chosen.get("address")]
            self.desk.edits.set("bluetooth.connected", left)
            self.desk.edits.settle()

    def join(self) -> None:
        """Let the chosen device connect; that it cannot is told."""
        chosen = self._chosen()
        if chosen is None:
            return
        near, address = radio(self.desk.phone), str(chosen["address"])
        joined: list[bool] = []
        self.desk.edits.do(lambda: joined.append(near.join(address)), lambda: near.drop(address))
        self.desk.edits.settle()
        if not joined[0]:
            self.refused.emit(tr("device.peripherals.no_join"))

    def swap_reach(self) -> None:
        """Carry the chosen device out of reach, or back beside the phone."""
        chosen = self._chosen()
        if chosen is not None:
            self._place(chosen, _BESIDE if _distance(chosen) > REACH else 2 * REACH)

    def _on_signal_put(self, rssi: float) -> None:
        chosen, found = self._chosen(), self._found()
        if chosen is not None and found is not None:
            self._place(chosen, distance_of(found, rssi))

    def _carry(self, factor: float) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._place(chosen, round(min(200.0, max(0.1, _distance(chosen) * factor)), 2))

    def _place(self, chosen: Near, metres: float) -> None:
        self._put([{**o, "distance": metres} if o is chosen else o for o in self._all()])

    def _put(self, peripherals: list[Near]) -> None:
        self.desk.edits.set("bluetooth.peripherals", peripherals)
        self.desk.edits.settle()

    def _all(self) -> list[Near]:
        return list(self.desk.phone.device.bluetooth.peripherals)

    def _chosen(self) -> Near | None:
        row = self.table.currentIndex().row()
        return self._all()[row] if 0 <= row < len(self._all()) else None

    def _found(self) -> Peripheral | None:
        """Return what the chosen document describes."""
        chosen = self._chosen()
        address = chosen.get("address") if chosen is not None else None
        around = radio(self.desk.phone).around()
        return next((one for one in around if one.address == address), None)

    def _show_chosen(self, *_places: object) -> None:
        found = self._found()
        self.signal.setEnabled(found is not None and found.in_reach)
        if found is not None:
            self.signal.show_value(strength(found))
        self.gatt.show_peripheral(found)

    def _state(self, row: Near) -> str:
        if row.get("address") in self.desk.phone.device.bluetooth.connected:
            return tr("device.peripherals.connected")
        near = _distance(row) <= REACH
        return tr("device.peripherals.near" if near else "device.peripherals.far")

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("device.peripherals.add"), "", tr("device.peripherals.filter")
        )
        if name:
            self.load(Path(name))

    def _show(self) -> None:
        chosen = max(0, self.table.currentIndex().row())
        self.model.set_rows(self._all())
        self.table.selectRow(chosen)
        self._show_chosen()
        last = self.desk.phone.device.bluetooth.traffic[-_TRAFFIC:]
        lines = [f"{one['direction']}  {str(one['value'])[:_HEX]}" for one in last]
        self.traffic.setText("\n".join(lines))
        self.traffic.setVisible(bool(lines))


class TagsPart(Part):
    """The tag that is held to the phone."""

    sections = ("nfc",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tags = QComboBox()
        self.tags.setMinimumWidth(80)
        bind(self.tags, self.tags.setAccessibleName, "device.tags.hold")
        bind(self.tags, self.tags.setToolTip, "device.tags.hold")
        self.tags.activated.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tags)
        follow(self.tags, self._show)

    def show_change(self, change: Change | None) -> None:
        """Follow the phone."""
        if change is None or change.field in {"tags", "present"}:
            self._show()

    def _on_chosen(self, index: int) -> None:
        self.desk.edits.set("nfc.present", self.tags.itemData(index))
        self.desk.edits.settle()

    def _show(self) -> None:
        nfc = self.desk.phone.device.nfc
        self.tags.clear()
        self.tags.addItem(tr("device.tags.none"), "")
        for tag in nfc.tags:
            self.tags.addItem(str(tag.get("name") or tag["id"]), tag["id"])
        self.tags.setCurrentIndex(max(0, self.tags.findData(nfc.present)))


def _distance(row: Near) -> float:
    """Return the metres to a peripheral; a document may hold them as text."""
    try:
        return float(row.get("distance", 1.0))
    except (TypeError, ValueError):
        return 1.0

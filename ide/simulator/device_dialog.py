"""The dialog of the person's own phones: make, change, duplicate, delete, exchange them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ide import atomic, messages
from ide.i18n import tr
from ide.simulator.device_form import DeviceForm
from ide.simulator.own_devices import DeviceFileError, OwnDevices, to_toml
from ide.widgets.empty import EmptyState
from ide.widgets.labels import label
from ide.widgets.texts import bind
from renderer.host.screen import DevicePreset

_ID = Qt.ItemDataRole.UserRole


class DeviceDialog(QDialog):
    """A list of own phones beside the facts of the chosen one; what fits is kept at once."""

    chosen = Signal(str)  # id of the phone to use

    def __init__(self, own: OwnDevices, current: DevicePreset, parent: QWidget) -> None:
        """``current`` is the phone in use, which new ones take after."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._own = own
        self._current = current
        bind(self, self.setWindowTitle, "phones.title")
        self.list = QListWidget()
        bind(self.list, self.list.setAccessibleName, "phones.list")
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.form = DeviceForm()
        self.form.edited.connect(self._on_edited)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("phone", "phones.empty.title", "phones.empty.text"))
        self._stack.addWidget(self.form)
        self.buttons: dict[str, QPushButton] = {}
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label("phones.list", "heading"))
        left.addWidget(self.list, 1)
        for row in (("add", "duplicate", "delete"), ("import", "export")):
            left.addLayout(self._buttons(row))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.use = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        bind(self.use, self.use.setText, "phones.use")
        self.use.setProperty("primary", True)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        bind(close, close.setText, "button.close")
        box.accepted.connect(self._on_use)
        box.rejected.connect(self.reject)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addLayout(left, 2)
        upper.addWidget(self._stack, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(upper, 1)
        layout.addWidget(box)
        self.resize(760, 520)
        self._fill(current.id)

    def add(self) -> None:
        """Make a phone like the one in use."""
        self._keep(replace(self._current, id="", name=tr("phones.new")))

    def duplicate(self) -> None:
        """Make another one like the chosen phone, or like the one in use."""
        source = self._chosen() or self._current
        self._keep(replace(source, id="", name=tr("phones.copy", name=source.name)))

    def delete(self) -> None:
        """Forget the chosen phone."""
        one = self._chosen()
        if one is None:
            return
        row = self.list.currentRow()
        try:
            self._own.remove(one.id)
        except OSError as error:
            _say_not_kept(error)
        self._fill("")
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def take_over(self, file: Path) -> None:
        """Add the phones of a file."""
        try:
            made = self._own.add(file.read_text(encoding="utf-8"))
        except (DeviceFileError, UnicodeDecodeError) as error:
            messages.error(tr("phones.import_failed", reason=error))
        except OSError as error:
            messages.error(tr("phones.import_failed", reason=error.strerror or error))
        else:
            self._fill(made[0].id)

    def write(self, file: Path) -> None:
        """Write all own phones into a file."""
        try:
            atomic.write_text(file, to_toml(self._own.all()))
        except OSError as error:
            _say_not_kept(error)

    def _buttons(self, names: tuple[str, ...]) -> QHBoxLayout:
        deeds = {
            "add": self.add,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "import": self._ask_import,
            "export": self._ask_export,
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for name in names:
            button = QPushButton()
            button.setAutoDefault(False)
            bind(button, button.setText, f"phones.{name}")
            button.clicked.connect(deeds[name])
            self.buttons[name] = button
            row.addWidget(button)
        return row

    def _fill(self, current: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._own.all():
            item = QListWidgetItem(one.name)
            item.setData(_ID, one.id)
            self.list.addItem(item)
            if one.id == current or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._on_current_changed()

    def _chosen(self) -> DevicePreset | None:
        item = self.list.currentItem()
        return self._own.find(str(item.data(_ID))) if item is not None else None

    def _keep(self, one: DevicePreset) -> None:
        try:
            made = self._own.put(one)
        except OSError as error:
            _say_not_kept(error)
            return
        self._fill(made.id)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _on_current_changed(self) -> None:
        one = self._chosen()
        self._stack.setCurrentIndex(0 if one is None else 1)
        for name in ("delete", "export"):
            self.buttons[name].setEnabled(one is not None)
        self.use.setEnabled(one is not None)
        if one is not None:
            self.form.show_device(one)

    def _on_edited(self, one: DevicePreset) -> None:
        try:
            self._own.put(one)
        except OSError as error:
            _say_not_kept(error)
        item = self.list.currentItem()
        if item is not None:
            item.setText(one.name)

    def _on_use(self) -> None:
        one = self._chosen()
        if one is not None:
            self.chosen.emit(one.id)
            self.accept()

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "", "", tr("phones.filter"))
        if name:
            self.take_over(Path(name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "", "phones.toml", tr("phones.filter"))
        if name:
            self.write(Path(name))


def _say_not_kept(error: OSError) -> None:
    messages.error(tr("phones.not_kept", reason=error.strerror or error))

"""The row above the phone: which phone, how large, start again, background."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.texts import follow
from renderer.host.screen import devices

ZOOMS = ("fit", "50", "75", "100", "125", "150")


class SimulatorToolbar(QWidget):
    """Asks for another phone, zoom, restart, going home and compiling."""

    device_requested = Signal(str)  # device id
    zoom_requested = Signal(str)  # "fit" or per cent
    restart_requested = Signal()
    home_requested = Signal(bool)  # whether the app goes to the background
    dark_requested = Signal(bool)  # whether the phone is in dark mode

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.device = QComboBox()
        self.device.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.device.setMinimumContentsLength(13)
        for preset in devices().values():
            self.device.addItem(preset.name, preset.id)
        self.device.activated.connect(self._on_device_activated)
        self.zoom = QComboBox()
        self.zoom.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for zoom in ZOOMS:
            self.zoom.addItem("", zoom)
        self.zoom.activated.connect(self._on_zoom_activated)
        self.restart = QToolButton()
        self.restart.clicked.connect(self.restart_requested)
        self.home = QToolButton()
        self.home.setCheckable(True)
        self.home.toggled.connect(self.home_requested)
        self.dark = QToolButton()
        self.dark.setCheckable(True)
        self.dark.toggled.connect(self.dark_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.setSpacing(6)
        layout.addWidget(self.device, 1)
        layout.addWidget(self.zoom)
        layout.addWidget(self.dark)
        layout.addWidget(self.home)
        layout.addWidget(self.restart)
        follow(self, self._retranslate)

    def show_device(self, device: str) -> None:
        """Show which phone is in use."""
        self.device.setCurrentIndex(self.device.findData(device))

    def show_zoom(self, zoom: str) -> None:
        """Show which zoom is in use."""
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(zoom)))

    def reset(self) -> None:
        """Show a phone in the foreground and in light mode: a new one starts like that."""
        for button in (self.home, self.dark):
            button.blockSignals(True)
            button.setChecked(False)
            button.blockSignals(False)

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the theme."""
        self.restart.setIcon(icons.icon("refresh"))
        self.home.setIcon(icons.icon("home"))
        self.dark.setIcon(icons.icon("moon"))

    def _retranslate(self) -> None:
        for widget, key in (
            (self.device, "simulator.device"),
            (self.zoom, "simulator.zoom"),
            (self.restart, "simulator.restart"),
            (self.home, "simulator.home"),
            (self.dark, "simulator.dark"),
        ):
            widget.setToolTip(tr(key))
            widget.setAccessibleName(tr(key))
        for index, zoom in enumerate(ZOOMS):
            self.zoom.setItemText(index, tr("simulator.fit") if zoom == "fit" else f"{zoom} %")

    def _on_device_activated(self, index: int) -> None:
        self.device_requested.emit(self.device.itemData(index))

    def _on_zoom_activated(self, index: int) -> None:
        self.zoom_requested.emit(self.zoom.itemData(index))

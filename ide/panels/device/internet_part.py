"""Whether the project may use the internet, and a switch that cuts the line."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from apimock.observable import Change
from ide.panels.device.controls import FlagField
from ide.panels.device.part import Desk, Part

_OFFLINE = "none"


class InternetPart(Part):
    """Two switches above the fields of the network."""

    sections = ("network",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._online = "wifi"
        self.trust = FlagField("device.internet.trust")
        self.offline = FlagField("device.internet.offline")
        self.trust.put.connect(desk.access.decide)
        self.offline.put.connect(self._on_offline)
        desk.access.changed.connect(self.trust.show_value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.trust)
        layout.addWidget(self.offline)

    def show_change(self, _change: Change | None) -> None:
        """Follow the phone."""
        kind = self.desk.phone.device.network.type
        if kind != _OFFLINE:
            self._online = kind
        self.offline.show_value(kind == _OFFLINE)
        self.trust.show_value(self.desk.access.allowed)

    def release(self) -> None:
        """Hear no more of the project's permission."""
        self.desk.access.changed.disconnect(self.trust.show_value)

    def _on_offline(self, on: bool) -> None:
        self.desk.edits.set("network.type", _OFFLINE if on else self._online)
        self.desk.edits.settle()

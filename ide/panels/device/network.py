"""The card that says how the phone is connected."""

from __future__ import annotations

from apimock.observable import Change
from apimock.phone import Phone
from ide.panels.device.card import Card, ChoiceField, FlagField, NumberField

_TYPES = ("wifi", "5g", "4g", "3g", "2g", "unknown", "none")
_OFFLINE = "none"


class NetworkCard(Card):
    """Type of the connection, offline switch, weakness, delay and loss."""

    def __init__(self) -> None:
        super().__init__("network", "network")
        self._phone: Phone | None = None
        self._online_type = "wifi"
        self.type = ChoiceField("device.network.types", _TYPES)
        self.type.currentIndexChanged.connect(self._on_type_changed)
        self.add_row("type", self.type)
        self.offline = FlagField("device.network.offline_text")
        self.offline.toggled.connect(self._on_offline_toggled)
        self.add_row("offline", self.offline)
        self.weak = FlagField("device.network.weak_text")
        self.weak.toggled.connect(self._on_weak_toggled)
        self.add_row("weak", self.weak)
        self.latency = NumberField(0, 60_000, 0, 50, " ms")
        self.latency.valueChanged.connect(self._on_latency_changed)
        self.add_row("latency", self.latency)
        self.loss = NumberField(0, 100, 0, 5, " %")
        self.loss.valueChanged.connect(self._on_loss_changed)
        self.add_row("loss", self.loss)

    def show_phone(self, phone: Phone) -> None:
        """Follow a phone and set its fields."""
        self.release()
        self._phone = phone
        self.keep(phone.device.network.watch(self._on_changed))
        self._show()

    def _show(self) -> None:
        if self._phone is None:
            return
        network = self._phone.device.network
        if network.type != _OFFLINE:
            self._online_type = network.type
        self.type.show_value(network.type)
        self.offline.show_value(network.type == _OFFLINE)
        self.weak.show_value(network.weak)
        self.latency.show_value(network.latency)
        self.loss.show_value(network.loss * 100)

    def _on_changed(self, _change: Change) -> None:
        self._show()

    def _on_type_changed(self) -> None:
        if self._phone is not None:
            self._phone.device.network.type = self.type.choice

    def _on_offline_toggled(self, on: bool) -> None:
        if self._phone is not None:
            self._phone.device.network.type = _OFFLINE if on else self._online_type

    def _on_weak_toggled(self, on: bool) -> None:
        if self._phone is not None:
            self._phone.device.network.weak = on

    def _on_latency_changed(self, value: float) -> None:
        if self._phone is not None:
            self._phone.device.network.latency = value

    def _on_loss_changed(self, value: float) -> None:
        if self._phone is not None:
            self._phone.device.network.loss = value / 100

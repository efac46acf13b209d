"""The card that says where the phone is and whether the app may know."""

from __future__ import annotations

from apimock.observable import Change
from apimock.phone import Phone
from ide.panels.device.card import Card, ChoiceField, NumberField

_SCOPE = "scope.userLocation"
_PERMISSIONS = ("", "allowed", "denied")
_SIGNALS = ("", "network", "no-signal", "timeout")


class LocationCard(Card):
    """Latitude, longitude, accuracy, speed, permission and signal of the phone."""

    def __init__(self) -> None:
        super().__init__("location", "location")
        self._phone: Phone | None = None
        self.numbers = {
            "latitude": NumberField(-90, 90, 6, 0.001, "°"),
            "longitude": NumberField(-180, 180, 6, 0.001, "°"),
            "accuracy": NumberField(0, 10000, 0, 5, " m"),
            "speed": NumberField(-1, 400, 1, 1, " m/s"),
        }
        for name, number in self.numbers.items():
            self.add_row(name, number)
            number.valueChanged.connect(self._on_number_changed)
        self.permission = ChoiceField("device.location.permissions", _PERMISSIONS)
        self.permission.currentIndexChanged.connect(self._on_permission_changed)
        self.add_row("permission", self.permission)
        self.signal = ChoiceField("device.location.signals", _SIGNALS)
        self.signal.currentIndexChanged.connect(self._on_signal_changed)
        self.add_row("signal", self.signal)

    def show_phone(self, phone: Phone) -> None:
        """Follow a phone and set its fields."""
        self.release()
        self._phone = phone
        self.keep(phone.device.location.watch(self._on_changed))
        self.keep(phone.device.permissions.watch(self._on_changed))
        self._show()

    def _show(self) -> None:
        if self._phone is None:
            return
        here = self._phone.device.location
        for name, number in self.numbers.items():
            number.show_value(getattr(here, name))
        self.permission.show_value(self._phone.device.permissions.scopes.get(_SCOPE, ""))
        self.signal.show_value(here.failure)

    def _on_changed(self, _change: Change) -> None:
        self._show()

    def _on_number_changed(self, value: float) -> None:
        if self._phone is None:
            return
        for name, number in self.numbers.items():
            if number is self.sender():
                setattr(self._phone.device.location, name, value)

    def _on_permission_changed(self) -> None:
        if self._phone is not None:
            self._phone.device.permissions.set_scope(_SCOPE, self.permission.choice)

    def _on_signal_changed(self) -> None:
        if self._phone is not None:
            self._phone.device.location.failure = self.signal.choice

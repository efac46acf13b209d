"""The card that says how the phone is connected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from apimock.observable import Change
from apimock.phone import Phone
from ide.access import NetworkAccess
from ide.panels.device.card import Card, ChoiceField, FlagField, NumberField

_TYPES = ("wifi", "5g", "4g", "3g", "2g", "unknown", "none")
_OFFLINE = "none"
_DOMAIN_CHECKS = {"project": None, "always": True, "never": False}


class NetworkCard(Card):
    """The project's permission, type of the connection, weakness, delay, loss, domain check."""

    def __init__(self) -> None:
        super().__init__("network", "network")
        self._phone: Phone | None = None
        self._access: NetworkAccess | None = None
        self._online_type = "wifi"
        self.trust = FlagField("device.network.trust_text")
        self.trust.toggled.connect(self._on_trust_toggled)
        self.add_row("trust", self.trust)
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
        self.domains = ChoiceField("device.network.domain_checks", tuple(_DOMAIN_CHECKS))
        self.domains.currentIndexChanged.connect(self._on_domains_changed)
        self.add_row("domains", self.domains)

    def show_phone(self, phone: Phone, access: NetworkAccess) -> None:
        """Follow a phone and set its fields; ``access`` is whether it reaches the real network."""
        self.release()
        self._phone = phone
        self._access = access
        access.changed.connect(self._on_access_changed)
        self.keep(partial(_disconnect, access, self._on_access_changed))
        self.trust.show_value(access.allowed)
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
        checks = {verify: name for name, verify in _DOMAIN_CHECKS.items()}
        self.domains.show_value(checks[network.verify_domains])

    def _on_changed(self, _change: Change) -> None:
        self._show()

    def _on_access_changed(self, allowed: bool) -> None:
        self.trust.show_value(allowed)

    def _on_trust_toggled(self, on: bool) -> None:
        if self._access is not None:
            self._access.decide(on)

    def _on_domains_changed(self) -> None:
        if self._phone is not None:
            self._phone.device.network.verify_domains = _DOMAIN_CHECKS[self.domains.choice]

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


def _disconnect(access: NetworkAccess, slot: Callable[[bool], None]) -> None:
    access.changed.disconnect(slot)

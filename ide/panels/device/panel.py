"""The device dock: the cards of the phone, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from apimock.phone import Phone
from ide.access import NetworkAccess
from ide.panels.device.location import LocationCard
from ide.panels.device.network import NetworkCard
from ide.panels.device.payment import PaymentCard
from ide.standing import StandingAnswers
from ide.widgets.empty import EmptyState


class DevicePanel(QWidget):
    """Cards that set what the phone answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.location = LocationCard()
        self.payment = PaymentCard()
        self.network = NetworkCard()
        self._cards = (self.location, self.payment, self.network)
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(10)
        for card in self._cards:
            layout.addWidget(card)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column)
        self._scroll = scroll
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("device", "device.empty.title", "device.empty.text"))
        self._stack.addWidget(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setMinimumWidth(300)

    def show_phone(self, phone: Phone, answers: StandingAnswers, access: NetworkAccess) -> None:
        """Follow a phone."""
        self.location.show_phone(phone)
        self.payment.show_phone(phone, answers)
        self.network.show_phone(phone, access)
        self._stack.setCurrentWidget(self._scroll)
        self.setFocusProxy(self.location.numbers["latitude"])

    def release(self) -> None:
        """Follow no phone."""
        for card in self._cards:
            card.release()
        self._stack.setCurrentIndex(0)

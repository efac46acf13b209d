"""The card that says how payments end, and the orders so far."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QLineEdit

from apimock.observable import Change
from apimock.phone import Phone
from ide.i18n import tr
from ide.panels.device.card import Card, ChoiceField, NumberField
from ide.standing import ASK, StandingAnswers
from ide.widgets.labels import plain
from ide.widgets.texts import follow

_KIND = "payment"
_OUTCOMES = (ASK, "ok", "cancel", "fail", "no-permission", "realname", "limited")
_SHOWN = 5


class PaymentCard(Card):
    """Outcome of the next payments, what the sheet shows, and the ledger."""

    def __init__(self) -> None:
        super().__init__("payment", "payment")
        self._phone: Phone | None = None
        self._answers: StandingAnswers | None = None
        self.outcome = ChoiceField("device.payment.outcomes", _OUTCOMES)
        self.outcome.currentIndexChanged.connect(self._on_outcome_changed)
        self.add_row("outcome", self.outcome)
        self.merchant = QLineEdit()
        self.merchant.textEdited.connect(self._on_merchant_edited)
        self.add_row("merchant", self.merchant)
        self.amount = NumberField(0, 1_000_000, 2, 1)
        self.amount.setPrefix("¥ ")
        self.amount.valueChanged.connect(self._on_amount_changed)
        self.add_row("amount", self.amount)
        self.orders = plain("small", wrap=True)
        self.add_row("orders", self.orders)
        follow(self.orders, self._show_orders)

    def show_phone(self, phone: Phone, answers: StandingAnswers) -> None:
        """Follow a phone and its standing answers, and set their fields."""
        self.release()
        self._phone, self._answers = phone, answers
        self.keep(phone.device.payment.watch(self._on_changed))
        self.keep(answers.watch(self._on_answer_changed))
        self._show()

    def _show(self) -> None:
        if self._phone is None or self._answers is None:
            return
        payment = self._phone.device.payment
        self.outcome.show_value(self._answers.get(_KIND))
        if self.merchant.text() != payment.merchant:
            self.merchant.setText(payment.merchant)
        self.amount.show_value(payment.amount / 100)
        self._show_orders()

    def _show_orders(self) -> None:
        orders = self._phone.device.payment.orders[-_SHOWN:] if self._phone else []
        lines = [_order(order) for order in reversed(orders)]
        self.orders.setText("\n".join(lines) or tr("device.payment.no_orders"))

    def _on_changed(self, _change: Change) -> None:
        self._show()

    def _on_answer_changed(self, _kind: str, _choice: str) -> None:
        self._show()

    def _on_outcome_changed(self) -> None:
        if self._answers is not None:
            self._answers.set(_KIND, self.outcome.choice)

    def _on_merchant_edited(self, text: str) -> None:
        if self._phone is not None:
            self._phone.device.payment.merchant = text

    def _on_amount_changed(self, yuan: float) -> None:
        if self._phone is not None:
            self._phone.device.payment.amount = round(yuan * 100)


def _order(order: dict[str, Any]) -> str:
    time = datetime.fromtimestamp(order["time"] / 1000).strftime("%H:%M:%S")
    return f"{time}  {order['state']}  {order['prepayId'] or '–'}"

"""The ledger of the payment card: every order and its state, and what its merchant can do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from apimock import ledger
from apimock.observable import Change
from ide.i18n import tr
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import small_table, strip_button
from ide.widgets.labels import label, plain
from ide.widgets.rows import Column, RowModel
from ide.widgets.texts import follow

_MOST = 200
Order = dict[str, Any]


def _time(order: Order) -> str:
    return datetime.fromtimestamp(order["time"] / 1000).strftime("%H:%M:%S")


_COLUMNS = (
    Column[Order]("device.ledger.time", _time),
    Column[Order]("device.ledger.order", lambda row: str(row.get("prepayId") or "–")),
    Column[Order]("device.ledger.amount", lambda row: f"¥ {(row.get('amount') or 0) / 100:.2f}"),
    Column[Order]("device.ledger.state", lambda row: str(row["state"])),
)


class LedgerPart(Part):
    """Orders, newest first."""

    sections = ("payment",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = RowModel[Order](_COLUMNS, most=_MOST, parent=self)
        self.table = small_table(self.model, "device.ledger.name", rows=4)
        self.empty = label("device.ledger.none", "small", wrap=True)
        self.sent = plain("small", wrap=True)
        self.refund = strip_button("device.ledger.refund", self._refund)
        self.close_order = strip_button("device.ledger.close", self._close)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.refund)
        line.addWidget(self.close_order)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.empty, self.table, self.sent):
            layout.addWidget(widget)
        layout.addLayout(line)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        follow(self.sent, self._show_sent)

    def states(self) -> list[str]:
        """Return the states of the orders shown, newest first."""
        return [str(row["state"]) for row in self.model.rows()]

    def show_change(self, change: Change | None) -> None:
        """Follow the ledger."""
        if change is None or change.field == "orders":
            chosen = max(0, self.table.currentIndex().row())
            orders = self.desk.phone.device.payment.orders
            self.model.set_rows(list(reversed(orders)))
            self.empty.setVisible(not orders)
            self.table.setVisible(bool(orders))
            self.table.selectRow(chosen)
            self._show_buttons()
        if change is None or change.field == "notifications":
            self._show_sent()

    def _show_sent(self) -> None:
        sent = self.desk.phone.device.payment.notifications[-3:]
        words = ", ".join(str(one["event_type"]) for one in sent)
        self.sent.setText(tr("device.ledger.sent", sent=words) if sent else "")
        self.sent.setVisible(bool(sent))

    def _show_buttons(self) -> None:
        order = self._chosen()
        state = order["state"] if order else ""
        self.refund.setVisible(order is not None)
        self.close_order.setVisible(order is not None)
        self.refund.setEnabled(state == "SUCCESS")
        self.close_order.setEnabled(state in {"NOTPAY", "PAYERROR"})

    def _chosen(self) -> Order | None:
        row = self.table.currentIndex().row()
        return self.model.row(row) if 0 <= row < self.model.rowCount() else None

    def _refund(self) -> None:
        order = self._chosen()
        if order is not None:
            self._try(lambda: ledger.refund(self.desk.phone, str(order["package"])))

    def _close(self) -> None:
        order = self._chosen()
        if order is not None:
            self._try(lambda: ledger.close(self.desk.phone, str(order["package"])))

    def _try(self, act: Any) -> None:
        payment = self.desk.phone.device.payment
        before = payment.orders

        def back() -> None:
            payment.orders = before

        try:
            self.desk.edits.do(act, back)
        except ledger.LedgerError as error:
            self.refused.emit(str(error))
        self.desk.edits.settle()

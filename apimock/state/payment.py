"""Orders and how they were paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section

NOTIFICATIONS = ("on-time", "late", "lost", "duplicate")


@dataclass
class Payment(Section):
    """The ledger and what decides a payment.

    An order is ``{"package", "prepayId", "kind", "state", "time", "attempts", "params", "amount",
    "merchant", "persona", "outTradeNo", "transactionId", "paidAt", "refunds"}`` with state
    ``NOTPAY``, ``USERPAYING``, ``SUCCESS``, ``REFUND``, ``CLOSED`` or ``PAYERROR``, newest last.
    ``merchant`` and ``amount`` (in fen) are what the sheet shows of an order nobody prepared, for
    the app does not tell them.
    """

    title: ClassVar[str] = "payment"

    merchant: str = "Sample shop"
    amount: int = 1
    orders: list[dict[str, Any]] = field(default_factory=list)
    password: str = ""
    """The six digits that pay; '' takes any."""
    tries: int = 3
    """After so many wrong passwords the payment is refused."""
    processing: float = 0.0
    """Milliseconds from the person's yes to the client's answer."""
    notify: str = "on-time"
    """How the merchant's server hears of a payment: one of NOTIFICATIONS."""
    notify_delay: float = 200.0
    late_delay: float = 30_000.0
    """Milliseconds until a notification that is on time, and until one that is late."""
    notifications: list[dict[str, Any]] = field(default_factory=list)
    """What was sent to the merchant's server, newest last."""
    order_life: float = 7_200_000.0
    """Milliseconds an order waits to be paid before it is closed."""
    strict: bool = False
    """Whether parameters the service would refuse fail the call; else the sheet only says so."""
    api_key: str = ""
    """The merchant's key: with it MD5 and HMAC-SHA256 signatures are really checked."""
    transfers: list[dict[str, Any]] = field(default_factory=list)
    """Money sent by merchants to the person, newest last."""

"""Orders and how they were paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section


@dataclass
class Payment(Section):
    """The ledger: one entry an attempt.

    An order is ``{"package", "prepayId", "state", "time", "attempts", "params"}`` with state
    ``NOTPAY``, ``SUCCESS``, ``REFUND`` or ``CLOSED``, newest last. ``merchant`` and ``amount``
    (in fen) are what the sheet shows, for the app does not tell them.
    """

    title: ClassVar[str] = "payment"

    merchant: str = "Sample shop"
    amount: int = 1
    orders: list[dict[str, Any]] = field(default_factory=list)

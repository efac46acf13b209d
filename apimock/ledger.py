"""The ledger of orders: what the payment service knows, and tells a merchant's server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from apimock.observable import Change

if TYPE_CHECKING:
    from apimock.phone import Phone

Order = dict[str, Any]
PREFIX = "prepay_id="
PAID = ("SUCCESS", "REFUND")


class LedgerError(ValueError):
    """Something the payment service refuses; the message says what and why."""


def prepare(
    phone: Phone, amount: int, *, merchant: str = "", number: str = "", kind: str = "prepay"
) -> str:
    """A merchant's server places an order of ``amount`` fen; returns its prepay_id.

    ``number`` is the merchant's own (``out_trade_no``). Raises LedgerError for an amount below 1
    and for a number that is in use.
    """
    if amount < 1:
        raise LedgerError("the amount has to be 1 fen or more")
    if number and any(order["outTradeNo"] == number for order in phone.device.payment.orders):
        raise LedgerError(f"there is an order {number} already")
    prepay_id = f"wx{phone.random.getrandbits(120):030x}"
    entry = _new(phone, PREFIX + prepay_id, kind, {})
    known = {"amount": amount, "merchant": merchant or entry["merchant"]}
    _put(phone, {**entry, **known, "outTradeNo": number or entry["outTradeNo"], "attempts": 0})
    return prepay_id


def attempt(phone: Phone, package: str, kind: str, params: Mapping[str, Any]) -> Order:
    """The app asks for a payment: the order, noted when nobody prepared it.

    An order that waited too long is closed by now.
    """
    known = find(phone, package) or {**_new(phone, package, kind, params), "attempts": 0}
    order = {**known, "attempts": known["attempts"] + 1, "params": dict(params)}
    expired = phone.clock.now() - order["time"] > phone.device.payment.order_life
    if expired and order["state"] in {"NOTPAY", "PAYERROR"}:
        order["state"] = "CLOSED"
    _put(phone, order)
    return order


def find(phone: Phone, key: str) -> Order | None:
    """The order with this package, prepay_id or number of the merchant."""
    names = ("package", "prepayId", "outTradeNo")
    orders = phone.device.payment.orders
    return next((one for one in orders if key in (one[name] for name in names)), None)


def set_state(phone: Phone, package: str, state: str, **more: Any) -> None:
    """Note what became of an order."""
    order = find(phone, package)
    if order is not None:
        _put(phone, {**order, "state": state, **more})


def pay(phone: Phone, package: str) -> None:
    """The money has moved: the order is paid and the merchant's server will hear, as set."""
    now = phone.clock.now()
    number = f"42{phone.random.randrange(10**26):026d}"
    set_state(phone, package, "SUCCESS", paidAt=now, transactionId=number)
    _announce(phone, package, "TRANSACTION.SUCCESS")


def query(phone: Phone, key: str) -> dict[str, Any]:
    """What the service answers a merchant's server that asks for an order."""
    order = find(phone, key)
    if order is None:
        return {"code": "ORDER_NOT_EXIST", "message": "the order does not exist"}
    told: dict[str, Any] = {
        "out_trade_no": order["outTradeNo"],
        "trade_state": order["state"],
        "amount": {"total": order["amount"], "currency": "CNY"},
        "payer": {"openid": order["openid"]},
    }
    if order["state"] in PAID:
        told["transaction_id"] = order["transactionId"]
        told["success_time"] = _time(order["paidAt"])
        told["amount"]["payer_total"] = order["amount"]
    return told


def refund(phone: Phone, key: str, amount: int | None = None) -> dict[str, Any]:
    """Give back all that is left of an order, or ``amount`` fen. Raises LedgerError."""
    order = find(phone, key)
    if order is None or order["state"] not in PAID:
        raise LedgerError(f"{key} has not been paid, so nothing can be given back")
    left = order["amount"] - sum(one["amount"] for one in order["refunds"])
    wanted = left if amount is None else amount
    if not 0 < wanted <= left:
        raise LedgerError(f"of {key} {left} fen are left, not {wanted}")
    number = f"50{phone.random.randrange(10**26):026d}"
    given = {"id": number, "amount": wanted, "time": phone.clock.now()}
    set_state(phone, order["package"], "REFUND", refunds=[*order["refunds"], given])
    _announce(phone, order["package"], "REFUND.SUCCESS")
    return {"refund_id": number, "status": "SUCCESS", "amount": {"refund": wanted}}


def close(phone: Phone, key: str) -> None:
    """Let nobody pay an order any more. Raises LedgerError when it was paid or does not exist."""
    order = find(phone, key)
    if order is None:
        raise LedgerError(f"there is no order {key}")
    if order["state"] in PAID:
        raise LedgerError(f"{key} has been paid: give the money back instead")
    set_state(phone, order["package"], "CLOSED")


def on_notification(
    phone: Phone, listener: Callable[[Mapping[str, Any]], None]
) -> Callable[[], None]:
    """Hear, as the merchant's server, of every notification; returns how to stop."""

    def changed(change: Change) -> None:
        if change.field == "notifications" and len(change.new) > len(change.old):
            for entry in change.new[len(change.old) :]:
                listener(entry)

    return phone.device.payment.watch(changed)


def _new(phone: Phone, package: str, kind: str, params: Mapping[str, Any]) -> Order:
    payment, persona = phone.device.payment, phone.device.user.current()
    return {
        "package": package,
        "prepayId": package.removeprefix(PREFIX),
        "kind": kind,
        "state": "NOTPAY",
        "time": phone.clock.now(),
        "params": dict(params),
        "amount": payment.amount,
        "merchant": payment.merchant,
        "persona": persona["id"],
        "openid": persona.get("openid", ""),
        "outTradeNo": f"order-{len(payment.orders) + 1:04d}",
        "transactionId": "",
        "paidAt": 0.0,
        "refunds": [],
    }


def _put(phone: Phone, order: Order) -> None:
    """Note an order as it is now; the one touched last is the newest."""
    payment = phone.device.payment
    others = [one for one in payment.orders if one["package"] != order["package"]]
    payment.orders = [*others, order]


def _announce(phone: Phone, package: str, event: str) -> None:
    """Send the merchant's server the news: on time, late, never, or twice."""
    payment = phone.device.payment
    delays = {
        "late": (payment.late_delay,),
        "lost": (),
        "duplicate": (payment.notify_delay, payment.notify_delay * 2),
    }.get(payment.notify, (payment.notify_delay,))
    number = f"EV-{phone.random.getrandbits(64):016x}"
    for delay in delays:
        phone.clock.later(delay, lambda: _deliver(phone, package, event, number))


def _deliver(phone: Phone, package: str, event: str, number: str) -> None:
    payment = phone.device.payment
    now = phone.clock.now()
    entry = {
        "id": number,
        "event_type": event,
        "create_time": _time(now),
        "time": now,
        "package": package,
        "resource": query(phone, package),
    }
    payment.notifications = [*payment.notifications, entry]


def _time(now: float) -> str:
    return datetime.fromtimestamp(now / 1000, UTC).isoformat(timespec="seconds")

"""Payment: the sheet, its outcomes and the ledger of orders."""

from __future__ import annotations

from typing import Any

from apimock import wording
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import Level, handles

_OUTCOMES = (
    Choice("ok", "Pay"),
    Choice("cancel", "Cancel"),
    Choice("fail", "Fail"),
    Choice("no-permission", "No permission"),
    Choice("realname", "Real name needed"),
    Choice("limited", "Limited use"),
)


def _prepay_id(package: str) -> str:
    return package.removeprefix("prepay_id=")


def _record(context: Context, state: str) -> None:
    payment = context.device.payment
    package = context.text("package")
    params: dict[str, Any] = dict(context.call.params)
    known = [order for order in payment.orders if order["package"] == package]
    attempts = (known[-1]["attempts"] if known else 0) + 1
    order = {
        "package": package,
        "prepayId": _prepay_id(package),
        "state": state,
        "time": context.clock.now(),
        "attempts": attempts,
        "params": params,
    }
    payment.orders = [o for o in payment.orders if o["package"] != package] + [order]


def warnings(params: dict[str, Any]) -> tuple[str, ...]:
    """What the sheet says about parameters the payment service would refuse."""
    found = []
    if not str(params.get("package", "")).startswith("prepay_id="):
        found.append("“package” should begin with prepay_id=")
    if len(str(params.get("nonceStr", ""))) > 32:
        found.append("“nonceStr” has more than 32 characters")
    if params.get("signType", "MD5") not in {"MD5", "HMAC-SHA256", "RSA"}:
        found.append("“signType” should be MD5, HMAC-SHA256 or RSA")
    return tuple(found)


@handles("requestPayment")
def request_payment(context: Context) -> None:
    """The sheet asks the person; the ledger keeps what came of it."""
    payment = context.device.payment
    paid = [
        order
        for order in payment.orders
        if order["package"] == context.text("package") and order["state"] == "SUCCESS"
    ]
    if paid:
        context.fail("the order has been paid")
        return
    _record(context, "NOTPAY")

    def done(answer: Answer) -> None:
        if answer.choice == "ok":
            _set_state(context, "SUCCESS")
            context.ok()
        else:
            _refused(context, answer)

    context.ask(
        "payment",
        _OUTCOMES,
        done,
        facts={
            "merchant": payment.merchant,
            "amount": payment.amount,
            "package": context.text("package"),
            "warnings": warnings(dict(context.call.params)),
        },
    )


def _set_state(context: Context, state: str) -> None:
    payment = context.device.payment
    package = context.text("package")
    payment.orders = [
        {**order, "state": state} if order["package"] == package else order
        for order in payment.orders
    ]


def _refused(context: Context, answer: Answer) -> None:
    if answer.choice == "cancel":
        context.fail_kind("cancel")
    elif answer.choice == "no-permission":
        context.fail_recorded("jsapi has no permission")
    elif answer.choice == "realname":
        context.fail(wording.errno_text(701002), errno=701002)
    elif answer.choice == "limited":
        context.fail(wording.errno_text(700001), errno=700001)
    else:
        context.fail(str(answer.data.get("message", "")), errno=700000)


@handles(
    "requestOrderPayment",
    "requestCommonPayment",
    "requestMerchantTransfer",
    "requestPluginPayment",
    "openHKOfflinePayView",
    "jumpToOfflinePay",
    level=Level.CANNED,
    note="outcome chosen in the sheet; nothing is booked",
)
def other_payment(context: Context) -> None:
    """Payment services without a ledger: only their outcome is played."""

    def done(answer: Answer) -> None:
        if answer.choice == "ok":
            context.ok()
        else:
            _refused(context, answer)

    context.ask("payment", _OUTCOMES, done, facts={"params": dict(context.call.params)})


@handles("requestVirtualPayment", level=Level.CANNED, note="outcome chosen in the sheet")
def virtual_payment(context: Context) -> None:
    """Virtual goods: cancel and failure have their own codes."""

    def done(answer: Answer) -> None:
        if answer.choice == "ok":
            context.ok()
        elif answer.choice == "cancel":
            context.fail("cancel", code=-2)
        else:
            context.fail(str(answer.data.get("message", "")), code=-1)

    context.ask("payment", _OUTCOMES[:3], done, facts={"params": dict(context.call.params)})

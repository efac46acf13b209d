"""Payment: the sheet, the password, how it ends, and the order in the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from apimock import accounts, ledger, payments, wording
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import Level, handles
from apimock.remote import RemoteObject, answer_made, made, meant

_CANCEL = Choice("cancel", "Cancel")


class _Sheet:
    """One payment from its sheet to its answer; ``refuse`` words its failures."""

    def __init__(
        self,
        context: Context,
        package: str,
        choices: tuple[Choice, ...],
        refuse: Callable[[Answer], None],
        warnings: tuple[str, ...] = (),
    ) -> None:
        self._context = context
        self._package = package
        self._choices = choices
        self._refuse = refuse
        self._warnings = warnings
        self._wrong = 0

    def show(self, order: ledger.Order, trouble: str = "") -> None:
        """Ask; ``trouble`` says what was wrong the last time."""
        payment = self._context.device.payment
        facts = {
            "merchant": order["merchant"],
            "amount": order["amount"],
            "package": self._package,
            "warnings": self._warnings,
            "trouble": trouble,
            "triesLeft": payment.tries - self._wrong,
            "simulated": True,
        }
        self._order = order
        self._context.ask("payment", self._choices, self._answered, facts=facts)

    def _answered(self, answer: Answer) -> None:
        if answer.choice == "ok":
            self._confirmed(answer)
            return
        rule = payments.outcome(answer.choice)
        if rule.get("hangs"):
            note = "never answered, as chosen on the sheet"
            self._context.phone.log.change(self._context.number, waiting=True, note=note)
            return
        if rule.get("pays"):
            ledger.pay(self._context.phone, self._package)
        self._refuse(answer)

    def _confirmed(self, answer: Answer) -> None:
        payment = self._context.device.payment
        typed = answer.data.get("password")
        if typed is not None and payment.password and str(typed) != payment.password:
            self._wrong += 1
            if self._wrong < payment.tries:
                self.show(self._order, "wrong-password")
                return
            ledger.set_state(self._context.phone, self._package, "PAYERROR")
            self._refuse(Answer("cancel"))
            return
        ledger.set_state(self._context.phone, self._package, "USERPAYING")
        self._context.later(payment.processing, self._settle)

    def _settle(self) -> None:
        ledger.pay(self._context.phone, self._package)
        if self._context.device.network.type == "none":
            # The service has the money; the client never hears that it arrived.
            self._refuse(Answer("lost"))
        else:
            self._context.ok()


def _refused(context: Context, answer: Answer) -> None:
    """Fail the way chosen on the sheet; ``errno`` and ``message`` of the answer go first."""
    rule = payments.outcome(answer.choice)
    if "kind" in rule:
        context.fail_kind(rule["kind"])
    elif "recorded" in rule:
        context.fail_with(wording.recorded("requestPayment", rule["recorded"]))
    else:
        errno = int(answer.data.get("errno", rule["errno"]))
        words = "" if errno == rule["errno"] and errno == 700000 else wording.errno_text(errno)
        context.fail(str(answer.data.get("message", words)), errno=errno)


def _begin(
    context: Context,
    package: str,
    kind: str,
    refuse: Callable[[Answer], None],
    warnings: tuple[str, ...] = (),
) -> None:
    """Note the attempt and show the sheet, unless the order can no longer be paid."""
    order = ledger.attempt(context.phone, package, kind, context.call.params)
    if order["state"] in ledger.PAID:
        context.fail("the order has been paid")
    elif order["state"] == "CLOSED":
        context.fail("the order has been closed")
    else:
        choices = payments.choices(context.name)
        _Sheet(context, package, choices, refuse, warnings).show(order)


@handles("requestPayment")
def request_payment(context: Context) -> None:
    """The sheet asks the person; the ledger keeps what came of it."""
    key = context.device.payment.api_key
    found = payments.warnings(context.call.params, context.app.app_id, key)
    if found and context.device.payment.strict:
        context.fail(found[0])
        return
    package = context.text("package")
    _begin(context, package, "prepay", lambda answer: _refused(context, answer), found)


@handles("requestOrderPayment")
def order_payment(context: Context) -> None:
    """Payment of an order of the shop component."""
    package = context.text("package")
    _begin(context, package, "order", lambda answer: _refused(context, answer))


def _sign_data(context: Context) -> dict[str, Any] | None:
    """``signData`` as an object: apps give it as JSON text."""
    given = context.param("signData")
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return None
    return dict(given) if isinstance(given, Mapping) else None


@handles("requestCommonPayment")
def common_payment(context: Context) -> None:
    """Payment for retail: the order is named by the merchant's number."""
    data = _sign_data(context)
    number = "" if data is None else str(data.get("outTradeNo") or data.get("out_trade_no") or "")
    known = ledger.find(context.phone, number) if number else None
    if data is None:
        context.fail(wording.errno_text(702001), errno=702001)
    elif known is not None and known["state"] in ledger.PAID:
        context.fail(wording.errno_text(702005), errno=702005)
    else:
        package = number or f"common-{context.number}"
        _begin(context, package, "common", lambda answer: _refused(context, answer))


@handles("requestPluginPayment")
def plugin_payment(context: Context) -> None:
    """Payment inside a plugin; the app tells the amount."""
    phone = context.phone
    fee = max(1, round(context.number_of("fee", 1)))
    package = ledger.PREFIX + ledger.prepare(phone, fee, kind="plugin")
    _begin(context, package, "plugin", lambda answer: _refused(context, answer))


@handles("requestMerchantTransfer")
def merchant_transfer(context: Context) -> None:
    """A merchant sends money: the person takes it."""
    payment = context.device.payment

    def done(answer: Answer) -> None:
        if answer.choice != "ok":
            if payments.outcome(answer.choice).get("hangs"):
                context.phone.log.change(context.number, waiting=True, note="never answered")
            else:
                _refused(context, answer)
            return
        entry = {
            "mchId": context.text("mchId"),
            "package": context.text("package"),
            "amount": payment.amount,
            "persona": context.device.user.persona,
            "time": context.clock.now(),
        }
        payment.transfers = [*payment.transfers, entry]
        context.ok({"result": "success"})

    if any(one["package"] == context.text("package") for one in payment.transfers):
        context.fail("the transfer has been received")
        return
    facts = {"merchant": payment.merchant, "amount": payment.amount, "simulated": True}
    context.ask(
        "payment", payments.choices(context.name), done, facts={**facts, "kind": "transfer"}
    )


@handles(
    "openHKOfflinePayView",
    "jumpToOfflinePay",
    level=Level.CANNED,
    note="the payment code is not shown",
)
def offline_payment(context: Context) -> None:
    """The person shows a payment code at a till."""

    def done(answer: Answer) -> None:
        if answer.choice == "ok":
            context.ok()
        else:
            _refused(context, answer)

    facts = {"params": dict(context.call.params), "simulated": True}
    context.ask("payment", payments.choices(context.name), done, facts=facts)


_VIRTUAL = ("signData", "mode", "paySig", "signature")
_VIRTUAL_CHOICES = (
    payments.PAY,
    _CANCEL,
    Choice("fail", "Fail"),
    Choice("risk", "Refused by risk control"),
)
_VIRTUAL_CODES = {"cancel": -2, "fail": -1, "risk": -4}


def _virtual_fails(context: Context, code: int, message: str = "") -> None:
    context.fail(message or payments.virtual_text(code), code=code)


@handles("requestVirtualPayment")
def virtual_payment(context: Context) -> None:
    """Virtual goods: an order of its own, with its own checks and codes."""
    for name in _VIRTUAL:
        if context.param(name) is None:
            wrong = f"parameter error: parameter.{name} should be String instead of Undefined;"
            context.fail(wrong, code=1001)
            return
    data = _sign_data(context)
    code = -15016 if data is None else _virtual_trouble(context, data)
    if data is None or code:
        _virtual_fails(context, code)
        return
    number = str(data["outTradeNo"])
    if ledger.find(context.phone, number) is None:
        price = int(data.get("goodsPrice", 1) or 1) * max(1, int(data.get("buyQuantity", 1) or 1))
        ledger.prepare(context.phone, max(1, price), number=number, kind="virtual")
    entry = ledger.find(context.phone, number)
    package = entry["package"] if entry else number
    order = ledger.attempt(context.phone, package, "virtual", context.call.params)

    def refuse(answer: Answer) -> None:
        chosen = int(answer.data.get("code", _VIRTUAL_CODES.get(answer.choice, -1)))
        _virtual_fails(context, chosen, str(answer.data.get("message", "")))

    sheet = _VirtualSheet(context, package, _VIRTUAL_CHOICES, refuse)
    sheet.show(order)


class _VirtualSheet(_Sheet):
    """The sheet of virtual goods: all ways but paying are codes."""

    def _answered(self, answer: Answer) -> None:
        if answer.choice == "ok":
            self._confirmed(answer)
        else:
            self._refuse(answer)


def _virtual_trouble(context: Context, data: Mapping[str, Any]) -> int:
    """The errCode of what the service would refuse, 0 for nothing."""
    known = ledger.find(context.phone, str(data.get("outTradeNo", "")))
    price = data.get("goodsPrice", 1)
    checks = (
        (not data.get("outTradeNo") or not data.get("offerId"), -15001),
        (data.get("currencyType", "CNY") != "CNY", -15004),
        (data.get("env", 0) not in {0, 1}, -15001),
        (data.get("env", 0) == 1 and context.app.env_version == "release", -15011),
        (not isinstance(price, int) or price < 1, -15013),
        (known is not None and known["state"] in ledger.PAID, -15002),
        (known is not None and known["state"] == "CLOSED", -15012),
        (not accounts.session_is_valid(context.phone), -15007),
        (_badly_signed(context, "signature", accounts.session_key(context.phone), ""), -15005),
        (
            _badly_signed(
                context, "paySig", context.device.payment.api_key, "requestVirtualPayment&"
            ),
            -15006,
        ),
    )
    return next((code for wrong, code in checks if wrong), 0)


def _badly_signed(context: Context, name: str, key: str, prefix: str) -> bool:
    """Whether a signature is wrong, which is seen only with the merchant's key at hand."""
    text = context.param("signData")
    if not context.device.payment.api_key or not isinstance(text, str):
        return False
    return payments.virtual_signature(prefix + text, key) != context.text(name)


@handles("requestAppleSubscribeSign", note="nothing is signed")
def apple_subscription(context: Context) -> None:
    """A subscription of Apple's: only its phones know it."""
    if context.dialect == "android":
        context.fail_kind("unsupported")
        return

    def done(answer: Answer) -> None:
        if answer.choice == "ok":
            context.ok()
        else:
            _virtual_fails(context, _VIRTUAL_CODES[answer.choice])

    facts = {"params": dict(context.call.params), "simulated": True}
    context.ask("payment", _VIRTUAL_CHOICES[:3], done, facts=facts)


class GlobalPayment(RemoteObject):
    """A payment abroad: the person picks a method, then pays with it."""

    method = ""
    busy = False
    ended = False


@handles("createGlobalPayment")
def create_global(context: Context) -> None:
    """A payment that is under way until it is paid or given up."""
    answer_made(context, made(context, GlobalPayment), "GlobalPayment")


def _global_fails(context: Context, errno: int) -> None:
    context.fail(wording.errno_text(errno), errno=errno)


@handles("GlobalPayment.openMethodPicker")
def pick_method(context: Context) -> None:
    """The list of payment methods."""
    payment = meant(context, GlobalPayment)
    if payment.ended or payment.busy or payment.method:
        _global_fails(context, 703007 if payment.ended else 703003 if payment.method else 703005)
        return
    payment.busy = True

    def done(answer: Answer) -> None:
        payment.busy = False
        if answer.choice == "cancel":
            _global_fails(context, 703002)
            return
        payment.method = str(answer.data.get("paymentId", "wallet"))
        context.ok({"paymentId": payment.method})

    choices = (Choice("choose", "Choose"), _CANCEL)
    facts = {"amount": context.param("amount"), "simulated": True}
    context.ask("payment-method", choices, done, facts=facts)


@handles("GlobalPayment.requestGlobalPayment")
def request_global(context: Context) -> None:
    """Pay with the method that was picked."""
    payment = meant(context, GlobalPayment)
    if payment.ended or not payment.method:
        _global_fails(context, 703015 if payment.ended else 703014)
        return
    if context.text("paymentId") not in {"", payment.method}:
        _global_fails(context, 703009)
        return

    def refuse(answer: Answer) -> None:
        _global_fails(context, 703011 if answer.choice == "cancel" else 703012)

    payment.ended = True
    package = context.text("prepayInfo") or f"global-{context.number}"
    order = ledger.attempt(context.phone, package, "global", context.call.params)
    choices = (payments.PAY, _CANCEL, Choice("timeout", "Time out"))
    _Sheet(context, package, choices, refuse).show(order)


@handles("GlobalPayment.abort")
def abort_global(context: Context) -> None:
    """Give the payment up."""
    meant(context, GlobalPayment).ended = True
    context.ok()

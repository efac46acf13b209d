"""What the client keeps for the person: addresses, invoices, licence plates, cards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles

_CHOOSE = (Choice("choose", "Choose"), Choice("cancel", "Cancel"))


def _choose_from(context: Context, kind: str, entries: list[dict[str, Any]]) -> None:
    first = entries[0] if entries else {}

    def done(answer: Answer) -> None:
        given = dict(answer.data)
        at = given.pop("index", None)
        chosen = entries[at] if isinstance(at, int) and 0 <= at < len(entries) else first
        if answer.choice == "cancel" or not {**chosen, **given}:
            context.fail_kind("cancel")
        else:
            context.ok({**chosen, **given})

    default = {"index": 0} if entries else {}
    context.ask(kind, _CHOOSE, done, data=default, facts={"entries": entries})


@handles("chooseAddress")
def choose_address(context: Context) -> None:
    """A postal address of the person."""
    _choose_from(context, "address", context.device.address.postal)


@handles("chooseInvoiceTitle")
def choose_invoice_title(context: Context) -> None:
    """A title for invoices."""
    _choose_from(context, "invoice-title", context.device.address.invoices)


@handles("chooseLicensePlate")
def choose_plate(context: Context) -> None:
    """A licence plate."""
    plates = [{"plateNumber": plate} for plate in context.device.address.plates]
    _choose_from(context, "licence-plate", plates)


@handles("chooseInvoice")
def choose_invoice(context: Context) -> None:
    """Electronic invoices in the card holder."""
    receipts = context.device.address.receipts
    default = {"items": [receipts[0]["card_id"]] if receipts else []}

    def done(answer: Answer) -> None:
        wanted = answer.data.get("items", default["items"])
        chosen = [one for one in receipts if one["card_id"] in wanted]
        if answer.choice == "cancel" or not chosen:
            context.fail_kind("cancel")
            return
        keys = ("card_id", "encrypt_code", "app_id")
        told = [{key: one.get(key, "") for key in keys} for one in chosen]
        context.ok({"invoiceInfo": json.dumps(told)})

    context.ask("invoice", _CHOOSE, done, data=default, facts={"entries": receipts})


_OK = (Choice("ok", "OK"), Choice("cancel", "Cancel"))


def _listed(context: Context) -> list[Mapping[str, Any]]:
    given = context.param("cardList")
    return [card for card in given if isinstance(card, dict)] if isinstance(given, list) else []


@handles("addCard")
def add_cards(context: Context) -> None:
    """Put coupons into the holder."""
    listed = _listed(context)
    apps = context.device.apps

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        added = [_coded(context, card) for card in listed]
        apps.cards = [*apps.cards, *added]
        context.ok({"cardList": [{**card, "isSuccess": True} for card in added]})

    context.ask("cards", _OK, done, facts={"cards": listed})


def _coded(context: Context, card: Mapping[str, Any]) -> dict[str, Any]:
    """A card with the code of this copy: the merchant's own, or a new one."""
    given = card.get("cardExt")
    try:
        extra = json.loads(given) if isinstance(given, str) else {}
    except ValueError:
        extra = {}
    own = extra.get("code", "") if isinstance(extra, dict) else ""
    code = own or f"{context.random.randrange(10**12):012d}"
    return {"cardId": str(card.get("cardId", "")), "cardExt": given or "", "code": code}


@handles("openCard")
def open_cards(context: Context) -> None:
    """Show coupons of the holder; one that is not in it cannot be shown."""
    listed = _listed(context)
    held = {(card["cardId"], card["code"]) for card in context.device.apps.cards}
    if not listed or any((one.get("cardId"), one.get("code")) not in held for one in listed):
        context.fail("card not found")
        return

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        else:
            context.ok()

    context.ask("cards", _OK, done, facts={"cards": listed})

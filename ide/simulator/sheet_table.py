"""Which parts the sheet of each kind of question has."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from apimock.asking import Question
from apimock.codes.kinds import kinds
from ide.i18n import tr
from ide.simulator.conversation import Chat, Conversation, WatchChat
from ide.simulator.sheet_parts import (
    Checks,
    Fields,
    LensView,
    PasswordPad,
    PickList,
    Row,
    Selection,
    SheetPart,
)


def _silent(_show: Callable[[Chat], None]) -> Callable[[], None]:
    return lambda: None


def _dark() -> Callable[[], bytes | None]:
    return lambda: None


@dataclass
class PhoneView:
    """What a sheet shows of the phone: a picture of an item, and what the camera sees.

    ``lens`` begins to look through the camera: what it returns gives a picture when there is a new
    one, None while it stays the same.
    """

    thumbnail: Callable[[Mapping[str, Any]], bytes | None] = lambda _item: None
    lens: Callable[[], Callable[[], bytes | None]] = _dark
    chat: WatchChat = _silent
    """Tells the chat with customer service, now and whenever somebody writes, until it is ended."""


def parts(question: Question, view: PhoneView) -> list[SheetPart]:
    """Return the parts for a question; most have none."""
    make = _PARTS.get(question.kind)
    return make(question, view) if make is not None else []


def _payment(question: Question, _view: PhoneView) -> list[SheetPart]:
    return [PasswordPad()] if "triesLeft" in question.facts else []


def _album(question: Question, view: PhoneView) -> list[SheetPart]:
    items = question.facts["items"]
    made: list[SheetPart] = []
    if any(choice.id == "choose" for choice in question.choices):
        rows = [Row(item["id"], _item_name(item), view.thumbnail(item)) for item in items]
        count = max(2, int(question.facts.get("count", 1)))
        made.append(PickList("items", rows, lambda keys: {"items": keys}, count=count))
    if question.kind == "album":
        original = {"original": (tr("sheet.original"), False)}
        made.append(Checks(original, dict))
    return made


def _avatar(question: Question, view: PhoneView) -> list[SheetPart]:
    album = question.facts["album"]
    rows = [Row(item["id"], _item_name(item), view.thumbnail(item)) for item in album]
    return [PickList("items", rows, lambda keys: {"id": keys[0]})]


def _item_name(item: Mapping[str, Any]) -> str:
    name = str(item.get("name") or item["id"])
    seconds = item.get("duration")
    return f"{name}  {seconds:.0f} s" if seconds else name


def _scan(question: Question, view: PhoneView) -> list[SheetPart]:
    groups = question.facts["scanType"]
    names = {one.scan: one.scan for one in kinds().values() if one.group in groups}
    default = question.default.data
    texts = Fields({"result": str(default.get("result", ""))})
    return [
        LensView(view.lens()),
        texts,
        Selection("scanType", names, str(default.get("scanType"))),
    ]


def _share(question: Question, _view: PhoneView) -> list[SheetPart]:
    people, groups = question.facts.get("people", ()), question.facts.get("groups", ())
    names = {one: one for one in people} | {one: tr("sheet.group", name=one) for one in groups}
    return [Selection("to", names, str(question.default.data.get("to", "")))] if names else []


def _subscribe(question: Question, _view: PhoneView) -> list[SheetPart]:
    titles = question.facts.get("titles", question.facts["templates"])
    rows = {
        template: (str(title), True)
        for template, title in zip(question.facts["templates"], titles, strict=True)
    }
    rows["always"] = (tr("sheet.always"), False)

    def put(ticked: Mapping[str, bool]) -> dict[str, Any]:
        refused = {key: "reject" for key, on in ticked.items() if not on and key != "always"}
        return {**refused, "always": ticked["always"]}

    return [Checks(rows, put)]


def _settings(question: Question, _view: PhoneView) -> list[SheetPart]:
    scopes = question.facts["scopes"]
    rows = {scope: (scope, state == "allowed") for scope, state in scopes.items()}
    return [Checks(rows, dict)] if rows else []


def _entries(*fields: str) -> Callable[[Question, PhoneView], list[SheetPart]]:
    """A list of entries told by some of their fields; the answer is the place in the list."""

    def make(question: Question, _view: PhoneView) -> list[SheetPart]:
        rows = [
            Row(place, "  ".join(str(entry.get(name, "")) for name in fields))
            for place, entry in enumerate(question.facts["entries"])
        ]
        return [PickList("entries", rows, lambda keys: {"index": keys[0]})]

    return make


def _invoice(question: Question, _view: PhoneView) -> list[SheetPart]:
    entries = question.facts["entries"]
    rows = [Row(one["card_id"], f"{one['title']}  ¥ {one['amount'] / 100:.2f}") for one in entries]
    return [PickList("entries", rows, lambda keys: {"items": keys}, count=9)]


def _other_app(question: Question, _view: PhoneView) -> list[SheetPart]:
    return [_ExtraData()]


def _chat(question: Question, view: PhoneView) -> list[SheetPart]:
    told = any(choice.id == "send" for choice in question.choices)
    return [Conversation(view.chat)] if told else []


class _ExtraData(Fields):
    """The data another mini-program hands back: JSON, or a plain text as ``{"value": …}``."""

    def __init__(self) -> None:
        super().__init__({"extraData": ""})

    def data(self, choice: str) -> dict[str, Any]:
        """Return the data as an object."""
        text = super().data(choice).get("extraData", "")
        if not text:
            return {}
        try:
            given = json.loads(text)
        except ValueError:
            given = text
        return {"extraData": given if isinstance(given, dict) else {"value": given}}


_PARTS: dict[str, Callable[[Question, PhoneView], list[SheetPart]]] = {
    "payment": _payment,
    "album": _album,
    "chat-files": _album,
    "avatar": _avatar,
    "scan": _scan,
    "share": _share,
    "subscribe": _subscribe,
    "settings": _settings,
    "address": _entries("userName", "detailInfo"),
    "invoice-title": _entries("title"),
    "licence-plate": _entries("plateNumber"),
    "invoice": _invoice,
    "other-app": _other_app,
    "customer-service": _chat,
}

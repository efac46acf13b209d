"""Messages to the person: subscribe messages a server sends, and the customer service chat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock import entering, people

if TYPE_CHECKING:
    from apimock.phone import Phone

KEYWORD = re.compile(
    r"(thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|"
    r"phrase|enum)\d+"
)
"""Names of keywords: their kind and a number."""
_ERRORS = {
    40003: "invalid openid",
    40037: "invalid template_id",
    41030: "invalid page",
    43101: "user refuse to accept the msg",
    47003: "argument invalid!",
}


def template(phone: Phone, name: str) -> dict[str, Any] | None:
    """A template the platform knows; with none entered every id is one of a single message."""
    templates = phone.device.apps.templates
    if not templates:
        return {"id": name, "title": name, "keywords": [], "type": "once"}
    return next((one for one in templates if one["id"] == name), None)


def send_subscribe(
    phone: Phone, template_id: str, data: Mapping[str, Any], *, page: str = "", to: str = ""
) -> dict[str, Any]:
    """A server sends a subscribe message to a person (id or openid, '' is who holds the phone).

    Each consent is good for one message. Answers as the platform does: ``{"errcode", "errmsg"}``.
    """
    user = phone.device.user
    who = to or user.persona
    found = [one for one in user.personas if who in (one["id"], one.get("openid"))]
    known = template(phone, template_id)
    if not found:
        return _error(40003)
    if known is None:
        return _error(40037)
    wrong = _wrong_data(known, data)
    if wrong:
        return _error(47003, wrong)
    persona = found[0]["id"]
    permits = people.kept(phone.device, persona, "apps.permits")
    left = permits.get(template_id, 0)
    if left < 1:
        return _error(43101)
    if known.get("type") != "always":
        people.assign(phone.device, persona, "apps.permits", {**permits, template_id: left - 1})
    inbox = people.kept(phone.device, persona, "user.inbox")
    entry = {
        "id": f"message-{len(inbox) + 1}",
        "template": template_id,
        "title": known["title"],
        "data": {name: _value(value) for name, value in data.items()},
        "page": page,
        "time": phone.clock.now(),
        "read": False,
    }
    people.assign(phone.device, persona, "user.inbox", [*inbox, entry])
    return {"errcode": 0, "errmsg": "ok"}


def open_message(phone: Phone, number: str) -> None:
    """The person taps a message: the app comes up on its page. Raises KeyError when it is gone."""
    user = phone.device.user
    entry = next((one for one in user.inbox if one["id"] == number), None)
    if entry is None:
        raise KeyError(number)
    user.inbox = [{**one, "read": one["read"] or one is entry} for one in user.inbox]
    entering.enter(phone, entering.SUBSCRIBE_MESSAGE, str(entry["page"]))


def note(phone: Phone, who: str, **content: Any) -> None:
    """Add to the chat what ``app``, ``person`` or ``agent`` says."""
    apps = phone.device.apps
    entry = {"id": f"chat-{len(apps.chats) + 1}", "from": who, **content}
    apps.chats = [*apps.chats, {**entry, "time": phone.clock.now()}]


def agent_says(phone: Phone, kind: str, content: Mapping[str, Any]) -> None:
    """Customer service writes ``text`` {text}, a ``card`` or a ``link`` {title, path}."""
    note(phone, "agent", **{**content, "kind": kind})


def chat_item(phone: Phone, number: str) -> dict[str, Any] | None:
    """A card or link of the chat, None when there is none of that id."""
    entry = next((one for one in phone.device.apps.chats if one["id"] == number), None)
    return entry if entry is not None and entry["kind"] in {"card", "link"} else None


def open_chat_item(phone: Phone, number: str) -> None:
    """The person taps a card or link of the chat. Raises KeyError when there is none."""
    entry = chat_item(phone, number)
    if entry is None:
        raise KeyError(number)
    follow(phone, entry)


def follow(phone: Phone, entry: Mapping[str, Any]) -> None:
    """The person comes into the app by a card or link of the chat."""
    scene = entering.SERVICE_CARD if entry["kind"] == "card" else entering.SERVICE_LINK
    entering.enter(phone, scene, str(entry.get("path", "")))


def _error(code: int, more: str = "") -> dict[str, Any]:
    text = f"{_ERRORS[code]} {more}".rstrip()
    return {"errcode": code, "errmsg": text}


def _value(value: Any) -> str:
    return str(value.get("value", "")) if isinstance(value, Mapping) else str(value)


def _wrong_data(known: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """What is wrong with the data of a message, '' when it fits its template."""
    for name in known.get("keywords", ()):
        if name not in data:
            return f"data.{name}.value is empty"
    for name, value in data.items():
        if not KEYWORD.fullmatch(name):
            return f"data.{name} is no keyword"
        if name.startswith("thing") and len(_value(value)) > 20:
            return f"data.{name}.value has more than 20 characters"
    return ""

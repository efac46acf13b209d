"""Subscribe messages the person consents to, and the customer service chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apimock import inbox
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles
from apimock.wording import rows

MAX_TEMPLATES = 5
_STATES = frozenset({"accept", "reject", "ban", "filter"})
_SUBSCRIBE = "requestSubscribeMessage"
_CHOICES = (Choice("allow", "Allow"), Choice("reject", "Reject"))


def _fails(context: Context, code: int) -> None:
    """Fail with the documented errCode, in its recorded words."""
    for row in _recorded_codes():
        if row["errCode"] == code:
            context.fail(str(row["errMsg"]).partition(":fail ")[2], code=code)
            return
    raise LookupError(f"no recorded failure of {_SUBSCRIBE} has the code {code}")


def _recorded_codes() -> list[dict[str, Any]]:
    return [dict(row) for row in rows(_SUBSCRIBE) if "errCode" in row]


def _trouble(context: Context, templates: list[str]) -> int:
    """The code of what forbids to ask, 0 for nothing."""
    state = context.device.permissions
    known = [inbox.template(context.phone, one) for one in templates]
    kinds = {one["type"] for one in known if one is not None}
    checks = (
        (not templates, 10001),
        (len(templates) > MAX_TEMPLATES, 20003),
        (not state.subscriptions_on, 20004),
        (any(one is None for one in known), 20001),
        (len(kinds) > 1, 20002),
    )
    return next((code for wrong, code in checks if wrong), 0)


def _doubles(context: Context, templates: list[str]) -> set[str]:
    """Templates whose title an earlier one has already: the platform filters them out."""
    seen: set[str] = set()
    doubles = set()
    for one in templates:
        title = str((inbox.template(context.phone, one) or {}).get("title", one))
        if title in seen:
            doubles.add(one)
        seen.add(title)
    return doubles


@handles("requestSubscribeMessage", "requestSubscribeDeviceMessage")
def subscribe(context: Context) -> None:
    """Ask which templates may be sent; “always” answers are remembered, a consent sends once."""
    wanted = context.param("tmplIds")
    templates = [str(item) for item in wanted] if isinstance(wanted, list) else []
    code = _trouble(context, templates)
    if code:
        _fails(context, code)
        return
    state = context.device.permissions
    decided = dict.fromkeys(_doubles(context, templates), "filter")
    decided |= {one: state.subscriptions[one] for one in templates if one in state.subscriptions}
    asked = [one for one in templates if one not in decided]

    def done(answer: Answer) -> None:
        given = {item: "accept" if answer.choice == "allow" else "reject" for item in asked}
        given |= {k: v for k, v in answer.data.items() if k in given and v in _STATES}
        if answer.data.get("always"):
            state.subscriptions = {**state.subscriptions, **given}
        _answer(context, {one: (decided | given)[one] for one in templates})

    if not asked:
        _answer(context, {one: decided[one] for one in templates})
        return
    titles = [str((inbox.template(context.phone, one) or {})["title"]) for one in asked]
    facts = {"templates": asked, "titles": titles}
    context.ask("subscribe", _CHOICES, done, facts=facts)


def _answer(context: Context, verdicts: dict[str, str]) -> None:
    apps = context.device.apps
    accepted = [one for one, verdict in verdicts.items() if verdict == "accept"]
    if accepted:
        apps.permits = apps.permits | {one: apps.permits.get(one, 0) + 1 for one in accepted}
    context.ok(verdicts)


@handles("requestSubscribeEmployeeMessage")
def subscribe_employee(context: Context) -> None:
    """The same for members of a company."""
    wanted = context.param("tmplIds")
    templates = [str(item) for item in wanted] if isinstance(wanted, list) else []

    def done(answer: Answer) -> None:
        verdict = "accept" if answer.choice == "allow" else "reject"
        context.ok({"bindingStatus": True, **dict.fromkeys(templates, verdict)})

    if not templates:
        _fails(context, 10001)
        return
    context.ask("subscribe", _CHOICES, done, facts={"templates": templates})


def _sent_card(context: Context) -> dict[str, Any] | None:
    """The card the app puts into the chat, None when it shows none."""
    if not context.flag("showMessageCard"):
        return None
    path = context.text("sendMessagePath")
    return {"kind": "card", "title": context.text("sendMessageTitle"), "path": path}


def _open_chat(context: Context) -> None:
    card = _sent_card(context)
    if card is not None:
        inbox.note(context.phone, "app", **card)


@handles("contact")
def contact(context: Context) -> None:
    """The button's chat; the page hears by which card of it the person came back."""
    _open_chat(context)
    _talk(context)


def _talk(context: Context) -> None:
    """Ask again after each line the person writes, until a card is tapped or the chat is left."""

    def done(answer: Answer) -> None:
        if answer.choice == "send" and "text" in answer.data:
            words = str(answer.data["text"]).strip()
            if words:
                inbox.note(context.phone, "person", kind="text", text=words)
            _talk(context)
        elif answer.choice == "card":
            _come_back(context, answer.data)
        else:
            context.fail_kind("cancel")

    choices = (
        Choice("card", "Open the card"),
        Choice("send", "Send"),
        Choice("close", "Close"),
    )
    facts = {"title": context.text("sendMessageTitle"), "path": context.text("sendMessagePath")}
    context.ask("customer-service", choices, done, facts=facts)


def _come_back(context: Context, chosen: Mapping[str, Any]) -> None:
    """A card, the app's own unless another is chosen, leads back into the app on its path."""
    own = {"kind": "card", "path": context.text("sendMessagePath")}
    entry = inbox.chat_item(context.phone, str(chosen.get("id", ""))) or own
    url = str(chosen.get("path", entry.get("path", "")))
    path, _, query = url.partition("?")
    pairs = dict(part.partition("=")[::2] for part in query.split("&") if part)
    context.ok({"path": path, "query": pairs})
    inbox.follow(context.phone, {**entry, "path": url})


@handles("openCustomerServiceChat")
def customer_service(context: Context) -> None:
    """A chat with a company's customer service."""
    extra = context.param("extInfo")
    if not (isinstance(extra, dict) and str(extra.get("url", "")).startswith("https://")):
        context.fail("extInfo.url is invalid", errno=1001)
        return

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        _open_chat(context)
        context.ok()

    choices = (Choice("open", "Open"), Choice("cancel", "Cancel"))
    facts = {"url": extra["url"], "corpId": context.text("corpId")}
    context.ask("customer-service", choices, done, facts=facts)


@handles("feedback")
def feedback(context: Context) -> None:
    """The button's page for complaints."""
    choices = (Choice("send", "Send"), Choice("cancel", "Cancel"))

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        else:
            apps = context.device.apps
            entry = {"api": "feedback", "text": str(answer.data.get("text", ""))}
            apps.reports = [*apps.reports, entry]
            context.ok()

    context.ask("feedback", choices, done)


@handles("launchApp")
def launch_app(context: Context) -> None:
    """The button that opens the app which shared the page: only where it came from an app."""
    if context.device.apps.entered.get("scene") not in {1036, 1069}:
        context.fail("invalid scene")
        return
    context.ok()

"""Open capabilities: messages, sharing, addresses, invoices, other mini-programs, updates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import Level, handles
from apimock.remote import RemoteObject, answer_made, made, meant
from apimock.wording import errno_text

MAX_TEMPLATES = 5
_TEMPLATE_STATES = frozenset({"accept", "reject", "ban", "filter"})
_SEND = (Choice("send", "Send"), Choice("cancel", "Cancel"))


@handles("requestSubscribeMessage", "requestSubscribeDeviceMessage")
def subscribe(context: Context) -> None:
    """Ask which templates may be sent; “always” answers are remembered."""
    key = "tmplIds" if context.param("tmplIds") is not None else "snTmplIds"
    wanted = context.param(key)
    templates = [str(item) for item in wanted] if isinstance(wanted, list) else []
    state = context.device.permissions
    if not templates:
        context.fail("TmplIds can't be empty", code=10001)
        return
    if len(templates) > MAX_TEMPLATES:
        context.fail("Templates count out of max bounds", code=20003)
        return
    if not state.subscriptions_on:
        context.fail("The main switch is switched off", code=20004)
        return
    asked = [item for item in templates if item not in state.subscriptions]

    def done(answer: Answer) -> None:
        given = {item: "accept" if answer.choice == "allow" else "reject" for item in asked}
        given |= {k: v for k, v in answer.data.items() if k in given and v in _TEMPLATE_STATES}
        if answer.data.get("always"):
            state.subscriptions = {**state.subscriptions, **given}
        context.ok({item: given.get(item) or state.subscriptions[item] for item in templates})

    if not asked:
        context.ok({item: state.subscriptions[item] for item in templates})
        return
    choices = (Choice("allow", "Allow"), Choice("reject", "Reject"))
    context.ask("subscribe", choices, done, facts={"templates": asked})


def _share(context: Context, kind: str, payload: Mapping[str, Any]) -> None:
    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        apps = context.device.apps
        entry = {"kind": kind, "to": str(answer.data.get("to", "")), **payload}
        apps.shared = [*apps.shared, {**entry, "time": context.clock.now()}]
        context.ok()

    context.ask("share", _SEND, done, facts={"kind": kind, **payload})


@handles("shareFileMessage", "shareVideoMessage", "addFileToFavorites", "addVideoToFavorites")
def share_file(context: Context) -> None:
    """Send or keep a local file."""
    path = context.text("filePath") or context.text("videoPath")
    kind = "favourite" if context.name.startswith("add") else "file"
    _share(context, kind, {"path": path, "name": context.text("fileName")})


_GROUP = {
    "shareAppMessageToGroup": "card",
    "shareEmojiToGroup": "sticker",
    "shareImageToGroup": "picture",
    "shareVideoToGroup": "video",
    "shareFileToGroup": "file",
    "shareToOfficialAccount": "article",
    "shareToWeRun": "steps",
}


@handles(*_GROUP)
def share_with_group(context: Context) -> None:
    """Send something to a group, an official account or the step list."""
    _share(context, _GROUP[context.name], {"params": dict(context.call.params)})


@handles("share")
def share_button(context: Context) -> None:
    """The share sheet of the menu or a button, with the card the app has made."""
    card = {key: context.param(key) for key in ("title", "path", "query", "imageUrl")}
    kind = context.text("kind") or "card"
    _share(context, kind, {key: value for key, value in card.items() if value is not None})


@handles("getShareInfo", "getGroupEnterInfo", level=Level.CANNED, note="data cannot be decrypted")
def share_info(context: Context) -> None:
    """Encrypted facts of a group."""
    context.ok(
        {
            "encryptedData": context.random.randbytes(48).hex(),
            "iv": context.random.randbytes(16).hex(),
            "cloudID": f"cloud-{context.random.getrandbits(64):016x}",
        }
    )


def _choose_from(context: Context, kind: str, entries: list[dict[str, Any]]) -> None:
    first = entries[0] if entries else {}

    def done(answer: Answer) -> None:
        if answer.choice == "cancel" or not {**first, **answer.data}:
            context.fail_kind("cancel")
        else:
            context.ok({**first, **answer.data})

    choices = (Choice("choose", "Choose"), Choice("cancel", "Cancel"))
    context.ask(kind, choices, done, data=first, facts={"entries": entries})


@handles("chooseAddress")
def choose_address(context: Context) -> None:
    """A postal address."""
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


@handles("chooseInvoice", level=Level.CANNED, note="the list of invoices is empty")
def choose_invoice(context: Context) -> None:
    """Invoices kept in the card holder: there are none."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        else:
            context.ok({"invoiceInfo": "[]"})

    context.ask("invoice", (Choice("choose", "Choose"), Choice("cancel", "Cancel")), done)


@handles("addCard", "openCard", level=Level.CANNED, note="cards are not kept")
def cards(context: Context) -> None:
    """Add coupons to the holder, or show them."""
    given = context.param("cardList")
    listed = (
        [dict(card) for card in given if isinstance(card, dict)] if isinstance(given, list) else []
    )

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        elif context.name == "addCard":
            context.ok({"cardList": [{**card, "code": "", "isSuccess": True} for card in listed]})
        else:
            context.ok()

    choices = (Choice("ok", "OK"), Choice("cancel", "Cancel"))
    context.ask("cards", choices, done, facts={"cards": listed})


@handles("navigateToMiniProgram", "openEmbeddedMiniProgram")
def to_mini_program(context: Context) -> None:
    """Leave for another mini-program, once the person agrees."""
    link, app_id = context.text("shortLink"), context.text("appId")
    if not app_id and not link:
        context.fail("invalid appid", errno=1005)
        return
    jump = {
        "appId": app_id or link,
        "path": context.text("path"),
        "extraData": context.param("extraData") or {},
        "envVersion": context.text("envVersion", "release"),
    }

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        elif answer.choice == "invalid":
            context.fail("invalid appid", errno=1005)
        else:
            apps = context.device.apps
            apps.jumps = [*apps.jumps, jump]
            context.ok()

    choices = (Choice("go", "Allow"), Choice("cancel", "Cancel"), Choice("invalid", "Unknown app"))
    context.ask("mini-program", choices, done, facts=jump)


@handles("navigateBackMiniProgram")
def back_to_mini_program(context: Context) -> None:
    """Return to the mini-program this one was opened from."""
    apps = context.device.apps
    apps.jumps = [*apps.jumps, {"back": True, "extraData": context.param("extraData") or {}}]
    context.ok()


_PAGES = (
    "openCustomerServiceChat",
    "openOfficialAccountProfile",
    "openOfficialAccountArticle",
    "openOfficialAccountChat",
    "openChannelsUserProfile",
    "openChannelsActivity",
    "openChannelsLive",
    "openChannelsEvent",
    "openChannelsLiveNoticeInfo",
    "openDesignerProfile",
    "openSingleStickerView",
    "openStickerIPView",
    "openStickerSetView",
    "openStoreOrderDetail",
    "openStoreCouponDetail",
    "openInquiriesTopic",
)


@handles(*_PAGES, level=Level.CANNED, note="the page of the client is only named, not shown")
def open_page(context: Context) -> None:
    """A page of the client itself."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        else:
            context.ok()

    choices = (Choice("open", "Open"), Choice("cancel", "Cancel"))
    facts = {"page": context.name, "params": dict(context.call.params)}
    context.ask("client-page", choices, done, facts=facts)


@handles("checkIsAddedToMyMiniProgram")
def is_added(context: Context) -> None:
    """Whether the person keeps this mini-program."""
    context.ok({"added": context.device.system.my_mini_program})


class Updates(RemoteObject):
    """The update manager: looks once for an update and tells what came of it."""

    checked = False
    ready = False
    applied = False

    def check(self) -> None:
        """Look for an update, as a cold start does."""
        if self.checked:
            return
        self.checked = True
        self.phone.clock.later(0, self._found)

    def _found(self) -> None:
        state = self.phone.device.apps.update
        self.tell("checkForUpdate", {"hasUpdate": state != "none"})
        if state != "none":
            self.phone.clock.later(500, self._loaded)

    def _loaded(self) -> None:
        if self.phone.device.apps.update == "fails":
            self.tell("updateFailed")
        elif self.phone.device.apps.update == "available":
            self.ready = True
            self.tell("updateReady")


@handles("getUpdateManager")
def get_update_manager(context: Context) -> None:
    """The manager; the check runs when it is first asked for."""
    updates = made(context, Updates)
    answer_made(context, updates, "UpdateManager")
    updates.check()


@handles("UpdateManager.applyUpdate")
def apply_update(context: Context) -> None:
    """Restart with the new version, which has to be ready."""
    updates = meant(context, Updates)
    if updates.applied:
        context.fail(errno_text(103101), errno=103101)
    elif not updates.ready:
        context.fail(errno_text(103102), errno=103102)
    else:
        updates.applied = True
        context.device.apps.update = "none"
        context.ok()


@handles("updateWeChatApp", level=Level.CANNED)
def update_client(context: Context) -> None:
    """The store page of the client."""
    context.ok()


@handles("setBackgroundFetchToken")
def set_fetch_token(context: Context) -> None:
    """Keep the token sent with background fetches."""
    token = context.text("token")
    if len(token) > 1024:
        context.fail("token is too long", errno=1001)
        return
    context.device.apps.fetch_token = token
    context.ok()


@handles("getBackgroundFetchToken")
def get_fetch_token(context: Context) -> None:
    """The token, which has to be set."""
    token = context.device.apps.fetch_token
    if token:
        context.ok({"token": token})
    else:
        context.fail("token not set, maybe you should setBackgroundFetchToken first")


@handles("getBackgroundFetchData")
def get_fetch_data(context: Context) -> None:
    """Data fetched beforehand; where it is set up and there is none, platforms differ."""
    data = context.device.apps.fetch_data
    if data is None and not context.device.apps.fetch_enabled:
        context.fail("no permission", code=-10007)
    elif data is not None:
        context.ok({"path": "", "query": "", "scene": 1001, "timeStamp": 0, **data})
    elif context.dialect == "ios":
        context.ok({"fetchedData": ""})
    else:
        context.fail("no cached data")

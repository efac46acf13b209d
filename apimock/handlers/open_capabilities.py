"""Other mini-programs and pages of the client itself."""

from __future__ import annotations

from typing import Any

from apimock import entering, other_apps
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles
from apimock.wording import recorded

_NO_REFERRER = "no referrer"
_GO = (Choice("go", "Allow"), Choice("cancel", "Cancel"), Choice("invalid", "Unknown app"))


@handles("navigateToMiniProgram", "openEmbeddedMiniProgram", note="a stub stands for the other app")
def to_mini_program(context: Context) -> None:
    """Leave for another mini-program, once the person agrees."""
    link, app_id = context.text("shortLink"), context.text("appId")
    embedded = context.name == "openEmbeddedMiniProgram"
    if not (app_id or link) or app_id == context.app.app_id:
        _unknown_app(context)
        return
    jump = {
        "appId": app_id or link,
        "path": context.text("path"),
        "extraData": context.param("extraData") or {},
        "envVersion": context.text("envVersion", "release"),
        "embedded": embedded,
    }

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
        elif answer.choice == "invalid":
            _unknown_app(context)
        else:
            _go(context, jump)

    facts = {**jump, "text": str(jump["appId"])}
    context.ask("mini-program", _GO, done, facts=facts)


def _go(context: Context, jump: dict[str, Any]) -> None:
    apps = context.device.apps
    apps.jumps = [*apps.jumps, jump]
    apps.away = jump
    context.ok()
    if not jump.get("embedded"):
        entering.leave(context.phone, entering.LEFT_FOR_MINI_PROGRAM)
    other_apps.show(context.phone, context.name)


def _unknown_app(context: Context) -> None:
    failure = recorded("navigateToMiniProgram", "invalid appid")
    context.fail(failure.message.partition(":fail ")[2], errno=1005)


def _referrer(context: Context) -> str:
    """The id of the mini-program that opened this one, '' for none."""
    info = context.device.apps.entered.get("referrerInfo")
    opened = context.device.apps.entered.get("scene") == entering.FROM_MINI_PROGRAM
    return str(info.get("appId", "")) if opened and isinstance(info, dict) else ""


@handles("navigateBackMiniProgram")
def back_to_mini_program(context: Context) -> None:
    """Return to the mini-program this one was opened from; without one it fails."""
    app_id = _referrer(context)
    if not app_id:
        context.fail(_NO_REFERRER)
        return
    jump = {"back": True, "appId": app_id, "extraData": context.param("extraData") or {}}
    _go(context, jump)


@handles("postMessageToReferrerMiniProgram", "postMessageToReferrerPage")
def message_to_referrer(context: Context) -> None:
    """Tell the opener something without going back."""
    app_id = _referrer(context)
    if not app_id:
        context.fail(_NO_REFERRER)
        return
    apps = context.device.apps
    message = {"message": True, "appId": app_id, "extraData": context.param("extraData") or {}}
    apps.jumps = [*apps.jumps, message]
    context.ok()


_PAGES = (
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


@handles(*_PAGES, "updateWeChatApp", note="the page of the client is noted, not shown")
def open_page(context: Context) -> None:
    """A page of the client itself."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        apps = context.device.apps
        entry = {"page": context.name, "params": dict(context.call.params)}
        apps.client_pages = [*apps.client_pages, {**entry, "time": context.clock.now()}]
        context.ok()

    choices = (Choice("open", "Open"), Choice("cancel", "Cancel"))
    facts = {"page": context.name, "params": dict(context.call.params)}
    context.ask("client-page", choices, done, facts=facts)


@handles("checkIsAddedToMyMiniProgram")
def is_added(context: Context) -> None:
    """Whether the person keeps this mini-program."""
    context.ok({"added": context.device.system.my_mini_program})

"""Sharing: cards, files and pictures for people and groups, and what tells of a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apimock import sharing
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.handlers.file_answers import fail, files
from apimock.handlers.identity import sealed
from apimock.registry import handles

_SEND = (Choice("send", "Send"), Choice("cancel", "Cancel"))
_TO_NOBODY = ("timeline", "favorite", "favourite", "article", "steps")
"""What is shared with everybody, or kept."""
_BAD_TICKET, _NO_GROUP = 40097, 65206


def _share(context: Context, kind: str, payload: Mapping[str, Any]) -> None:
    """Let the person choose who gets it; without a choice it is the first other person."""
    user, apps = context.device.user, context.device.apps
    named = kind not in _TO_NOBODY
    people = [one["id"] for one in user.personas if named and one["id"] != user.persona]
    groups = [one["id"] for one in apps.groups if named]
    first = (groups if context.name.endswith("ToGroup") else people or groups or [""])[:1]

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        sharing.add(context.phone, kind, str(answer.data.get("to", "".join(first))), payload)
        context.ok()

    facts = {"kind": kind, **payload, "people": people, "groups": groups}
    context.ask("share", _SEND, done, data={"to": "".join(first)}, facts=facts)


def _share_file(context: Context, kind: str, parameter: str) -> None:
    path = context.text(parameter)
    try:
        data = files(context).content(files(context).place(path, "open"), "open")
    except FileFault as fault:
        fail(context, fault)
        return
    name = context.text("fileName") or path.rpartition("/")[2]
    _share(context, kind, {"path": path, "name": name, "size": len(data)})


@handles("shareFileMessage", "addFileToFavorites")
def share_file(context: Context) -> None:
    """Send or keep a local file."""
    kind = "favourite" if context.name.startswith("add") else "file"
    _share_file(context, kind, "filePath")


@handles("shareVideoMessage", "addVideoToFavorites")
def share_video(context: Context) -> None:
    """Send or keep a local video."""
    kind = "favourite" if context.name.startswith("add") else "video"
    _share_file(context, kind, "videoPath")


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


@handles("showShareMenu", "updateShareMenu")
def share_menu(context: Context) -> None:
    """What the menu offers; whether cards carry a ticket. The runtime shows it."""
    apps = context.device.apps
    given = {key: value for key, value in context.call.params.items() if value is not None}
    apps.share_menu = {**apps.share_menu, **given}
    context.perform()


@handles("getShareInfo")
def share_info(context: Context) -> None:
    """The group of the card the app was opened by, encrypted; only its ticket opens it."""
    entered = context.device.apps.entered
    if not context.text("shareTicket") or entered.get("shareTicket") != context.text("shareTicket"):
        context.fail("invalid shareTicket", code=_BAD_TICKET)
        return
    context.ok(sealed(context, {"openGId": entered["openGId"]}))


@handles("getGroupEnterInfo")
def group_info(context: Context) -> None:
    """The group the app was opened in, encrypted."""
    entered = context.device.apps.entered
    if "openGId" in entered:
        context.ok(sealed(context, {"openGId": entered["openGId"]}))
    elif context.flag("allowSingleChat") and entered.get("scene") == 1007:
        context.ok(sealed(context, {"open_single_roomid": context.device.user.persona}))
    else:
        context.fail("not opened in a group", code=_NO_GROUP)


@handles("authPrivateMessage")
def private_message(context: Context) -> None:
    """Whether the card the app was opened by was meant for this person."""
    ticket = context.text("shareTicket")
    cards = context.device.apps.shared
    card = next((one for one in cards if ticket and one.get("shareTicket") == ticket), None)
    if card is None:
        context.fail("invalid shareTicket", code=_BAD_TICKET)
        return
    group = sharing.group(context.phone, card["to"])
    valid = group is None or context.device.user.persona in group.get("members", ())
    context.ok({"valid": valid, **sealed(context, {"openGId": card.get("openGId", "")})})

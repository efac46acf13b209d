"""Channels: live broadcasts and their notices, as entered for this phone."""

from __future__ import annotations

from typing import Any

from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.registry import handles
from apimock.wording import errno_text

_UNKNOWN, _EMPTY = 1416100, 1416104
LIVE_STATES = {"none": 1, "live": 2, "ended": 3, "preparing": 4}
"""The values of ``status``."""


def _facts(context: Context, part: str) -> dict[str, Any] | None:
    """What is known of a channel; fails the call and gives None when there is nothing."""
    channel = context.device.apps.channels.get(context.text("finderUserName"))
    if channel is None:
        context.fail(errno_text(_UNKNOWN), errno=_UNKNOWN)
        return None
    found = channel.get(part)
    if not isinstance(found, dict):
        context.fail(errno_text(_EMPTY), errno=_EMPTY)
        return None
    return found


@handles("getChannelsLiveInfo")
def live_info(context: Context) -> None:
    """The latest live broadcast of a channel."""
    live = _facts(context, "live")
    if live is not None:
        usual = {"feedId": "", "nonceId": "", "description": "", "status": 1, "headUrl": ""}
        more = {"nickname": "", "replayStatus": 0, "otherInfos": []}
        context.ok({**usual, **more, **live})


@handles("getChannelsLiveNoticeInfo")
def notice_info(context: Context) -> None:
    """The announced broadcast of a channel."""
    notice = _facts(context, "notice")
    if notice is not None:
        usual = {"noticeId": "", "status": 0, "startTime": "", "headUrl": "", "nickname": ""}
        context.ok({**usual, "reservable": True, "otherInfos": [], **notice})


@handles("reserveChannelsLive")
def reserve(context: Context) -> None:
    """Have oneself reminded of a broadcast: the notice is then reserved."""

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.ok({"state": 6})
            return
        apps = context.device.apps
        entry = {"page": context.name, "params": dict(context.call.params)}
        apps.client_pages = [*apps.client_pages, {**entry, "time": context.clock.now()}]
        context.ok({"state": 7})

    choices = (Choice("reserve", "Reserve"), Choice("cancel", "Cancel"))
    context.ask("client-page", choices, done, facts={"page": context.name})


@handles("getChannelsShareKey")
def share_key(context: Context) -> None:
    """Who shared the broadcast the app was opened from."""
    entered = context.device.apps.entered
    key = entered.get("sharerOpenId")
    if not key:
        context.fail("not opened from a channel")
        return
    context.ok({"sharerOpenId": key, "promoter": dict(entered.get("promoter", {}))})

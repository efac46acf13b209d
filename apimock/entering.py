"""Coming into the mini-program from somewhere else, and leaving it for somewhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from apimock.calls import Event

if TYPE_CHECKING:
    from apimock.phone import Phone

RECENT, FRIEND_CARD, GROUP_CARD, GROUP_CARD_WITH_TICKET = 1001, 1007, 1008, 1044
FROM_MINI_PROGRAM, BACK_FROM_MINI_PROGRAM = 1037, 1038
SERVICE_CARD, SERVICE_LINK, SUBSCRIBE_MESSAGE, MOMENTS = 1073, 1081, 1107, 1154
LEFT, LEFT_FOR_MINI_PROGRAM, LEFT_FOR_CLIENT_PAGE = 0, 1, 2
"""Reasons onAppHide gives."""


def split(url: str) -> tuple[str, dict[str, str]]:
    """A page's path without its leading slash, and its query, out of ``path?a=b``."""
    path, _, query = url.partition("?")
    return path.lstrip("/").removesuffix(".html"), dict(parse_qsl(query, keep_blank_values=True))


def enter(
    phone: Phone, scene: int, url: str = "", *, facts: Mapping[str, Any] | None = None
) -> None:
    """The person opens the mini-program: a warm start on a page, the open one when ``url`` is ''.

    ``facts`` are more options (``shareTicket``, ``referrerInfo``, ``chatType``) and what only the
    phone knows (``openGId``).
    """
    path, query = split(url)
    known = {"openGId"}
    options: dict[str, Any] = {"scene": scene, "referrerInfo": {}, **(facts or {})}
    if path:
        options |= {"path": path, "query": query}
    apps = phone.device.apps
    leave(phone, LEFT)
    apps.entered, apps.away = options, {}
    phone.scene = scene
    phone.set_foreground(True)
    phone.emit(Event("$enter", {name: options[name] for name in options if name not in known}))


def leave(phone: Phone, reason: int) -> None:
    """The person goes elsewhere; nothing happens when they are there already."""
    if phone.device.apps.foreground:
        phone.emit(Event("$leave", {"reason": reason}))
        phone.set_foreground(False)

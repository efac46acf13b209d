"""The mini-program among others: updates, sharing, messages, jumps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section
from apimock.state.defaults import entries


@dataclass
class Apps(Section):
    """``update`` is ``none``, ``available`` (downloads and gets ready) or ``fails``.

    ``jumps`` lists the other mini-programs opened, ``shared`` the cards sent, both newest last.
    ``groups`` are the chats of more than two, ``templates`` the subscribe messages the platform
    knows (none: every id is known).
    """

    title: ClassVar[str] = "apps"

    update: str = "none"
    foreground: bool = True
    jumps: list[dict[str, Any]] = field(default_factory=list)
    shared: list[dict[str, Any]] = field(default_factory=list)
    share_menu: dict[str, Any] = field(default_factory=dict)
    """What showShareMenu and updateShareMenu have set: ``withShareTicket``, …"""
    groups: list[dict[str, Any]] = field(default_factory=entries("groups"))
    entered: dict[str, Any] = field(default_factory=dict)
    """How the app was entered last: scene, shareTicket, referrerInfo, openGId, …"""
    away: dict[str, Any] = field(default_factory=dict)
    """The other mini-program on screen, empty while this one is."""
    templates: list[dict[str, Any]] = field(default_factory=list)
    permits: dict[str, int] = field(default_factory=dict)
    """How many messages of a template may still be sent to the person."""
    cards: list[dict[str, Any]] = field(default_factory=list)
    """Coupons and cards in the person's holder."""
    chats: list[dict[str, Any]] = field(default_factory=list)
    """Messages in the customer service chat, newest last."""
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Live broadcasts and notices by ``finderUserName``."""
    client_pages: list[dict[str, Any]] = field(default_factory=list)
    """Pages of the client itself the app has opened, newest last."""
    ads: bool = True
    """Whether there are advertisements to show."""
    ad_error: int = 1004
    """Why there is none."""
    fetch_enabled: bool = False
    """Whether background fetch is set up for the app on the platform."""
    fetch_token: str = ""
    fetch_data: dict[str, Any] | None = None
    reports: list[dict[str, Any]] = field(default_factory=list)
    experiments: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    """Values of getCommonConfig."""

"""One compile mode: where and how the mini-program starts (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from renderer.host.launch import Launch

DEFAULT_SCENE = 1001
LAUNCH_MODES = {
    "default": "default",
    "defaultNativeFunctionalized": "nativeFunctionalized",
    "halfPageNativeFunctionalized": "nativeFunctionalized",
    "singlePage": "browseOnly",
    "embedded": "embedded",
}
"""The launch modes of a project's configuration, with what ``apiCategory`` then is."""

CHAT_TYPES = (1, 2, 3, 4)


@dataclass(frozen=True)
class CompileMode:
    """An entry of ``condition.….list``; ``data`` is the entry itself with all of its keys."""

    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the person calls it, else the page."""
        return self._text("name") or self.path

    @property
    def path(self) -> str:
        """The page it starts at, without a slash in front; empty for the entry page."""
        return self._text("pathName").partition("?")[0].strip("/")

    @property
    def query(self) -> str:
        """The query as written."""
        inside = self._text("pathName").partition("?")[2]
        return self._text("query").lstrip("?") or inside

    @property
    def scene(self) -> int:
        """The scene value; the usual one when none is chosen."""
        return _number(self.data.get("scene")) or DEFAULT_SCENE

    @property
    def launch_mode(self) -> str:
        """The launch mode, ``default`` for one nobody knows."""
        mode = self._text("launchMode")
        return mode if mode in LAUNCH_MODES else "default"

    @property
    def referrer_app(self) -> str:
        """AppID of the mini-program, official account or app it comes from."""
        return str(self._part("referrerInfo").get("appId") or "")

    @property
    def extra_data(self) -> Any:
        """What that other one hands over; None for nothing."""
        value = self._part("referrerInfo").get("extraData")
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value.strip() else None
        except ValueError:
            return None

    @property
    def group(self) -> Mapping[str, Any]:
        """The chat it is opened from: ``chatType``, ``openGId``, ``shareTicket``."""
        return self._part("groupInfo")

    def launch(self) -> Launch:
        """Return how the mini-program is started in this mode."""
        referrer: dict[str, Any] = {}
        if self.referrer_app:
            referrer["appId"] = self.referrer_app
        if self.extra_data is not None:
            referrer["extraData"] = self.extra_data
        ticket = self.group.get("shareTicket") or self._part("shareInfo").get("shareTicket")
        return Launch(
            path=self.path,
            query=parse_query(self.query),
            scene=self.scene,
            referrer_info=referrer,
            share_ticket=str(ticket) if ticket else None,
            chat_type=_number(self.group.get("chatType")),
            api_category=LAUNCH_MODES[self.launch_mode],
        )

    def _text(self, key: str) -> str:
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def _part(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key)
        return value if isinstance(value, dict) else {}


def parse_query(search: str) -> dict[str, str]:
    """Read ``a=1&b=2`` as WeChat's routes do: values stay as written, a name alone is 'undefined'.

    The same rule as ``parseQuery`` of the runtime.
    """
    query: dict[str, str] = {}
    for pair in search.partition("#")[0].partition("?")[0].split("&"):
        if pair:
            name, *values = pair.split("=")
            query[name] = values[0] if values else "undefined"
    return query


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.strip().isdigit():
        return int(value)
    return None

"""How a mini-program is started, or brought back to the front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Launch:
    """What the mini-program hears of its start; an empty path is its entry page."""

    path: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    scene: int = 1001
    referrer_info: Mapping[str, Any] = field(default_factory=dict)
    share_ticket: str | None = None
    chat_type: int | None = None
    api_category: str = "default"

    def to_json(self) -> dict[str, Any]:
        """Return the ``LaunchOptions`` of the messages."""
        options: dict[str, Any] = {
            "path": self.path,
            "query": dict(self.query),
            "scene": self.scene,
            "referrerInfo": dict(self.referrer_info),
            "apiCategory": self.api_category,
        }
        if self.share_ticket is not None:
            options["shareTicket"] = self.share_ticket
        if self.chat_type is not None:
            options["chatType"] = self.chat_type
        return options

    @property
    def url(self) -> str:
        """The page with its query, as routes write it."""
        search = "&".join(f"{name}={value}" for name, value in self.query.items())
        return f"{self.path}?{search}" if search else self.path

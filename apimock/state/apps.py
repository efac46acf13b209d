"""The mini-program among others: updates, sharing, jumps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from apimock.observable import Section


@dataclass
class Apps(Section):
    """``update`` is ``none``, ``available`` (downloads and gets ready) or ``fails``.

    ``jumps`` lists the other mini-programs opened, ``shared`` what was shared; both newest last.
    """

    title: ClassVar[str] = "apps"

    update: str = "none"
    foreground: bool = True
    jumps: list[dict[str, Any]] = field(default_factory=list)
    shared: list[dict[str, Any]] = field(default_factory=list)
    ads: bool = True
    """Whether there are advertisements to show."""
    fetch_enabled: bool = False
    """Whether background fetch is set up for the app on the platform."""
    fetch_token: str = ""
    fetch_data: dict[str, Any] | None = None
    reports: list[dict[str, Any]] = field(default_factory=list)
    experiments: dict[str, Any] = field(default_factory=dict)

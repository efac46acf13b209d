"""Where a finger touches something on the phone: where it is seen, stands still, uncovered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from ide.headless import hands
from renderer.host.player import Player

_FINDER = (Path(hands.__file__).parent / "places.js").read_text("utf-8").split("\n", 1)[1].strip()


@dataclass(frozen=True)
class Place:
    """Something to point at: a CSS selector, a visible text, or a selector with a text in it."""

    css: str = ""
    text: str = ""
    nth: int = 0

    @classmethod
    def of(cls, value: str | Place) -> Place:
        """Return a place; a string is a visible text."""
        return cls(text=value) if isinstance(value, str) else value


def css(selector: str, nth: int = 0, *, text: str = "") -> Place:
    """Return the nth element of a selector, of those that contain ``text``."""
    return Place(selector, text, nth)


def question(place: Place) -> str:
    """Return what is asked in the probe's world to find a place; it looks at two frames."""
    return f"({_FINDER})({json.dumps({**vars(place), 'loose': loose(place.css)})})"


def can_be_touched(found: Any) -> bool:
    """Tell from an answer whether a finger reaches the place, and it has not moved meanwhile."""
    return bool(found and found["hit"] and found.get("still"))


def point_of(
    place: Place, look: Callable[[str], Any], wait: Callable[[Callable[[], bool]], None]
) -> QPointF:
    """Return where to touch a place, in CSS pixels of the phone, as soon as that can be done.

    ``look`` returns what an expression is in the probe's world, ``wait`` waits for a condition.
    """
    found: list[Any] = []

    def there() -> bool:
        found[:] = [look(question(place))]
        return can_be_touched(found[0])

    wait(there)
    return QPointF(found[0]["x"], found[0]["y"])


def eyes(player: Player, qtbot: QtBot) -> Callable[[str], Any]:
    """Return what looks at a player: gives the value of an expression in the probe's world."""

    def look(expression: str) -> Any:
        seen: list[Any] = []
        player.probe(expression, seen.append)
        qtbot.waitUntil(lambda: bool(seen))
        return seen[0]

    return look


def loose(selector: str) -> str:
    """Return a selector that finds classes of components too, which carry a prefix."""
    inside = r'(\[[^]]*\]|"[^"]*")|\.(-?[A-Za-z_][\w-]*)'
    return re.sub(
        inside,
        lambda found: (
            found[1] or f':is([class*="--{found[2]} "], [class$="--{found[2]}"], .{found[2]})'
        ),
        selector,
    )

"""A picture of a player that holds all the page has drawn: a grab alone is stale."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QColor, QImage

from renderer.host.player import Player

_MOST_LOOKS = 600
"""A view that shows no frame any more is taken as it is after so many looks."""
_MARK = QColor("#fe01b7")
Deliver = Callable[[QImage], None]


def fresh_picture(player: Player, deliver: Deliver) -> None:
    """Deliver what the page shows now: frames reach the view later than the page draws them.

    The page colours a corner and leaves it; the frame without the colour, after one with it,
    holds all that was drawn before. One picture of a player at a time.
    """

    def coloured(_: QImage) -> None:
        player.probe("minideckProbe.mark('')", lambda _: _look(player, deliver, False))

    mark = f"minideckProbe.mark('{_MARK.name()}')"
    player.probe(mark, lambda _: _look(player, coloured, True))


def _look(player: Player, deliver: Deliver, marked: bool, left: int = _MOST_LOOKS) -> None:
    """Deliver the first grab that has the mark, or has it not."""
    image = player.screenshot().toImage()
    image.setDevicePixelRatio(1)
    corner = image.pixelColor(image.width() - 1, image.height() - 1)
    if left == 0 or (corner == _MARK) is marked:
        deliver(image)
        return
    again = partial(_look, player, deliver, marked, left - 1)
    player.probe("minideckProbe.frame()", lambda _: again())

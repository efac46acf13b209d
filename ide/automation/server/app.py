"""``App.…`` as far as it is not the worker's: pictures, and the end of the app."""

from __future__ import annotations

import base64
from collections import deque
from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QImage

from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.automation.server.waiting import bounded
from renderer.host.fresh_picture import fresh_picture
from renderer.host.player import Player
from renderer.host.png import png_of

PICTURE_S = 30.0
_NOT_DRAWN = "the phone is not on the screen, so nothing is drawn; show it in the window."
_STOPPED = "the phone shows no new frame; a window that is minimised draws nothing."


class App:
    """Takes pictures, one after the other, and ends the app."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._queue: deque[Answer] = deque()
        self._busy = False

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {"App.captureScreenshot": self.capture, "App.exit": self.exit}

    def capture(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Answer a PNG of the screen that holds all the page has drawn."""
        self._context.runtime.until_over(answer)
        bounded(answer, self._context.owner, lambda: _STOPPED, PICTURE_S)
        self._queue.append(answer)
        if not self._busy:
            self._next()

    def exit(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """End the app as a phone's system does."""
        self._context.target.end_app()
        answer.result()

    def close(self) -> None:
        """Take no picture any more."""
        self._queue.clear()

    def _next(self) -> None:
        self._busy = False
        while self._queue:
            answer = self._queue.popleft()
            if not answer.open:
                continue
            player = self._context.target.player
            if player is None or not player.view.isVisible():
                answer.fail(_NOT_DRAWN)
                continue
            self._take(player, answer)
            return

    def _take(self, player: Player, answer: Answer) -> None:
        self._busy = True
        done = False

        def go_on() -> None:
            nonlocal done
            if not done:
                done = True
                self._next()

        def taken(image: QImage) -> None:
            answer.result({"data": base64.b64encode(png_of(image)).decode("ascii")})

        answer.on_end(go_on)
        player.probe("minideckProbe.paintedFacts()", lambda _: fresh_picture(player, taken))

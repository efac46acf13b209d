"""Pictures of the phone at its own pixels: the screen, with the housing, or the whole page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel

from ide.simulator.frame import PhoneFrame
from ide.simulator.housing import BEZEL
from renderer.host.fresh_picture import Deliver, fresh_picture
from renderer.host.player import Player

_STEPS = Path(__file__).with_name("full_page.js").read_text("utf-8").split("\n", 1)[1].strip()
_PAINTED = "minideckProbe.paintedFacts().then(() => minideckProbe.frame())"
_TALLEST = 32_000
"""Pictures end here, in pixels: what shows them seldom takes more."""


class Camera(QObject):
    """Takes one picture at a time; while it does, the person sees the phone as it was."""

    def __init__(self, frame: PhoneFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._curtain: QLabel | None = None
        self._strips: list[tuple[float, QImage]] = []

    @property
    def busy(self) -> bool:
        """Whether a picture is being taken."""
        return self._curtain is not None

    def screen(self, player: Player, pixel_ratio: float, deliver: Deliver) -> None:
        """Take the screen; nothing happens while another picture is being taken."""
        if not self._begin(player, pixel_ratio):
            return

        def painted(_: Any) -> None:
            fresh_picture(player, taken)

        def taken(image: QImage) -> None:
            self._end()
            deliver(image)

        player.probe(_PAINTED, painted)

    def framed(self, player: Player, pixel_ratio: float, deliver: Deliver) -> None:
        """Take the screen in its housing, on nothing."""
        self.screen(player, pixel_ratio, lambda image: deliver(self._housed(image, pixel_ratio)))

    def page(self, player: Player, pixel_ratio: float, deliver: Deliver) -> None:
        """Scroll through the page in front and join what is seen."""
        if not self._begin(player, pixel_ratio):
            return
        self._strips = []

        def begun(place: Any) -> None:
            if isinstance(place, Mapping):
                self._step(player, place, pixel_ratio, 0.0, deliver)
            else:
                self._end()

        player.probe(f"{_STEPS}.begin()", begun)

    def _step(
        self,
        player: Player,
        place: Mapping[str, float],
        ratio: float,
        top: float,
        deliver: Deliver,
    ) -> None:
        end = max(0.0, min(place["height"], _TALLEST / ratio) - place["room"])
        last = top >= end
        here = min(top, end)
        first = top == 0

        def seen(scrolled: Any) -> None:
            fresh_picture(player, lambda image: taken(float(scrolled or 0), image))

        def taken(scrolled: float, image: QImage) -> None:
            self._strips.append((scrolled, image))
            if last:
                player.probe(f"{_STEPS}.end()", ended)
            else:
                self._step(player, place, ratio, top + place["room"], deliver)

        def ended(_: Any) -> None:
            self._end()
            deliver(_joined(self._strips, place, ratio))
            self._strips = []

        flags = ", ".join(str(flag).lower() for flag in (first, last))
        player.probe(f"{_STEPS}.step({here}, {flags})", seen)

    def _begin(self, player: Player, pixel_ratio: float) -> bool:
        """Draw the page at the display's pixels, behind a curtain that shows it as it was."""
        shape = self._frame.phone_shape
        if self.busy or shape is None:
            return False
        self._curtain = QLabel(self._frame)
        self._curtain.setPixmap(self._frame.grab())
        self._curtain.setGeometry(self._frame.rect())
        self._curtain.show()
        self._curtain.raise_()
        zoom = pixel_ratio / player.view.devicePixelRatioF()
        size = QSize(round(shape.width * zoom), round(shape.height * zoom))
        player.view.setFixedSize(size)
        player.view.setZoomFactor(zoom)
        return True

    def _end(self) -> None:
        curtain, self._curtain = self._curtain, None
        self._frame.set_zoom(self._frame.zoom)
        if curtain is not None:
            curtain.hide()
            curtain.deleteLater()

    def _housed(self, image: QImage, ratio: float) -> QImage:
        shape = self._frame.phone_shape
        if shape is None:
            return image
        size = QSize(shape.width + 2 * BEZEL, shape.height + 2 * BEZEL) * ratio
        made = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.scale(ratio, ratio)
        screen = QRectF(BEZEL, BEZEL, shape.width, shape.height)
        painter.drawImage(screen, image)
        self._frame.housing.draw(painter, shape, screen, QColor(Qt.GlobalColor.transparent))
        painter.end()
        return made


def _joined(strips: list[tuple[float, QImage]], place: Mapping[str, float], ratio: float) -> QImage:
    """Lay strips of a page below each other, between what was above and below it at first."""
    top, bottom = round(place["top"] * ratio), round(place["bottom"] * ratio)
    first, last = strips[0][1], strips[-1][1]
    foot = first.height() - bottom
    length = round(strips[-1][0] * ratio) + bottom - top
    made = QImage(first.width(), top + length + foot, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.drawImage(QPoint(0, 0), first, QRect(0, 0, first.width(), top))
    for scrolled, image in strips:
        here = QPoint(0, top + round(scrolled * ratio))
        painter.drawImage(here, image, QRect(0, top, image.width(), bottom - top))
    painter.drawImage(QPoint(0, top + length), last, QRect(0, bottom, last.width(), foot))
    painter.end()
    return made

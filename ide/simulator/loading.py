"""The phone's screen until the mini-program shows something: its name, and what is being done."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ide.i18n import tr
from ide.widgets.texts import follow

_PATIENCE_MS = 350
"""A start that is quicker shows no words, and a further one keeps the last picture: no flash."""
_FADE_MS = 140
_LIGHT = {"screen": "#ffffff", "name": "#1f2329", "step": "#646a73", "badge": "#eef0f4"}
_DARK = {"screen": "#191919", "name": "#e8eaed", "step": "#a3a8b0", "badge": "#2a2d32"}
_BADGE = 56
_FONTS = {
    "letter": ("step", 22, QFont.Weight.DemiBold),
    "name": ("name", 15, QFont.Weight.DemiBold),
    "step": ("step", 13, QFont.Weight.Normal),
}
"""Colour, height in pixels and weight of each word."""


class LoadingScreen(QWidget):
    """Covers the page, lets every key and click through, and fades out over the first picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = ""
        self._step = ""
        self._shown = False
        self._colors = _LIGHT
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.update)
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self.hide)
        follow(self, self._retranslate)
        self.hide()

    @property
    def step(self) -> str:
        """What is said to be done, empty when nothing is awaited."""
        return self._step

    def begin(self, name: str, step: str, *, dark: bool = False) -> None:
        """Cover the screen of an app; ``step`` is a key of ``simulator.loading``.

        What the app showed until now stays in sight for a moment.
        """
        self._fade.stop()
        self._colors = _DARK if dark else _LIGHT
        if not self._step or self._name != name:
            self._patience.start()
        self._name = name
        self.show_step(step)
        self.show()

    def show_step(self, step: str) -> None:
        """Say what is done now; nothing happens when nothing is awaited any more."""
        self._step = step
        self._retranslate()

    def end(self, *, at_once: bool = False) -> None:
        """Go away, softly over the app's first picture."""
        self._step = ""
        self._patience.stop()
        self._shown = not at_once
        if self.isHidden():
            return
        if at_once or not self.isVisible():
            self._fade.stop()
            self.hide()
        elif self._fade.state() != QVariantAnimation.State.Running:
            self._fade.setStartValue(1.0)
            self._fade.setEndValue(0.0)
            self._fade.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the plain screen and, when it takes long, the words."""
        if self._shown and self._patience.isActive():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._fade.state() == QVariantAnimation.State.Running:
            painter.setOpacity(float(self._fade.currentValue()))
        painter.fillRect(self.rect(), QColor(self._colors["screen"]))
        if self._step and not self._patience.isActive():
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        center = QPointF(self.width() / 2, self.height() * 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors["badge"]))
        painter.drawEllipse(center, _BADGE / 2, _BADGE / 2)
        badge = QRectF(0, 0, _BADGE, _BADGE)
        badge.moveCenter(center)
        self._write(painter, badge, self._name[:1].upper(), "letter")
        line = QRectF(16, badge.bottom() + 12, self.width() - 32, 24)
        self._write(painter, line, self._name, "name")
        line.translate(0, 28)
        self._write(painter, line, self._said(), "step")

    def _write(self, painter: QPainter, place: QRectF, text: str, role: str) -> None:
        color, size, weight = _FONTS[role]
        font = self.font()
        font.setPixelSize(size)
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(QColor(self._colors[color]))
        room = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, room)

    def _said(self) -> str:
        return tr(f"simulator.loading.{self._step}") if self._step else ""

    def _retranslate(self) -> None:
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._said())
        self.update()

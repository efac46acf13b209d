"""Shows a picture of the project with its size."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ide.theme.palette import Colors

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".ico"})
_MARGIN = 24
_CAPTION = 28
_SQUARE = 8


class ImageView(QWidget):
    """A picture on a chequered ground, never larger than it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._caption = ""
        self._ground, self._squares, self._text = "#ffffff", "#eeeeee", "#555555"

    def show_file(self, file: Path) -> None:
        """Show a picture, or why it cannot be shown."""
        reader = QImageReader(str(file))
        reader.setAutoTransform(True)
        self._image = reader.read()
        size = f"{file.stat().st_size / 1024:.1f} KB" if file.exists() else ""
        if self._image.isNull():
            self._caption = reader.errorString()
        else:
            self._caption = f"{self._image.width()} × {self._image.height()}   {size}"
        self.setAccessibleName(f"{file.name} {self._caption}")
        self.update()

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self._ground, self._squares = colors["surface"], colors["sunken"]
        self._text = colors["muted"]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the picture and its caption."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._ground))
        area = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN - _CAPTION)
        if not self._image.isNull() and area.width() > 0 and area.height() > 0:
            size = self._image.size()
            if size.width() > area.width() or size.height() > area.height():
                size = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left = area.center().x() - size.width() / 2
            top = area.center().y() - size.height() / 2
            target = QRectF(left, top, size.width(), size.height())
            self._draw_squares(painter, target)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image)
        painter.setPen(QColor(self._text))
        bottom = self.rect().adjusted(0, self.height() - _CAPTION - _MARGIN // 2, 0, 0)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignHCenter, self._caption)
        painter.end()

    def _draw_squares(self, painter: QPainter, target: QRectF) -> None:
        painter.save()
        painter.setClipRect(target)
        for row in range(int(target.height()) // _SQUARE + 1):
            for column in range(row % 2, int(target.width()) // _SQUARE + 1, 2):
                left, top = target.left() + column * _SQUARE, target.top() + row * _SQUARE
                square = QRectF(left, top, _SQUARE, _SQUARE)
                painter.fillRect(square, QColor(self._squares))
        painter.restore()
